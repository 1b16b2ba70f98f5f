//! Texts for parameter values.

use jetstream_api::catalogue::{ParameterType, Unit};
use jetstream_fleet::configuration::Field;

/// The text of a value, and its special meaning if it has one: `("On", None)`, `("300 s", None)`, `("0", Some("no readings"))`.
pub fn value_text(field: Option<&Field>, value: &str) -> (String, Option<&'static str>) {
    let Some(field) = field else { return (value.to_owned(), None) };
    let meaning = field.special(value);
    let is = |other| ParameterType::Bool.same(value, other);
    let face = match (field.ty, field.unit()) {
        (ParameterType::Bool, _) if is("1") => "On".to_owned(),
        (ParameterType::Bool, _) if is("0") => "Off".to_owned(),
        (_, Some(Unit::HourOfDay)) if meaning.is_none() => format!("{value}:00"),
        // A special value such as `-1` or `0` is not a number of units.
        (_, Some(unit)) if meaning.is_none() => format!("{value} {}", unit.symbol()),
        _ => value.to_owned(),
    };
    (face, meaning)
}

/// The same as one text: `0 (no readings)`.
pub fn value_text_full(field: Option<&Field>, value: &str) -> String {
    match value_text(field, value) {
        (face, None) => face,
        (face, Some(meaning)) => format!("{face} ({meaning})"),
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::definitions::DeviceDefinition;
    use jetstream_fleet::configuration::Schema;

    use super::*;
    use crate::features::fleet_configuration::policy_view::schema;

    fn cabinet() -> Schema {
        schema(&DeviceDefinition {
            id: None,
            name: "TS092, Security Cabinet".into(),
            firmware_version: None,
            flags: Default::default(),
            device_specific_command_names: Vec::new(),
            config_parameters: Vec::new(),
            sensor_reading_measures: Vec::new(),
        })
    }

    #[test]
    fn numbers_have_their_unit_and_switches_are_on_or_off() {
        let schema = cabinet();
        let words = |key, value| value_text_full(schema.field(key), value);
        assert_eq!(words("DoorOpenTimeLimit", "300"), "300 s");
        assert_eq!(words("CommandPollInterval", "5"), "5 min");
        assert_eq!(words("ObjectEventHour", "3"), "3:00");
        assert_eq!(words("SecureSocket", "True"), "On");
        assert_eq!(words("SecureSocket", "perhaps"), "perhaps");
        assert_eq!(words("Unheard", "7"), "7");
    }

    #[test]
    fn special_values_say_what_they_mean() {
        let schema = cabinet();
        let words = |key, value| value_text_full(schema.field(key), value);
        assert_eq!(words("SensorReadingEventInterval", "0"), "0 (no readings)");
        assert_eq!(words("UserBypass", "1"), "On (the list of passes is ignored)");
        assert_eq!(words("IP", "0.0.0.0"), "0.0.0.0 (assigned by DHCP)");
    }
}
