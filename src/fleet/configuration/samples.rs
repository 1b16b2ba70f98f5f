//! What the tests of this folder share.

use jetstream_api::{definitions::DeviceDefinition, kind::DeviceKind, wire::Pair};
use proptest::{collection, prelude::*, sample};

use super::{Schema, Values};

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
