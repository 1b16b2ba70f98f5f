//! Tests of the handlers of policies.

use jetstream_api::{
    call::Method,
    definitions::GetDeviceDefinition,
    policies::{CreatePolicy, DeletePolicy, GetPolicy, ListPolicies, ListPolicyDetails, RenamePolicy},
    wire::Pair,
};

use crate::testing::{TestBed, refusal};

const SECURITY: &str = "TS092, Security Cabinet, US, 28 cu ft, v4";

/// A complete set, taken from a policy of the fleet.
fn complete(bed: &mut TestBed) -> Vec<Pair> {
    bed.send(&GetPolicy("Security cabinets, audited".parse().unwrap())).unwrap().parameters
}

fn policy(name: &str, parameters: Vec<Pair>) -> CreatePolicy {
    CreatePolicy { name: name.parse().unwrap(), definition: SECURITY.parse().unwrap(), parameters }
}

#[test]
fn a_policy_holds_every_parameter_of_its_definition() {
    let mut bed = TestBed::new();
    let parameters = complete(&mut bed);
    let definition = bed.send(&GetDeviceDefinition(SECURITY.parse().unwrap())).unwrap();
    assert_eq!(parameters.len(), definition.config_parameters.len());
    let created = bed.send(&policy("Mine", parameters.clone())).unwrap();
    assert_eq!(created.parameters, parameters);
    assert_eq!(bed.send(&GetPolicy("Mine".parse().unwrap())), Ok(created));

    let mut missing = parameters.clone();
    missing.retain(|pair| pair.key != "ping");
    let (status, message) = refusal(bed.send(&policy("Less", missing)));
    assert_eq!(status, 400);
    assert!(message.contains("policy.Parameters.ping"), "{message}");
    let mut more = parameters;
    more.push(Pair { key: "antenna1txpower".into(), value: "20".into() });
    assert!(refusal(bed.send(&policy("More", more))).1.contains("no such parameter"));
}

#[test]
fn values_must_be_of_their_type_and_numbers_may_come_unquoted() {
    let mut bed = TestBed::new();
    let mut parameters = complete(&mut bed);
    for pair in parameters.iter_mut().filter(|pair| pair.key == "ping") {
        pair.value = "often".into();
    }
    assert!(refusal(bed.send(&policy("Wrong", parameters.clone()))).1.contains("type Int"));

    let entries = parameters.iter().map(|pair| match pair.key.as_str() {
        "ping" => r#""Ping":30"#.to_owned(),
        _ => format!(r#""{}":"{}""#, pair.key, pair.value),
    });
    let entries: Vec<_> = entries.collect();
    let body =
        format!(r#"{{"Name":"Unquoted","DeviceDefinition":"{SECURITY}","Parameters":{{{}}}}}"#, entries.join(","));
    let reply = bed.raw(Method::Post, "policies", &body);
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert!(reply.text().contains(r#""ping":"30""#), "answers quote all values: {}", reply.text());
}

#[test]
fn only_the_name_of_a_policy_changes() {
    let mut bed = TestBed::new();
    let parameters = complete(&mut bed);
    let before = bed.send(&policy("Before", parameters)).unwrap();
    let body = r#"{"Name":"After","DeviceDefinition":"TS090","Parameters":{"ping":"77"}}"#;
    assert_eq!(bed.raw(Method::Put, "policies/Before", body).status, 200);
    let after = bed.send(&GetPolicy("After".parse().unwrap())).unwrap();
    assert_eq!((after.id, after.parameters, after.definition), (before.id, before.parameters, before.definition));
    assert_eq!(refusal(bed.send(&GetPolicy("Before".parse().unwrap()))).0, 404);
    let taken = RenamePolicy { name: "After".parse().unwrap(), new_name: "Freezers".parse().unwrap() };
    assert_eq!(refusal(bed.send(&taken)).0, 409);
}

#[test]
fn a_policy_is_unique_and_cannot_go_while_a_device_has_it() {
    let mut bed = TestBed::new();
    let parameters = complete(&mut bed);
    assert_eq!(refusal(bed.send(&policy("Freezers", parameters.clone()))).0, 409);
    let audited: DeletePolicy = DeletePolicy("Security cabinets, audited".parse().unwrap());
    let (status, message) = refusal(bed.send(&audited));
    assert_eq!(status, 409);
    assert!(message.contains("assigned"), "{message}");
    bed.send(&policy("Free", parameters)).unwrap();
    bed.send(&DeletePolicy("Free".parse().unwrap())).unwrap();
    assert_eq!(refusal(bed.send(&DeletePolicy("Free".parse().unwrap()))).0, 404);
}

#[test]
fn the_details_name_the_devices_of_each_policy_with_their_own_values() {
    let mut bed = TestBed::new();
    let details = bed.send(&ListPolicyDetails).unwrap();
    assert_eq!(details.len(), bed.send(&ListPolicies).unwrap().len());
    let devices: Vec<_> = details.iter().flat_map(|details| &details.devices).collect();
    assert!(devices.iter().any(|device| device.name == "Security Cabinet 1" && device.overrides.is_empty()));
    assert!(devices.iter().any(|device| device.overrides.iter().any(|pair| pair.key == "dooropentimelimit")));
}
