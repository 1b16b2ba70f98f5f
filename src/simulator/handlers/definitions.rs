//! Device definitions: a catalogue of models as Jetstream would list them. Read only.

use std::sync::Arc;

use jetstream_api::{
    call::Reply,
    capabilities::{CommandFlags, DeviceProfile},
    catalogue::{self, Command, FirmwareVersion, ParameterType, Support, Unit, parameters},
    ids::Guid,
    kind::{DeviceKind, Form, form_of},
};
use serde_json::{Map, Value, json};

use crate::{
    handlers::{query, reply},
    model::world::World,
};

/// Name and firmware of every definition. The last one has a model number that nobody knows: nothing is refused there.
const DEFINITIONS: [(&str, &str); 16] = [
    ("TS092, Security Cabinet, US, 28 cu ft, v4", "4.8"),
    ("TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4", "4.8"),
    ("TS030, Large Cabinet, EU, UHF, 21 cu ft, v4", "4.8"),
    ("TS097, Refrigerator, US, UHF, 4.9 cu ft, v4", "4.8"),
    ("TS074e, Large Refrigerator, EU, UHF, 26 cu ft, v4", "4.8"),
    ("TS034, Freezer, US, UHF, 4.1 cu ft, v4", "4.8"),
    ("TS047e, Freezer, EU, UHF, 4.4 cu ft, v4", "4.8"),
    ("TS088, Ultra-low Freezer, US, UHF, 24 cu ft, v4", "4.8"),
    ("TS083, Countertop Cabinet, US, UHF, v4", "4.5"),
    ("TS090, Read Point, US, UHF, v4", "4.7"),
    ("TS087, Directional Read Point, EU, UHF, v4", "4.7"),
    ("TS082, Surface Read Point, US, UHF, v4", "4.9"),
    ("TS080, Mobile Case, US, UHF, cellular, v4", "4.7"),
    ("TS084, Handheld, US, UHF", "1.6"),
    ("TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v3", "3.4"),
    ("Evaluation Unit, US, UHF, no. 7", "4.9"),
];

/// What one kind of unit has and can do.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) kind: DeviceKind,
    pub(crate) form: Option<Form>,
    pub(crate) profile: DeviceProfile,
    /// Sorted by key.
    pub(crate) parameters: Vec<ParameterDefinition>,
    firmware: &'static str,
    old_id: Guid,
}

/// A parameter of a definition, with what a unit leaves the factory with.
#[derive(Debug)]
pub(crate) struct ParameterDefinition {
    /// In lower case.
    pub(crate) key: String,
    /// As `ConfigParameters` names it. The type names are those the documentation uses in its text.
    pub(crate) type_name: &'static str,
    pub(crate) default: &'static str,
}

impl ParameterDefinition {
    fn new(parameter: &catalogue::Parameter) -> Self {
        let key = parameter.key();
        let type_name = match parameter.ty {
            ParameterType::Bool => "Bool",
            ParameterType::Int(_) => "Int",
            // Documented as a text for security cabinets, although it is a number of volts.
            ParameterType::Decimal(_) if key == "batterythreshold" => "String",
            ParameterType::Decimal(_) => "Float",
            ParameterType::Ipv4 | ParameterType::Enumeration(_) | ParameterType::Url | ParameterType::Text => "String",
        };
        let default = parameter.default.unwrap_or_else(|| fallback_default(&key));
        Self { key, type_name, default }
    }

    /// Does a value parse as the type? Jetstream is documented to check no more than that.
    pub(crate) fn accepts(&self, value: &str) -> bool {
        match self.type_name {
            "Bool" => ["0", "1", "true", "false"].iter().any(|word| word.eq_ignore_ascii_case(value)),
            "Int" => value.parse::<i64>().is_ok(),
            "Float" => value.parse::<f64>().is_ok_and(f64::is_finite),
            _ => true,
        }
    }
}

/// Defaults that no page prints: those of the same parameter on another type of device, or a plausible value.
fn fallback_default(key: &str) -> &'static str {
    match key {
        "dooropentimelimit" => "300",
        "doorunlocktimelimit" | "objecteventscantime" => "10",
        "heartbeateventinterval" | "sensorreadingeventinterval" | "commsinterfacerestart" => "60",
        "jetstreamdeviceurl" => "us-device.jetstreamrfid.com",
        "logentrylevel" => "error",
        "fieldofview" => "full",
        _ => "0",
    }
}

impl Definition {
    fn new(id: u64, name: &'static str, firmware: &'static str) -> Self {
        let kind = DeviceKind::of_definition(name);
        let version: FirmwareVersion = firmware.parse().unwrap_or(FirmwareVersion::new(4, 8, 0));
        let has = |command| Some(catalogue::support(kind, command) != Support::No);
        let flags = CommandFlags {
            get_config_values: has(Command::GetPolicyParameters),
            set_config_values: has(Command::SetPolicyParameters),
            get_epc_list: has(Command::GetTags),
            reset: has(Command::Restart),
            update_firmware: Some(kind != DeviceKind::Handheld),
        };
        let directional = name.starts_with("TS087").then(|| parameters::parameter_anywhere("fieldofview")).flatten();
        let known = parameters::parameters_in(kind, version).iter().chain(directional);
        let mut parameters: Vec<_> = known.map(ParameterDefinition::new).collect();
        parameters.sort_by(|one, other| one.key.cmp(&other.key));
        let old_id = Guid::from_random([u8::try_from(id).unwrap_or(0); 16]);
        let (form, profile) = (form_of(name), DeviceProfile { kind, flags });
        Self { id, name, kind, form, profile, parameters, firmware, old_id }
    }

    /// The parameter of a key in lower case.
    pub(crate) fn setting(&self, key: &str) -> Option<&ParameterDefinition> {
        let place = self.parameters.binary_search_by(|setting| setting.key.as_str().cmp(key)).ok()?;
        self.parameters.get(place)
    }

    fn json(&self) -> Value {
        let flag = |flag: Option<bool>| flag.unwrap_or(false);
        let flags = self.profile.flags;
        let parameters = self.parameters.iter().map(|setting| (setting.key.clone(), json!(setting.type_name)));
        let sensors = catalogue::sensors(self.kind).map(|sensor| (sensor.name.to_owned(), json!(measure(sensor.unit))));
        // The strings of v3 are not known; these are what an older page calls the commands of enclosures.
        let specific: &[&str] = if self.kind.has_lock() == Some(true) { &["Lock", "Unlock Door"] } else { &[] };
        json!({
            "Id": self.id, "Name": self.name, "FirmwareVersion": self.firmware,
            "GetConfigValuesCommand": flag(flags.get_config_values), "SetConfigValuesCommand": flag(flags.set_config_values),
            "GetEpcListCommand": flag(flags.get_epc_list), "ResetCommand": flag(flags.reset),
            "UpdateFirmwareCommand": flag(flags.update_firmware),
            "DeviceSpecificCommandNames": specific,
            "ConfigParameters": parameters.collect::<Map<_, _>>(),
            "SensorReadingMeasures": sensors.collect::<Map<_, _>>(),
        })
    }
}

/// What `SensorReadingMeasures` says; the real words are not documented.
fn measure(unit: Unit) -> &'static str {
    match unit {
        Unit::Celsius => "Celsius",
        Unit::Percent => "Percent",
        Unit::Degree => "Degrees",
        Unit::DecibelMilliwatt => "dBm",
        other => other.plural(),
    }
}

/// All definitions of the application.
pub(crate) fn all() -> Vec<Arc<Definition>> {
    (1..).zip(DEFINITIONS).map(|(id, (name, firmware))| Arc::new(Definition::new(id, name, firmware))).collect()
}

/// `GET /3/devicedefinitions`, filtered by exact values.
pub(crate) fn list(world: &World, query: &[(String, String)]) -> Reply {
    let definitions = world.definitions.iter().map(|definition| definition.json());
    let shown: Vec<_> = definitions.filter(|definition| query::matches(query, definition)).collect();
    reply::ok(Value::Array(shown).to_string())
}

/// `GET /3/devicedefinitions/{name}`.
pub(crate) fn get(world: &World, name: &str) -> Result<Reply, Reply> {
    find(world, name).map(|definition| reply::ok(definition.json().to_string())).ok_or_else(unknown)
}

/// `GET /3/devicedefinitions/OldId/{guid}`.
pub(crate) fn get_by_old_id(world: &World, guid: &str) -> Result<Reply, Reply> {
    let guid = Guid::parse(guid).map_err(|error| reply::invalid("id", &error.to_string()))?;
    let found = world.definitions.iter().find(|definition| definition.old_id == guid);
    found.map(|definition| reply::ok(definition.json().to_string())).ok_or_else(unknown)
}

fn unknown() -> Reply {
    reply::object(404, "There is no such device definition.")
}

pub(crate) fn find<'a>(world: &'a World, name: &str) -> Option<&'a Arc<Definition>> {
    world.definitions.iter().find(|definition| definition.name == name)
}

/// The definition that a body names in a field of its own.
pub(crate) fn named(world: &World, field: &str, name: &str) -> Result<Arc<Definition>, Reply> {
    find(world, name).cloned().ok_or_else(|| reply::invalid(field, "There is no such device definition."))
}

#[cfg(test)]
#[path = "definitions_tests.rs"]
mod tests;
