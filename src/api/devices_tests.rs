//! Tests of the calls about devices: requests and responses.

use super::*;
use crate::{
    call::Reply,
    examples::{example, idempotent_calls, read_calls, request_body, response, unsafe_calls, variants},
};

fn name(name: &str) -> DeviceName {
    DeviceName::parse(name).unwrap()
}

fn documented() -> Device {
    Device {
        id: Some(Id(101)),
        name: "MyDeviceName".into(),
        serial_number: "MyDeviceSerialNumber".into(),
        definition: "TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4".into(),
        region: "US".into(),
        policy: None,
        aliases: vec![],
    }
}

fn draft() -> DeviceDraft {
    DeviceDraft {
        name: name("Ward 3, east."),
        serial_number: SerialNumber::parse("SN-1").unwrap(),
        definition: DefinitionName::parse("TS092, v5").unwrap(),
        aliases: vec![AliasName::parse("Room 1").unwrap()],
    }
}

#[test]
fn the_documented_device_is_read_in_any_case() {
    let text = example("device");
    for text in [text, &variants(text)[0], &variants(text)[1]] {
        assert_eq!(response(&GetDevice(name("x")), text).unwrap(), documented(), "{text}");
        assert_eq!(response(&ListDevices::default(), &format!("[{text}]")).unwrap(), [documented()], "{text}");
    }
}

#[test]
fn a_device_with_everything_is_read() {
    let device = response(
        &GetDevice(name("x")),
        r#"{ "ID": "18446744073709551615", "Name": "Küche 1/2", "SerialNumber": 7, "DeviceDefinition": "D",
             "Region": "EU", "Policy": "P 1", "Aliases": ["A", "B"], "Colour": "blue" }"#,
    );
    let device = device.unwrap();
    assert_eq!(device.id, Some(Id(18_446_744_073_709_551_615)));
    assert_eq!(device.name, "Küche 1/2");
    assert_eq!(device.serial_number, "7");
    assert_eq!(device.region, "EU");
    assert_eq!(device.policy.as_deref(), Some("P 1"));
    assert_eq!(device.aliases, ["A", "B"]);
}

#[test]
fn only_the_name_of_a_device_is_needed() {
    let bare = Device {
        id: None,
        name: "a".into(),
        serial_number: String::new(),
        definition: String::new(),
        region: String::new(),
        policy: None,
        aliases: vec![],
    };
    for text in [r#"{"Name":"a"}"#, r#"{"Name":"a","Id":null,"Policy":null,"Aliases":null,"Region":null}"#] {
        assert_eq!(response(&GetDevice(name("a")), text).unwrap(), bare);
    }
    let error = response(&ListDevices::default(), r#"[{"Name":"a"},{"Id":1}]"#).unwrap_err();
    assert_eq!(error.to_string(), "The answer could not be read: devices.1.Name: expected a text, found nothing");
}

#[test]
fn lists_are_read_with_the_documented_filters() {
    assert_eq!(request_body(&ListDevices::default()), read_calls("devices"));
    let filtered = ListDevices {
        id: Some(Id(7)),
        name: Some("Cabinet 7".into()),
        serial_number: Some("SN-1".into()),
        definition: Some("TS092, v5".into()),
        region: Some("US".into()),
        policy: Some("Night & day".into()),
    };
    let query =
        "id=7&name=Cabinet%207&serialnumber=SN-1&devicedefinition=TS092%2C%20v5&region=US&policy=Night%20%26%20day";
    assert_eq!(request_body(&filtered), read_calls(&format!("devices?{query}")));
}

#[test]
fn one_device_is_named_in_the_path() {
    assert_eq!(request_body(&GetDevice(name("Ward 3, east."))), read_calls("devices/Ward%203%2C%20east."));
    assert_eq!(request_body(&DeleteDevice(name("Cabinet 7"))), unsafe_calls(Method::Delete, "devices/Cabinet%207", ""));
    assert_eq!(request_body(&GetDeviceStatus(name("Cabinet 7"))), read_calls("devices/Cabinet%207/status"));
}

#[test]
fn a_new_device_has_a_region_and_a_changed_one_has_not() {
    let fields = r#""DeviceDefinition":"TS092, v5","Name":"Ward 3, east.""#;
    assert_eq!(
        request_body(&CreateDevice { device: draft(), region: "EU".into() }),
        unsafe_calls(
            Method::Post,
            "devices",
            &format!(r#"{{"Aliases":["Room 1"],{fields},"Region":"EU","SerialNumber":"SN-1"}}"#)
        )
    );
    assert_eq!(
        request_body(&ModifyDevice { name: name("Old"), device: DeviceDraft { aliases: vec![], ..draft() } }),
        idempotent_calls(Method::Put, "devices/Old", &format!(r#"{{"Aliases":[],{fields},"SerialNumber":"SN-1"}}"#))
    );
}

#[test]
fn a_created_and_a_modified_device_is_read_from_the_answer() {
    let create = CreateDevice { device: draft(), region: "EU".into() };
    assert_eq!(create.decode(&Reply::new(201, example("device"))).unwrap(), documented());
    let modify = ModifyDevice { name: name("Old"), device: draft() };
    assert_eq!(response(&modify, example("device")).unwrap(), documented());
}

#[test]
fn a_deletion_has_no_body_or_one_of_json() {
    let delete = DeleteDevice(name("a"));
    assert_eq!(delete.decode(&Reply::new(204, "")), Ok(()));
    assert_eq!(delete.decode(&Reply::new(200, "\"\"")), Ok(()));
}

#[test]
fn a_sign_in_page_of_the_network_is_not_taken_for_a_deletion() {
    let error = response(&DeleteDevice(name("a")), "<html><body>Welcome to our wifi</body></html>").unwrap_err();
    assert_eq!(error.outcome, crate::error::CallOutcome::Unknown);
}

#[test]
fn the_status_tells_whether_the_device_is_connected() {
    let connection = |body: &str| response(&GetDeviceStatus(name("a")), body).unwrap();
    assert_eq!(connection(example("device-status")), Connection::Connected);
    for text in variants(example("device-status")) {
        assert_eq!(connection(&text), Connection::Connected, "{text}");
    }
    assert_eq!(connection(r#"{"WebSocketsEnabled":"True"}"#), Connection::Connected);
    assert_eq!(connection(r#"{"WebSocketsEnabled":1}"#), Connection::Connected);
    assert_eq!(connection(r#"{"WebSocketsEnabled":false}"#), Connection::NotConnected);
    assert_eq!(connection(r#"{"WebSocketsEnabled":"0"}"#), Connection::NotConnected);
    for nothing in ["{}", r#"{"WebSocketsEnabled":null}"#, r#"{"Online":true}"#] {
        assert_eq!(connection(nothing), Connection::Unknown, "{nothing}");
    }
    assert!(response(&GetDeviceStatus(name("a")), r#"{"WebSocketsEnabled":"perhaps"}"#).is_err());
}
