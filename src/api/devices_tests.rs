//! What is sent for devices, and what is read.

use super::*;
use crate::{
    call::Reply,
    examples::{acts, answer, example, other_cases, reads, repeats, sent},
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
    for text in [text, &other_cases(text)[0], &other_cases(text)[1]] {
        assert_eq!(answer(&GetDevice(name("x")), text).unwrap(), documented(), "{text}");
        assert_eq!(answer(&ListDevices::default(), &format!("[{text}]")).unwrap(), [documented()], "{text}");
    }
}

#[test]
fn a_device_with_everything_is_read() {
    let device = answer(
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
        assert_eq!(answer(&GetDevice(name("a")), text).unwrap(), bare);
    }
    let error = answer(&ListDevices::default(), r#"[{"Name":"a"},{"Id":1}]"#).unwrap_err();
    assert_eq!(error.to_string(), "The answer could not be read: devices.1.Name: expected a text, found nothing");
}

#[test]
fn lists_are_read_with_the_documented_filters() {
    assert_eq!(sent(&ListDevices::default()), reads("devices"));
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
    assert_eq!(sent(&filtered), reads(&format!("devices?{query}")));
}

#[test]
fn one_device_is_named_in_the_path() {
    assert_eq!(sent(&GetDevice(name("Ward 3, east."))), reads("devices/Ward%203%2C%20east."));
    assert_eq!(sent(&DeleteDevice(name("Cabinet 7"))), acts(Method::Delete, "devices/Cabinet%207", ""));
    assert_eq!(sent(&GetDeviceStatus(name("Cabinet 7"))), reads("devices/Cabinet%207/status"));
}

#[test]
fn a_new_device_has_a_region_and_a_changed_one_has_not() {
    let fields = r#""DeviceDefinition":"TS092, v5","Name":"Ward 3, east.""#;
    assert_eq!(
        sent(&CreateDevice { device: draft(), region: "EU".into() }),
        acts(
            Method::Post,
            "devices",
            &format!(r#"{{"Aliases":["Room 1"],{fields},"Region":"EU","SerialNumber":"SN-1"}}"#)
        )
    );
    assert_eq!(
        sent(&ModifyDevice { name: name("Old"), device: DeviceDraft { aliases: vec![], ..draft() } }),
        repeats(Method::Put, "devices/Old", &format!(r#"{{"Aliases":[],{fields},"SerialNumber":"SN-1"}}"#))
    );
}

#[test]
fn a_created_and_a_modified_device_is_read_from_the_answer() {
    let create = CreateDevice { device: draft(), region: "EU".into() };
    assert_eq!(create.decode(&Reply::new(201, example("device"))).unwrap(), documented());
    let modify = ModifyDevice { name: name("Old"), device: draft() };
    assert_eq!(answer(&modify, example("device")).unwrap(), documented());
}

#[test]
fn a_deletion_has_no_body_or_one_of_json() {
    let delete = DeleteDevice(name("a"));
    assert_eq!(delete.decode(&Reply::new(204, "")), Ok(()));
    assert_eq!(delete.decode(&Reply::new(200, "\"\"")), Ok(()));
}

#[test]
fn a_sign_in_page_of_the_network_is_not_taken_for_a_deletion() {
    let error = answer(&DeleteDevice(name("a")), "<html><body>Welcome to our wifi</body></html>").unwrap_err();
    assert_eq!(error.outcome, crate::error::Outcome::Unknown);
}

#[test]
fn the_status_tells_whether_the_device_is_connected() {
    let connection = |body: &str| answer(&GetDeviceStatus(name("a")), body).unwrap();
    assert_eq!(connection(example("device-status")), Connection::Connected);
    for text in other_cases(example("device-status")) {
        assert_eq!(connection(&text), Connection::Connected, "{text}");
    }
    assert_eq!(connection(r#"{"WebSocketsEnabled":"True"}"#), Connection::Connected);
    assert_eq!(connection(r#"{"WebSocketsEnabled":1}"#), Connection::Connected);
    assert_eq!(connection(r#"{"WebSocketsEnabled":false}"#), Connection::NotConnected);
    assert_eq!(connection(r#"{"WebSocketsEnabled":"0"}"#), Connection::NotConnected);
    for nothing in ["{}", r#"{"WebSocketsEnabled":null}"#, r#"{"Online":true}"#] {
        assert_eq!(connection(nothing), Connection::Unknown, "{nothing}");
    }
    assert!(answer(&GetDeviceStatus(name("a")), r#"{"WebSocketsEnabled":"perhaps"}"#).is_err());
}
