//! Handlers of device definitions. They can only be read.

use std::sync::Arc;

use jetstream_api::{
    call::Reply,
    catalogue::{self, Unit},
    ids::Guid,
};
use serde_json::{Map, Value, json};

use crate::{
    handlers::{query, reply},
    model::{definition::Definition, world::World},
};

/// A definition as the API shows it.
fn json(definition: &Definition) -> Value {
    let flag = |flag: Option<bool>| flag.unwrap_or(false);
    let flags = definition.profile.flags;
    let parameters = definition.parameters.iter().map(|parameter| (parameter.key.clone(), json!(parameter.type_name)));
    let sensors =
        catalogue::sensors(definition.kind).map(|sensor| (sensor.name.to_owned(), json!(measure(sensor.unit))));
    // The strings of v3 are not known; these are what an older page calls the commands of enclosures.
    let specific: &[&str] = if definition.kind.has_lock() == Some(true) { &["Lock", "Unlock Door"] } else { &[] };
    json!({
        "Id": definition.id, "Name": definition.name, "FirmwareVersion": definition.firmware,
        "GetConfigValuesCommand": flag(flags.get_config_values), "SetConfigValuesCommand": flag(flags.set_config_values),
        "GetEpcListCommand": flag(flags.get_epc_list), "ResetCommand": flag(flags.reset),
        "UpdateFirmwareCommand": flag(flags.update_firmware),
        "DeviceSpecificCommandNames": specific,
        "ConfigParameters": parameters.collect::<Map<_, _>>(),
        "SensorReadingMeasures": sensors.collect::<Map<_, _>>(),
    })
}

/// The text in `SensorReadingMeasures`; the real ones are not documented.
fn measure(unit: Unit) -> &'static str {
    match unit {
        Unit::Celsius => "Celsius",
        Unit::Percent => "Percent",
        Unit::Degree => "Degrees",
        Unit::DecibelMilliwatt => "dBm",
        other => other.plural(),
    }
}

/// `GET /3/devicedefinitions`, filtered by exact values.
pub(crate) fn list(world: &World, query: &[(String, String)]) -> Reply {
    let definitions = world.definitions.iter().map(|definition| json(definition));
    let shown: Vec<_> = definitions.filter(|definition| query::matches(query, definition)).collect();
    reply::ok(Value::Array(shown).to_string())
}

/// `GET /3/devicedefinitions/{name}`.
pub(crate) fn get(world: &World, name: &str) -> Result<Reply, Reply> {
    find(world, name).map(|definition| reply::ok(json(definition).to_string())).ok_or_else(not_found)
}

/// `GET /3/devicedefinitions/OldId/{guid}`.
pub(crate) fn get_by_old_id(world: &World, guid: &str) -> Result<Reply, Reply> {
    let guid = Guid::parse(guid).map_err(|error| reply::invalid("id", &error.to_string()))?;
    let found = world.definitions.iter().find(|definition| definition.old_id == guid);
    found.map(|definition| reply::ok(json(definition).to_string())).ok_or_else(not_found)
}

fn not_found() -> Reply {
    reply::object(404, "There is no such device definition.")
}

pub(crate) fn find<'a>(world: &'a World, name: &str) -> Option<&'a Arc<Definition>> {
    world.definitions.iter().find(|definition| definition.name == name)
}

/// The definition that a field of a body names.
pub(crate) fn named(world: &World, field: &str, name: &str) -> Result<Arc<Definition>, Reply> {
    find(world, name).cloned().ok_or_else(|| reply::invalid(field, "There is no such device definition."))
}

#[cfg(test)]
#[path = "definitions_tests.rs"]
mod tests;
