//! Tests of the calls about the policy of a device: requests and responses.

use super::*;
use crate::{
    call::Reply,
    commands::CommandStatus,
    examples::{example, read_calls, request_body, response, unsafe_calls, variants},
};

fn cabinet() -> DeviceName {
    DeviceName::parse("Cabinet 7").unwrap()
}

fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.into(), value: value.into() }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<Pair> {
    pairs.iter().map(|(key, value)| pair(key, value)).collect()
}

fn time(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

fn documented() -> DevicePolicy {
    DevicePolicy {
        name: "MyPolicyName".into(),
        overrides: vec![pair("aggregateeventscancount", "3")],
        last_update: time("2018-05-18T20:39:16Z"),
        last_sync: time("2018-05-18T20:39:16Z"),
    }
}

#[test]
fn the_documented_policy_of_a_device_is_read_in_any_case() {
    let text = example("device-policy");
    for text in [text, &variants(text)[0], &variants(text)[1]] {
        assert_eq!(response(&GetDevicePolicy(cabinet()), text).unwrap(), Some(documented()), "{text}");
    }
}

#[test]
fn no_policy_comes_in_several_forms() {
    for none in ["", " \n", "null", "{}", r#"{"Name":""}"#, r#"{"Name":null,"Parameters":{}}"#] {
        assert_eq!(response(&GetDevicePolicy(cabinet()), none).unwrap(), None, "{none:?}");
    }
    let not_found = GetDevicePolicy(cabinet()).decode(&Reply::new(404, "")).unwrap_err();
    assert!(GetDevicePolicy::is_none(&not_found));
    let refused = GetDevicePolicy(cabinet()).decode(&Reply::new(401, "")).unwrap_err();
    assert!(!GetDevicePolicy::is_none(&refused));
}

#[test]
fn a_policy_awaits_its_sync_until_it_was_sent_after_the_last_change() {
    let policy = |update: &str, sync: &str| {
        let text = format!(r#"{{"Name":"P","LastPolicyUpdate":{update},"LastPolicySync":{sync}}}"#);
        response(&GetDevicePolicy(cabinet()), &text).unwrap().unwrap().awaits_sync()
    };
    assert!(policy(r#""2018-05-18T20:39:17Z""#, r#""2018-05-18T20:39:16Z""#));
    assert!(!policy(r#""2018-05-18T20:39:16Z""#, r#""2018-05-18T20:39:16Z""#));
    assert!(!policy(r#""2018-05-18T20:39:16Z""#, r#""2018-05-18T20:39:16.121Z""#));
    assert!(policy(r#""2018-05-18T20:39:16Z""#, "null"));
    assert!(policy(r#""2018-05-18T20:39:16Z""#, r#""0001-01-01T00:00:00""#));
    assert!(!policy("null", r#""2018-05-18T20:39:16Z""#));
}

#[test]
fn the_year_1_of_dotnet_means_never() {
    let text = r#"{"Name":"P","LastPolicyUpdate":"0001-01-01T00:00:00Z","LastPolicySync":"0001-01-01T00:00:00"}"#;
    let policy = response(&GetDevicePolicy(cabinet()), text).unwrap().unwrap();
    assert_eq!((policy.last_update, policy.last_sync), (None, None));
}

#[test]
fn a_policy_is_added_with_overrides_and_removed() {
    let add = AddDevicePolicy {
        device: cabinet(),
        policy: PolicyName::parse("Night, 2.").unwrap(),
        overrides: vec![pair("dns", "1.1.1.1")],
    };
    let body = r#"{"Name":"Night, 2.","Parameters":{"dns":"1.1.1.1"}}"#;
    assert_eq!(request_body(&add), unsafe_calls(Method::Post, "devices/Cabinet%207/policy", body));
    for status in [200, 201] {
        assert_eq!(add.decode(&Reply::new(status, example("device-policy"))).unwrap(), documented());
    }
    assert_eq!(request_body(&GetDevicePolicy(cabinet())), read_calls("devices/Cabinet%207/policy"));
    assert_eq!(
        request_body(&RemoveDevicePolicy(cabinet())),
        unsafe_calls(Method::Delete, "devices/Cabinet%207/policy", "")
    );
    assert_eq!(RemoveDevicePolicy(cabinet()).decode(&Reply::new(204, "")), Ok(()));
}

#[test]
fn sending_and_asking_for_parameters_are_commands_whatever_the_verb() {
    let path = "devices/Cabinet%207/policy/sync";
    assert_eq!(request_body(&SetPolicyParameters(cabinet())), unsafe_calls(Method::Post, path, ""));
    assert_eq!(request_body(&GetPolicyParameters(cabinet())), unsafe_calls(Method::Get, path, ""));
}

#[test]
fn sending_parameters_answers_like_a_command_or_like_a_policy() {
    let older = r#"{ "CommandId": "2bf00848-b06a-4820-86fc-58c12e08ee3e", "Status": "Completed", "ExceptionList": [],
        "OutputParameterList": [ { "Key":"aggregateeventscancount","Value":"4" } ] }"#;
    let SyncResponse::Command(command) = response(&SetPolicyParameters(cabinet()), older).unwrap() else {
        panic!("not a command's answer")
    };
    assert_eq!(command.command_id.as_str(), "2bf00848-b06a-4820-86fc-58c12e08ee3e");
    assert_eq!(command.status, CommandStatus::Completed);
    assert_eq!(command.output, [pair("aggregateeventscancount", "4")]);

    let newest = response(&SetPolicyParameters(cabinet()), example("device-policy")).unwrap();
    assert_eq!(newest, SyncResponse::Policy(documented()));

    let both = response(&SetPolicyParameters(cabinet()), r#"{"CommandId":"a","Name":"P"}"#).unwrap();
    assert!(matches!(both, SyncResponse::Command(command) if command.command_id.as_str() == "a"));
}

#[test]
fn reported_values_are_read_in_all_three_forms() {
    let value = |value: &str| Some(value.to_owned());
    assert_eq!(reported_values(&pairs(&[("DoorOpenTimeLimit", "300")])), [("dooropentimelimit".into(), value("300"))]);
    assert_eq!(
        reported_values(&pairs(&[
            ("Parameter0", "ip"),
            ("Value0", "0.0.0.0"),
            ("Parameter1", "DNS"),
            ("Value1", "1.1.1.1")
        ])),
        [("ip".into(), value("0.0.0.0")), ("dns".into(), value("1.1.1.1"))]
    );
    assert_eq!(
        reported_values(&pairs(&[("Value1", "1.1.1.1"), ("parameter1", "dns"), ("Parameter10", "ip")])),
        [("dns".into(), value("1.1.1.1")), ("ip".into(), None)]
    );
    assert_eq!(
        reported_values(&pairs(&[("Parameter0", "ip"), ("Parameter1", "dns")])),
        [("ip".into(), None), ("dns".into(), None)]
    );
}

#[test]
fn names_that_only_begin_like_a_numbered_one_are_names() {
    let output = pairs(&[("ParameterSet", "x"), ("Valueé", "y"), ("Parameter", "z"), ("Value-1", "w")]);
    let names: Vec<_> = reported_values(&output).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["parameterset", "valueé", "parameter", "value-1"]);
}

#[test]
fn asking_a_device_for_its_parameters_is_answered_like_a_command() {
    let text = r#"{ "CommandId": "2bf00848-b06a-4820-86fc-58c12e08ee3e", "Status": "Completed", "OutputParameterList":
        [ { "Key": "Parameter0", "Value": "aggregateeventscancount" }, { "Key": "Parameter1", "Value": "aggregateeventscantime" } ] }"#;
    let response = response(&GetPolicyParameters(cabinet()), text).unwrap();
    assert_eq!(
        reported_values(&response.output),
        [("aggregateeventscancount".into(), None), ("aggregateeventscantime".into(), None)]
    );
}
