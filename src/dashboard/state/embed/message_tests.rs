//! Tests of the messages between the host page and the frame.

use proptest::{prelude::*, strategy::ValueTree};

use super::*;

const KEY: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

#[test]
fn every_message_is_read() {
    let session = format!(r#"{{"jetstream":1,"type":"session","accessKey":"{KEY}","environment":"Production"}}"#);
    assert_eq!(
        HostMessage::read(&session),
        Some(HostMessage::Session { key: AccessKey::parse(KEY).unwrap(), environment: Some("Production".into()) })
    );
    for (text, message) in [
        (r#"{"jetstream":1,"type":"end","more":[1]}"#, HostMessage::End),
        (
            r##"{"jetstream":1,"type":"theme","scheme":"dark","tokens":{"accent":"#2563eb","radius":"4px"}}"##,
            HostMessage::Theme {
                scheme: Some(Theme::Dark),
                tokens: vec![("accent".into(), "#2563eb".into()), ("radius".into(), "4px".into())],
            },
        ),
        (
            r#"{"jetstream":1,"type":"locale","language":"de-CH","timeZone":"Europe/Zurich"}"#,
            HostMessage::Locale { language: Some("de-CH".into()), time_zone: Some("Europe/Zurich".into()) },
        ),
        (
            r#"{"jetstream":1,"type":"open","path":"devices/A%20B?tab=1"}"#,
            HostMessage::Open { path: "devices/A%20B?tab=1".into() },
        ),
        (
            r#"{"jetstream":1,"type":"open","path":"events?q=type:x device:A/../B"}"#,
            HostMessage::Open { path: "events?q=type:x device:A/../B".into() },
        ),
    ] {
        assert_eq!(HostMessage::read(text), Some(message), "{text}");
    }
}

#[test]
fn what_is_of_another_version_or_form_is_left_alone() {
    for text in [
        "",
        "7",
        "[]",
        "null",
        r#""hello""#,
        r#"{"type":"end"}"#,
        r#"{"jetstream":2,"type":"end"}"#,
        r#"{"jetstream":1}"#,
        r#"{"jetstream":1,"type":"dance"}"#,
        r#"{"jetstream":1,"type":"session"}"#,
        r#"{"jetstream":1,"type":"session","accessKey":"secret"}"#,
        r#"{"jetstream":1,"type":"theme","scheme":"purple"}"#,
        r#"{"jetstream":1,"type":"theme","tokens":{"accent":"url(https://evil.test)"}}"#,
        r#"{"jetstream":1,"type":"theme","tokens":{"accent":"Url(evil.test/a.png)"}}"#,
        r#"{"jetstream":1,"type":"theme","tokens":{"accent":"red;} body{display:none"}}"#,
        r#"{"jetstream":1,"type":"theme","tokens":{"--accent()":"red"}}"#,
        r#"{"jetstream":1,"type":"open"}"#,
        r#"{"jetstream":1,"type":"open","path":"//evil.test/"}"#,
        r#"{"jetstream":1,"type":"open","path":"https://evil.test/"}"#,
        r#"{"jetstream":1,"type":"open","path":"javascript:alert(1)"}"#,
        r#"{"jetstream":1,"type":"open","path":"a/../../b"}"#,
        r#"{"jetstream":1,"type":"open","path":"a/%2e%2E/b"}"#,
    ] {
        assert_eq!(HostMessage::read(text), None, "{text}");
    }
    let long = format!(r#"{{"jetstream":1,"type":"open","path":"{}"}}"#, "a".repeat(LONGEST + 1));
    assert_eq!(HostMessage::read(&long), None);
}

#[test]
fn hello_is_known_by_version_and_type() {
    assert!(is_hello(r#"{"jetstream":1,"type":"hello"}"#));
    for text in
        ["", "[]", r#"{"jetstream":2,"type":"hello"}"#, r#"{"type":"hello"}"#, r#"{"jetstream":1,"type":"end"}"#]
    {
        assert!(!is_hello(text), "{text}");
    }
}

#[test]
fn every_message_to_the_parent_names_version_and_type() {
    let said = FrameMessage::Refused { what: "open".into(), why: "There is no such page.".into() };
    assert_eq!(
        said.to_json().to_string(),
        r#"{"jetstream":1,"type":"refused","what":"open","why":"There is no such page."}"#
    );
    let height = FrameMessage::Height { pixels: 700, scrolls: false };
    assert_eq!(height.to_json(), json!({ "jetstream": 1, "type": "height", "pixels": 700, "scrolls": false }));
}

fn anything() -> impl Strategy<Value = Value> {
    let words = vec!["session", "end", "theme", "open", "devices", "accessKey", KEY, "light", "jetstream", "..", "/"];
    let word = prop_oneof![prop::sample::select(words).prop_map(str::to_owned), ".{0,12}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        word.prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        let names = vec!["jetstream", "type", "accessKey", "environment", "tokens", "scheme", "path", "language", "x"];
        let object = prop::collection::hash_map(prop::sample::select(names), inner.clone(), 0..6).prop_map(|entries| {
            Value::Object(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
        });
        prop_oneof![object, prop::collection::vec(inner, 0..4).prop_map(Value::Array)]
    })
}

/// Paths of parts that could lead out of the base.
fn path() -> impl Strategy<Value = String> {
    let parts = [
        "devices",
        "events",
        "..",
        "%2e%2E",
        ".",
        "/",
        "//",
        "\\",
        ":",
        "?q=type:x",
        "#",
        "evil.test",
        "https:",
        "%2F",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..5).prop_map(|parts| parts.join("/"))
}

/// Token values of parts that could make the browser fetch something.
fn colour() -> impl Strategy<Value = String> {
    let parts = [
        "url(a)",
        "URL(a)",
        "Url(",
        "(",
        ")",
        "red",
        "#2563eb",
        "//evil.test",
        "rgb(1, 2, 3)",
        "4px",
        ";",
        "}",
        "\"",
        " ",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..4).prop_map(|parts| parts.concat())
}

/// Messages of the right version and of an existing type; their other fields may be valid or not.
fn nearly_right() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec!["session", "end", "theme", "locale", "open"]);
    let key = prop_oneof![Just(json!(KEY)), anything()];
    let tokens = prop::collection::hash_map("[a-z-]{1,8}", colour(), 0..3).prop_map(|tokens| json!(tokens));
    let given = (key, path(), tokens, prop::sample::select(vec!["light", "dark", "system", "Purple"]));
    (kind, given, prop::option::weighted(0.2, (prop::sample::select(vec!["path", "tokens", "language"]), anything())))
        .prop_map(|(kind, (key, path, tokens, scheme), odd)| {
            let mut message = json!({ "jetstream": 1, "type": kind, "accessKey": key, "path": path });
            message["tokens"] = tokens;
            message["scheme"] = json!(scheme);
            if let Some((name, value)) = odd {
                message[name] = value;
            }
            message
        })
}

/// Does the message hold only what the contract allows?
fn is_allowed(message: &HostMessage) -> bool {
    match message {
        HostMessage::Open { path } => {
            let page = path.split(['?', '#']).next().unwrap();
            let parts = page.split('/').map(|part| part.to_lowercase().replace("%2e", "."));
            !page.starts_with('/') && !page.contains([':', '\\']) && parts.into_iter().all(|part| part != "..")
        }
        HostMessage::Theme { tokens, .. } => tokens.iter().all(|(name, value)| {
            !name.is_empty() && !value.contains([';', '{', '}', '"']) && !value.to_lowercase().contains("url(")
        }),
        HostMessage::Session { key, .. } => key.reveal() == KEY,
        HostMessage::End | HostMessage::Locale { .. } => true,
    }
}

proptest! {
    /// Every message that is read is one that the contract allows.
    #[test]
    fn no_message_opens_what_lies_outside(value in prop_oneof![anything(), nearly_right()]) {
        if let Some(message) = HostMessage::read(&value.to_string()) {
            prop_assert_eq!(&value["jetstream"], &json!(1));
            prop_assert!(is_allowed(&message), "{:?}", message);
        }
    }
}

/// Guards the property above: it would also hold for a reader that rejects everything, and for messages that are all invalid.
#[test]
fn of_the_hostile_messages_some_of_every_type_are_read_and_some_are_not() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut read, mut unread) = (std::collections::BTreeMap::new(), 0);
    for _ in 0..500 {
        let value = nearly_right().new_tree(&mut runner).unwrap().current();
        match HostMessage::read(&value.to_string()) {
            Some(message) => *read.entry(message.kind()).or_insert(0) += 1,
            None => unread += 1,
        }
    }
    let kinds: Vec<_> = read.keys().copied().collect();
    assert_eq!(kinds, ["end", "locale", "open", "session", "theme"]);
    assert!(read.values().all(|count| *count >= 10) && unread >= 50, "{read:?}, and {unread} unread");
}
