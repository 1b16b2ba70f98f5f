//! Tests that no bytes make a decoder panic: arbitrary bytes, arbitrary JSON, and damaged documented examples, for every endpoint.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    aliases::*,
    applications::*,
    call::Reply,
    commands::*,
    credentials::*,
    definitions::*,
    device_policy::*,
    devices::*,
    endpoint::Endpoint,
    error::{ApiError, CallOutcome, Cause},
    events::*,
    examples::ALL,
    ids::{BatchId, EventId, Guid},
    names::*,
    policies::*,
    regions::ListRegions,
};

/// An endpoint whose answer does not matter here.
type Reader = Box<dyn Fn(&Reply) -> Result<(), ApiError>>;

fn reader(endpoint: impl Endpoint + 'static) -> Reader {
    Box::new(move |reply| endpoint.decode(reply).map(|_| ()))
}

/// Every endpoint of the crate.
fn readers() -> Vec<Reader> {
    let device = || DeviceName::parse("Cabinet 7").unwrap();
    let policy = || PolicyName::parse("Night").unwrap();
    let alias = || AliasName::parse("Room 1").unwrap();
    let definition = || DefinitionName::parse("TS092").unwrap();
    let device_draft = || DeviceDraft {
        name: device(),
        serial_number: SerialNumber::parse("SN").unwrap(),
        definition: definition(),
        aliases: vec![],
    };
    let alias_draft = || AliasDraft { name: alias(), devices: vec![], region: "US".into() };
    let basic = || Credentials::Basic(vec![]);
    vec![
        reader(ListAliases),
        reader(ListAliasNames),
        reader(GetAlias(alias())),
        reader(CreateAlias(alias_draft())),
        reader(ModifyAlias { name: alias(), alias: alias_draft() }),
        reader(DeleteAlias(alias())),
        reader(UpdateFirmware { device: device(), new_definition: None, url: "u".into(), component: "c".into() }),
        reader(GetApplicationValues { device: device(), parameters: vec![] }),
        reader(SetApplicationValues { device: device(), parameters: vec![] }),
        reader(UpdateApplication { device: device(), url: "u".into(), username: "n".into(), password: "p".into() }),
        reader(Lockdown { device: device(), hours: LockdownHours::new(4).unwrap() }),
        reader(UnlockDoor { device: device(), token: Guid::from_random([7; 16]).into() }),
        reader(Restart(device())),
        reader(GetTags(device())),
        reader(SetConfigurationValues { device: device(), values: vec![] }),
        reader(ListCredentials { device: device(), kind: CredentialType::Basic }),
        reader(AddCredentials { device: device(), credentials: basic() }),
        reader(ReplaceCredentials { device: device(), credentials: basic() }),
        reader(RemoveCredentials { device: device(), kind: CredentialType::Pin, names: vec![], by_patch: true }),
        reader(SyncCredentials(device())),
        reader(LastCredentialsSync(device())),
        reader(ListDeviceDefinitions),
        reader(GetDeviceDefinition(definition())),
        reader(GetDeviceDefinitionByOldId(Guid::from_random([7; 16]))),
        reader(AddDevicePolicy { device: device(), policy: policy(), overrides: vec![] }),
        reader(GetDevicePolicy(device())),
        reader(RemoveDevicePolicy(device())),
        reader(SetPolicyParameters(device())),
        reader(GetPolicyParameters(device())),
        reader(ListDevices::default()),
        reader(GetDevice(device())),
        reader(CreateDevice { device: device_draft(), region: "US".into() }),
        reader(ModifyDevice { name: device(), device: device_draft() }),
        reader(DeleteDevice(device())),
        reader(GetDeviceStatus(device())),
        reader(GetEvents::default()),
        reader(DeleteBatch(BatchId::new("b"))),
        reader(DeleteEvents::in_calls(&[EventId::new("e")]).remove(0)),
        reader(CreatePolicy { name: policy(), definition: definition(), parameters: vec![] }),
        reader(ListPolicies),
        reader(GetPolicy(policy())),
        reader(ListPolicyDetails),
        reader(RenamePolicy { name: policy(), new_name: policy() }),
        reader(DeletePolicy(policy())),
        reader(ListRegions),
    ]
}

/// Reads a body with every endpoint, as a success and as failures, and formats what comes of it.
fn read_everywhere(body: &[u8]) {
    for read in readers() {
        for status in [200, 204, 400, 503] {
            if let Err(error) = read(&Reply::new(status, body)) {
                let _ = error.to_string();
            }
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "Id",
        "Name",
        "Parameters",
        "Devices",
        "Aliases",
        "Policy",
        "CommandId",
        "Status",
        "ExceptionList",
        "Key",
        "Value",
        "OutputParameterList",
        "Events",
        "BatchId",
        "Type",
        "EventId",
        "Message",
        "ModelState",
        "WebSocketsEnabled",
        "LastPolicySync",
        "LogEntries",
        "ü",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(vec!["LogEntryEvent", "AggregateEvent", "2018-05-19T13:23:44Z"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..6)
                .prop_map(|pairs| pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

/// An example with a piece cut out and another put in its place.
fn damaged_example() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>(),
        prop::sample::select(vec!["{", "}", "[", "]", "\"", ",", "null", "-1", "1e999", "\\u00", "\u{feff}", "[[[["])
            .prop_map(|text| text.as_bytes().to_vec()),
    ];
    (prop::sample::select(ALL.to_vec()), any::<prop::sample::Index>(), 0..12_usize, piece).prop_map(
        |((_, text), start, length, piece)| {
            let mut bytes = text.as_bytes().to_vec();
            let start = start.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece);
            bytes
        },
    )
}

proptest! {
    #[test]
    fn no_bytes_make_a_decoder_panic(bytes: Vec<u8>) {
        read_everywhere(&bytes);
    }

    #[test]
    fn no_json_makes_a_decoder_panic(value in any_json()) {
        read_everywhere(value.to_string().as_bytes());
        read_everywhere(json!([value]).to_string().as_bytes());
    }

    #[test]
    fn no_damaged_example_makes_a_decoder_panic(bytes in damaged_example()) {
        read_everywhere(&bytes);
    }
}

#[test]
fn no_example_makes_another_endpoint_panic() {
    for (_, text) in ALL {
        read_everywhere(text.as_bytes());
        read_everywhere(format!("[{text}]").as_bytes());
    }
}

#[test]
fn deep_nesting_is_an_error_and_not_a_stack_overflow() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"Events\":[", "]}"), ("[", "")] {
        let deep = open.repeat(10_000) + "0" + &close.repeat(10_000);
        read_everywhere(deep.as_bytes());
    }
    let error = ListRegions.decode(&Reply::new(200, "[".repeat(10_000))).unwrap_err();
    assert!(matches!(error.cause, Cause::Unreadable(_)));
}

#[test]
fn a_byte_order_mark_does_not_matter() {
    let marked = |name: &str| format!("\u{feff}{}", crate::examples::example(name));
    let device = DeviceName::parse("a").unwrap();
    let read = |body: String| Reply::new(200, body);
    assert!(GetDevice(device.clone()).decode(&read(marked("device"))).is_ok());
    assert!(Restart(device.clone()).decode(&read(marked("lockdown-response"))).is_ok());
    assert_eq!(GetEvents::default().decode(&read(marked("event-batch"))).unwrap().events.len(), 5);
    assert_eq!(ListRegions.decode(&read(marked("regions"))).unwrap(), ["US", "EU", "AP"]);
    let error = ListRegions.decode(&Reply::new(400, marked("error-bare-string"))).unwrap_err();
    assert_eq!(error.message.as_deref(), Some("some message"));
}

#[test]
fn only_reads_have_certainly_failed_when_their_answer_is_cut_off() {
    let whole = crate::examples::example("policy").trim_end();
    let policy = PolicyName::parse("P").unwrap();
    let rename = RenamePolicy { name: policy.clone(), new_name: policy.clone() };
    for length in 0..whole.len() {
        let reply = Reply::new(200, &whole.as_bytes()[..length]);
        assert_eq!(GetPolicy(policy.clone()).decode(&reply).map_err(|error| error.outcome), Err(CallOutcome::Failed));
        assert_eq!(rename.decode(&reply).map_err(|error| error.outcome), Err(CallOutcome::Unknown));
    }
}
