//! Tests of the calls about policies: requests and responses.

use super::*;
use crate::{
    call::Reply,
    examples::{example, idempotent_calls, read_calls, request_body, response, unsafe_calls, variants},
};

fn name(name: &str) -> PolicyName {
    PolicyName::parse(name).unwrap()
}

fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.into(), value: value.into() }
}

#[test]
fn the_documented_policy_is_read_in_any_case() {
    let text = example("policy");
    for text in [text, &variants(text)[0], &variants(text)[1]] {
        let policy = response(&GetPolicy(name("MyPolicyName")), text).unwrap();
        assert_eq!(policy.id, Some(Id(1)));
        assert_eq!(policy.name, "MyPolicyName");
        assert_eq!(policy.definition, "TS032, Cabinet, US, UHF, GF, 7.9 cu ft");
        assert_eq!(policy.parameters.len(), 27);
        assert!(
            policy
                .parameters
                .contains(&pair("jetstreamdeviceurl", "https://us-device.tersosolutions.com/v1.0/device/"))
        );
        assert!(policy.parameters.contains(&pair("logentryeventlowtemp", "-128")));
        assert_eq!(response(&ListPolicies, &format!("[{text}]")).unwrap(), [policy]);
    }
}

#[test]
fn values_are_read_quoted_and_unquoted() {
    let text = r#"{ "Name": "P", "Parameters": { "a": 2, "b": "2", "c": -0.5, "d": true, "e": null } }"#;
    let policy = response(&GetPolicy(name("P")), text).unwrap();
    assert_eq!(
        policy.parameters,
        [pair("a", "2"), pair("b", "2"), pair("c", "-0.5"), pair("d", "true"), pair("e", "")]
    );
}

#[test]
fn detailed_policies_tell_their_devices_and_overrides() {
    let text = r#"[ { "Id": 2, "Name": "P", "DeviceDefinition": "D", "Parameters": { "dns": "0.0.0.0" },
        "Devices": [ { "Name": "Cabinet 7", "Parameters": { "dns": "1.1.1.1" } }, { "Name": "Cabinet 8" } ] },
        { "Name": "Unused", "Devices": [] } ]"#;
    let details = response(&ListPolicyDetails, text).unwrap();
    assert_eq!(
        details,
        [
            PolicyDetails {
                policy: Policy {
                    id: Some(Id(2)),
                    name: "P".into(),
                    definition: "D".into(),
                    parameters: vec![pair("dns", "0.0.0.0")]
                },
                devices: vec![
                    PolicyDevice { name: "Cabinet 7".into(), overrides: vec![pair("dns", "1.1.1.1")] },
                    PolicyDevice { name: "Cabinet 8".into(), overrides: vec![] },
                ],
            },
            PolicyDetails {
                policy: Policy { id: None, name: "Unused".into(), definition: String::new(), parameters: vec![] },
                devices: vec![],
            },
        ]
    );
}

#[test]
fn policies_are_created_renamed_and_deleted() {
    let create = CreatePolicy {
        name: name("Night, 2."),
        definition: DefinitionName::parse("TS092, v5").unwrap(),
        parameters: vec![pair("dooropentimelimit", "300"), pair("logentrylevel", "Warning")],
    };
    let body = r#"{"DeviceDefinition":"TS092, v5","Name":"Night, 2.","Parameters":{"dooropentimelimit":"300","logentrylevel":"Warning"}}"#;
    assert_eq!(request_body(&create), unsafe_calls(Method::Post, "policies", body));
    assert_eq!(create.decode(&Reply::new(201, example("policy"))).unwrap().id, Some(Id(1)));

    let rename = RenamePolicy { name: name("Night, 2."), new_name: name("Day") };
    assert_eq!(request_body(&rename), idempotent_calls(Method::Put, "policies/Night%2C%202.", r#"{"Name":"Day"}"#));
    assert_eq!(response(&rename, example("policy")).unwrap().name, "MyPolicyName");

    assert_eq!(request_body(&DeletePolicy(name("Day"))), unsafe_calls(Method::Delete, "policies/Day", ""));
    assert_eq!(DeletePolicy(name("Day")).decode(&Reply::new(204, "")), Ok(()));
}

#[test]
fn policies_are_read() {
    assert_eq!(request_body(&ListPolicies), read_calls("policies"));
    assert_eq!(request_body(&GetPolicy(name("Night, 2."))), read_calls("policies/Night%2C%202."));
    assert_eq!(request_body(&ListPolicyDetails), read_calls("policies/all/details"));
}
