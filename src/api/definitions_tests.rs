//! Tests of the calls about device definitions: requests and responses.

use super::*;
use crate::examples::{example, read_calls, request_body, response, variants};

fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.into(), value: value.into() }
}

#[test]
fn the_documented_definition_is_read_in_any_case() {
    let expected = DeviceDefinition {
        id: Some(Id(1)),
        name: "TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4".into(),
        firmware_version: Some("4.5".into()),
        flags: CommandFlags {
            get_config_values: Some(true),
            set_config_values: Some(true),
            get_epc_list: Some(true),
            reset: Some(true),
            update_firmware: Some(true),
        },
        device_specific_command_names: vec!["...".into()],
        config_parameters: vec![pair("aggregateeventscancount", "Int")],
        sensor_reading_measures: vec![pair("TemperatureA", "Celsius")],
    };
    let name = DefinitionName::parse("x").unwrap();
    let text = example("device-definition");
    for text in [text, &variants(text)[0], &variants(text)[1]] {
        assert_eq!(response(&GetDeviceDefinition(name.clone()), text).unwrap(), expected, "{text}");
        assert_eq!(
            response(&ListDeviceDefinitions, &format!("[{text}]")).unwrap(),
            std::slice::from_ref(&expected),
            "{text}"
        );
    }
}

#[test]
fn a_flag_that_is_not_there_is_not_known() {
    let text = r#"{ "Name": "Old one", "FirmwareVersion": 3.12, "GetEpcListCommand": "False", "ResetCommand": 0 }"#;
    let definition = response(&GetDeviceDefinition(DefinitionName::parse("x").unwrap()), text).unwrap();
    assert_eq!(definition.id, None);
    assert_eq!(definition.firmware_version.as_deref(), Some("3.12"));
    assert_eq!(
        definition.flags,
        CommandFlags { get_epc_list: Some(false), reset: Some(false), ..CommandFlags::default() }
    );
    assert!(definition.config_parameters.is_empty());
}

#[test]
fn parameters_are_a_dictionary_or_a_list_of_pairs() {
    let text = r#"{ "Name": "D", "ConfigParameters": [ { "Key": "dns", "Value": "String" }, { "key": "ip", "value": null } ] }"#;
    let definition = response(&GetDeviceDefinition(DefinitionName::parse("x").unwrap()), text).unwrap();
    assert_eq!(definition.config_parameters, [pair("dns", "String"), pair("ip", "")]);
}

#[test]
fn definitions_are_asked_for_by_name_and_by_their_old_id() {
    assert_eq!(request_body(&ListDeviceDefinitions), read_calls("devicedefinitions"));
    let name = DefinitionName::parse("TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4").unwrap();
    assert_eq!(
        request_body(&GetDeviceDefinition(name)),
        read_calls("devicedefinitions/TS032%2C%20Cabinet%2C%20US%2C%20UHF%2C%20GF%2C%207.9%20cu%20ft%2C%20v4")
    );
    let old = GetDeviceDefinitionByOldId(Guid::parse("6BD4B8FB-D964-4D00-AE0A-E3943D58E004").unwrap());
    assert_eq!(request_body(&old), read_calls("devicedefinitions/OldId/6bd4b8fb-d964-4d00-ae0a-e3943d58e004"));
    assert_eq!(response(&old, r#"{"Name":"D"}"#).unwrap().name, "D");
}
