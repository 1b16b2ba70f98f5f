//! The documented examples of `examples/`, and the words in which the tests of this crate speak of calls and answers.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    call::{Call, Method, Reply, Safety},
    endpoint::Endpoint,
    error::ApiError,
};

macro_rules! examples {
    ($($name:literal)*) => {
        /// Every example by its name, which is its file's.
        pub const ALL: &[(&str, &str)] = &[$(($name, include_str!(concat!("examples/", $name, ".json")))),*];
    };
}

examples! {
    "aggregate-event" "alias" "alias-added-event" "command-completion-event-lockdown"
    "command-completion-event-lockdown-abbreviated" "command-completion-event-sync-credentials"
    "command-queued-event-lockdown" "command-queued-event-lockdown-abbreviated" "command-response"
    "command-timed-out-exception" "credentials-basic" "credentials-user-request" "delete-events-by-batch-request"
    "delete-events-by-id-request" "device" "device-added-event" "device-credentials-removed-event" "device-definition"
    "device-policy" "device-removed-event" "device-status" "error-bare-string" "error-with-model-state" "event-batch"
    "get-tags-response" "heartbeat-event" "last-credentials-sync" "lockdown-request" "lockdown-response" "log-entry-event"
    "object-event" "policy" "regions" "sensor-reading-event" "set-configuration-values-request" "status-event"
}

/// The text of an example.
pub fn example(name: &str) -> &'static str {
    ALL.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no example {name}")).1
}

/// The body of a documented request, without its white space.
pub fn request(name: &str) -> String {
    serde_json::from_str::<Value>(example(name)).unwrap().to_string()
}

/// What an endpoint makes of a 200 with this body.
pub fn response<E: Endpoint>(endpoint: &E, body: &str) -> Result<E::Response, ApiError> {
    endpoint.decode(&Reply::new(200, body))
}

/// What an endpoint sends: verb, encoded path with query, body, safety.
pub fn request_body(endpoint: &impl Endpoint) -> (Method, String, Option<String>, Safety) {
    let call: Call = endpoint.call();
    (call.method, call.path(), call.body, call.safety)
}

/// A read of this path.
pub fn read_calls(path: &str) -> (Method, String, Option<String>, Safety) {
    (Method::Get, path.to_owned(), None, Safety::Read)
}

/// A call that may be different when it is made twice, with a body unless that is empty.
pub fn unsafe_calls(method: Method, path: &str, body: &str) -> (Method, String, Option<String>, Safety) {
    (method, path.to_owned(), Some(body.to_owned()).filter(|body| !body.is_empty()), Safety::Unsafe)
}

/// A call that may be repeated, with a body.
pub fn idempotent_calls(method: Method, path: &str, body: &str) -> (Method, String, Option<String>, Safety) {
    (method, path.to_owned(), Some(body.to_owned()), Safety::Idempotent)
}

/// The same JSON with every property name in lower case and in upper case. The names in dictionaries are data and stay.
pub fn variants(text: &str) -> [String; 2] {
    let value: Value = serde_json::from_str(text).unwrap();
    [spelled(&value, &str::to_ascii_lowercase), spelled(&value, &str::to_ascii_uppercase)]
        .map(|value| value.to_string())
}

fn spelled(value: &Value, spell: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::Object(entries) => Value::Object(
            entries
                .iter()
                .map(|(key, value)| match value {
                    Value::Object(_) => (spell(key), value.clone()),
                    _ => (spell(key), spelled(value, spell)),
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(|item| spelled(item, spell)).collect()),
        other => other.clone(),
    }
}

#[test]
fn every_file_in_the_folder_is_an_example_and_is_json() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let files: BTreeSet<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, ALL.iter().map(|(name, _)| format!("{name}.json")).collect());
    for (name, text) in ALL {
        assert!(serde_json::from_str::<Value>(text).is_ok(), "{name}");
    }
}
