//! Tests of the routing of requests to their handlers.

use jetstream_api::call::Method;
use proptest::prelude::*;

use crate::{COLLEAGUE_KEY, DEMO_KEY, Delivery, Request, testing::TestBed};

fn request(key: Option<&str>, path: &str) -> Request {
    let segments = path.split('/').map(str::to_owned).collect();
    Request {
        method: Method::Get,
        segments,
        query: Vec::new(),
        body: Vec::new(),
        key: key.map(str::to_owned),
        click: None,
    }
}

#[test]
fn every_call_needs_a_known_key() {
    let mut bed = TestBed::new();
    for (key, status) in [
        (Some(DEMO_KEY), 200),
        (Some(COLLEAGUE_KEY), 200),
        (Some("11111111-2222-4333-8444-555555555555"), 401),
        (Some("x"), 401),
        (None, 401),
    ] {
        for path in ["regions", "devices", "events"] {
            assert_eq!(bed.simulator.handle(&request(key, path)).reply.status, status, "{key:?} {path}");
        }
    }
    assert_eq!(bed.simulator.handle(&request(None, "nowhere")).reply.status, 401);
}

#[test]
fn paths_are_known_in_any_case_and_with_a_slash_at_the_end() {
    let mut bed = TestBed::new();
    for path in [
        "Devices",
        "devices/",
        "DEVICES/Security Cabinet 1",
        "policies/All/Details",
        "aliases/property/Names",
        "devices/Security Cabinet 1/Credentials/Basic",
    ] {
        assert_eq!(bed.raw(Method::Get, path, "").status, 200, "{path}");
    }
}

#[test]
fn what_does_not_exist_is_404_and_a_wrong_verb_405() {
    let mut bed = TestBed::new();
    for path in ["", "nowhere", "devices/Security Cabinet 1/nothing", "events/1/2", "regions/US"] {
        assert_eq!(bed.raw(Method::Get, path, "").status, 404, "{path}");
    }
    for (method, path) in [
        (Method::Post, "regions"),
        (Method::Put, "devices"),
        (Method::Get, "devices/Security Cabinet 1/lockdown"),
        (Method::Put, "events"),
        (Method::Delete, "events/5"),
    ] {
        assert_eq!(bed.raw(method, path, "").status, 405, "{path}");
    }
    assert_eq!(bed.raw(Method::Get, "devices/Security Cabinet 1/applicationvalues", "").status, 501);
}

#[test]
fn patch_deletes_as_delete_does() {
    let mut bed = TestBed::new();
    assert_eq!(bed.raw(Method::Patch, "aliases/OR 2", "").status, 204);
    assert_eq!(bed.raw(Method::Patch, "devices/Security Cabinet 1", "").status, 204);
    assert_eq!(bed.raw(Method::Get, "devices/Security Cabinet 1", "").status, 404);
}

fn word() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "regions",
        "devices",
        "devicedefinitions",
        "policies",
        "aliases",
        "events",
        "Security Cabinet 1",
        "OR 2",
        "Freezers",
        "policy",
        "sync",
        "credentials",
        "basic",
        "lockdown",
        "unlockdoor",
        "configuration",
        "reset",
        "epclist",
        "status",
        "all",
        "details",
        "1",
        "",
    ];
    prop_oneof![4 => prop::sample::select(KNOWN).prop_map(str::to_owned), 1 => ".{0,8}"]
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    const KNOWN: &[&str] = &[
        "",
        "\"\"",
        "null",
        "[]",
        "{}",
        "{",
        r#"{"Hours":1}"#,
        r#"{"Hours":{}}"#,
        r#"{"Name":7}"#,
        r#"{"Name":"A","Parameters":[]}"#,
        r#"{"BatchId":null,"EventIds":null}"#,
        r#"["00A1B2C3D4",null]"#,
        r#"{"AccessToken":"é"}"#,
        r#"{"dooropentimelimit":[]}"#,
    ];
    prop_oneof![
        prop::sample::select(KNOWN).prop_map(|body| body.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..40),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_request_makes_it_panic(
        requests in prop::collection::vec((0..5_usize, prop::collection::vec(word(), 0..5), prop::collection::vec((word(), word()), 0..2), body()), 40)
    ) {
        let mut bed = TestBed::new();
        for (method, segments, query, body) in requests {
            let method = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete][method];
            let request = Request { method, segments, query, body, key: Some(DEMO_KEY.to_owned()), click: None };
            let response = bed.simulator.handle(&request);
            prop_assert!((200..502).contains(&response.reply.status), "{request:?}: {response:?}");
            prop_assert_eq!(response.delivery, Delivery::Whole);
        }
        bed.hours(1);
    }
}
