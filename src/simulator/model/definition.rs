//! Device definitions: a catalogue of the models that devices are of, with their parameters.

use std::sync::Arc;

use jetstream_api::{
    capabilities::{CommandFlags, DeviceProfile},
    catalogue::{self, Command, FirmwareVersion, ParameterType, Support, parameters},
    ids::Guid,
    kind::{DeviceKind, Form, form_of},
};

/// Name and firmware of every definition. The last one has an unknown model number: no command is refused there.
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

/// A model of a device: its parameters and the commands that it supports.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) kind: DeviceKind,
    pub(crate) form: Option<Form>,
    pub(crate) profile: DeviceProfile,
    /// Sorted by key.
    pub(crate) parameters: Vec<ParameterDefinition>,
    pub(crate) firmware: &'static str,
    pub(crate) old_id: Guid,
}

/// A parameter of a definition, with its factory default.
#[derive(Debug)]
pub(crate) struct ParameterDefinition {
    /// In lower case.
    pub(crate) key: String,
    /// The name of its type in `ConfigParameters`. These are the type names in the text of the documentation.
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

/// Defaults that the documentation does not state: those of the same parameter on another type of device, or a plausible
/// value.
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
    pub(crate) fn parameter(&self, key: &str) -> Option<&ParameterDefinition> {
        let place = self.parameters.binary_search_by(|parameter| parameter.key.as_str().cmp(key)).ok()?;
        self.parameters.get(place)
    }
}

/// All definitions of the application.
pub(crate) fn all() -> Vec<Arc<Definition>> {
    (1..).zip(DEFINITIONS).map(|(id, (name, firmware))| Arc::new(Definition::new(id, name, firmware))).collect()
}
