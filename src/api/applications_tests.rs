//! Tests of the calls about firmware and applications: requests; the responses are those of every command.

use super::*;
use crate::{
    commands::CommandStatus,
    examples::{example, request_body, response, unsafe_calls},
};

fn scanner() -> DeviceName {
    DeviceName::parse("Scanner, red").unwrap()
}

#[test]
fn firmware_is_updated_from_a_url() {
    let update = UpdateFirmware {
        device: scanner(),
        new_definition: None,
        url: "https://host/agent.bin".into(),
        component: "AGENT".into(),
    };
    let path = "devices/Scanner%2C%20red/version";
    let body = r#"{"Component":"AGENT","NewDeviceDefinition":null,"Url":"https://host/agent.bin"}"#;
    assert_eq!(request_body(&update), unsafe_calls(Method::Post, path, body));
    let moved = UpdateFirmware { new_definition: Some(DefinitionName::parse("TS092, v5").unwrap()), ..update };
    let body = r#"{"Component":"AGENT","NewDeviceDefinition":"TS092, v5","Url":"https://host/agent.bin"}"#;
    assert_eq!(request_body(&moved), unsafe_calls(Method::Post, path, body));
    assert_eq!(response(&moved, example("get-tags-response")).unwrap().status, CommandStatus::Queued);
}

#[test]
fn application_values_are_asked_for_and_set() {
    let get = GetApplicationValues { device: scanner(), parameters: vec!["a".into(), "b c".into()] };
    assert_eq!(
        request_body(&get),
        unsafe_calls(Method::Get, "devices/Scanner%2C%20red/applicationvalues?parameters=a%2Cb%20c", "")
    );
    let set =
        SetApplicationValues { device: scanner(), parameters: vec![Pair { key: "volume".into(), value: "3".into() }] };
    let body = r#"{"Parameters":[{"Key":"volume","Value":"3"}]}"#;
    assert_eq!(request_body(&set), unsafe_calls(Method::Post, "devices/Scanner%2C%20red/applicationvalues", body));
    assert!(response(&get, example("get-tags-response")).is_ok());
    assert!(response(&set, example("get-tags-response")).is_ok());
}

#[test]
fn an_application_is_updated_with_a_password_that_is_never_shown() {
    let update = UpdateApplication {
        device: scanner(),
        url: "https://host/app".into(),
        username: "me".into(),
        password: "hush".into(),
    };
    let body = r#"{"Password":"hush","Url":"https://host/app","Username":"me"}"#;
    assert_eq!(request_body(&update), unsafe_calls(Method::Post, "devices/Scanner%2C%20red/applicationversion", body));
    assert!(response(&update, example("get-tags-response")).is_ok());
    assert_eq!(format!("{update:?}"), "UpdateApplication(Scanner, red, https://host/app)");
    assert!(!format!("{:?}", update.call()).contains("hush"));
}
