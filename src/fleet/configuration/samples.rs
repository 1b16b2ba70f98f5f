//! Test helpers: definitions, values and events of a device.

use jetstream_api::{definitions::DeviceDefinition, events::Event, kind::DeviceKind, wire::Pair};
use proptest::{collection, prelude::*, sample};
use serde_json::json;

use super::{Schema, Values};
use crate::{
    commands::Commands,
    test_events::{by_device, by_jetstream},
};

/// The name of the vendor's definition of security cabinets.
pub(super) const CABINETS: &str = "TS092, Cabinet, v4";

/// A definition with these parameters and their declared types.
pub(super) fn definition(name: &str, parameters: &[(&str, &str)]) -> DeviceDefinition {
    DeviceDefinition {
        id: None,
        name: name.to_owned(),
        firmware_version: Some("4.8".to_owned()),
        flags: Default::default(),
        device_specific_command_names: Vec::new(),
        config_parameters: parameters
            .iter()
            .map(|(key, ty)| Pair { key: (*key).into(), value: (*ty).into() })
            .collect(),
        sensor_reading_measures: Vec::new(),
    }
}

/// The schema of a security cabinet with all 29 parameters of its page.
pub(super) fn cabinet() -> Schema {
    let keys: Vec<_> = jetstream_api::catalogue::parameters(DeviceKind::SecurityCabinet).iter().collect();
    let parameters: Vec<_> = keys.iter().map(|parameter| (parameter.name, "String")).collect();
    Schema::of(&definition(CABINETS, &parameters), DeviceKind::SecurityCabinet)
}

/// Values by key.
pub(super) fn values<const N: usize>(entries: [(&str, &str); N]) -> Values {
    entries.into_iter().collect()
}

/// Any values of parameters that the catalogue knows, of a few that it does not know, and of keys that no definition has.
pub(super) fn any_values() -> impl Strategy<Value = Values> {
    let key = prop_oneof![
        sample::select(&["dooropentimelimit", "userbypass", "ip", "logentrylevel", "batterythreshold", "aaa"][..])
            .prop_map(str::to_owned),
        "[a-zA-Z0-9_.]{1,8}",
    ];
    let value = prop_oneof![
        sample::select(&["0", "False", "1", "300", "300.0", "error", "Error", "", "10.0.0.7"][..])
            .prop_map(str::to_owned),
        ".{0,8}",
    ];
    collection::vec((key, value), 0..8).prop_map(Values::from_iter)
}

/// The device of these tests.
pub(super) const CABINET: &str = "Cabinet 7";

/// The commands of these events.
pub(super) fn commands_of(events: &[Event]) -> Commands {
    let mut commands = Commands::default();
    events.iter().for_each(|event| commands.apply(event));
    commands
}

/// Somebody sends a sync to the device.
pub(super) fn synced(id: &str, time: &str) -> Event {
    sends(id, "/3/devices/Cabinet%207/policy/sync", time)
}

/// Somebody sets single values of the device.
pub(super) fn set(id: &str, time: &str) -> Event {
    sends(id, "/3/devices/Cabinet%207/configuration", time)
}

fn sends(id: &str, uri: &str, time: &str) -> Event {
    let body = json!({ "CommandId": id, "CommandName": "SetConfigValuesCommand", "URI": uri, "User": "maria" });
    by_jetstream(&format!("q-{id}"), "CommandQueuedEvent", CABINET, time, body)
}

/// The device reports its parameters.
pub(super) fn values_reported(id: &str, time: &str, output: &[(&str, &str)]) -> Event {
    let output: Vec<_> = output.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
    let body = json!({ "CommandId": id, "CommandName": "GetConfigValuesCommand", "OutputParameterList": output });
    by_device(&format!("c-{id}"), "CommandCompletionEvent", CABINET, time, body)
}
