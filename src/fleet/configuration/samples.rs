//! What the tests of this folder share.

use jetstream_api::{definitions::DeviceDefinition, kind::DeviceKind, wire::Pair};

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
