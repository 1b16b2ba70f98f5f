use proptest::prelude::*;

use super::*;

const KEY: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

#[test]
fn every_message_is_read() {
    let session = format!(r#"{{"jetstream":1,"type":"session","accessKey":"{KEY}","environment":"Production"}}"#);
    assert_eq!(
        FromParent::read(&session),
        Some(FromParent::Session { key: AccessKey::parse(KEY).unwrap(), environment: Some("Production".into()) })
    );
    for (text, message) in [
        (r#"{"jetstream":1,"type":"end","more":[1]}"#, FromParent::End),
        (
            r##"{"jetstream":1,"type":"theme","scheme":"dark","tokens":{"accent":"#2563eb","radius":"4px"}}"##,
            FromParent::Theme {
                scheme: Some(Theme::Dark),
                tokens: vec![("accent".into(), "#2563eb".into()), ("radius".into(), "4px".into())],
            },
        ),
        (
            r#"{"jetstream":1,"type":"locale","language":"de-CH","timeZone":"Europe/Zurich"}"#,
            FromParent::Locale { language: Some("de-CH".into()), time_zone: Some("Europe/Zurich".into()) },
        ),
        (
            r#"{"jetstream":1,"type":"open","path":"devices/A%20B?tab=1"}"#,
            FromParent::Open { path: "devices/A%20B?tab=1".into() },
        ),
    ] {
        assert_eq!(FromParent::read(text), Some(message), "{text}");
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
        r#"{"jetstream":1,"type":"theme","tokens":{"accent":"red;} body{display:none"}}"#,
        r#"{"jetstream":1,"type":"theme","tokens":{"--accent()":"red"}}"#,
        r#"{"jetstream":1,"type":"open"}"#,
        r#"{"jetstream":1,"type":"open","path":"//evil.test/"}"#,
        r#"{"jetstream":1,"type":"open","path":"https://evil.test/"}"#,
        r#"{"jetstream":1,"type":"open","path":"javascript:alert(1)"}"#,
        r#"{"jetstream":1,"type":"open","path":"a/../../b"}"#,
    ] {
        assert_eq!(FromParent::read(text), None, "{text}");
    }
    let long = format!(r#"{{"jetstream":1,"type":"open","path":"{}"}}"#, "a".repeat(LONGEST + 1));
    assert_eq!(FromParent::read(&long), None);
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
    let said = ToParent::Refused { what: "open".into(), why: "There is no such page.".into() };
    assert_eq!(
        said.to_json().to_string(),
        r#"{"jetstream":1,"type":"refused","what":"open","why":"There is no such page."}"#
    );
    let height = ToParent::Height { pixels: 700, scrolls: false };
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

proptest! {
    /// Whatever is sent, nothing but what the contract allows comes out.
    #[test]
    fn no_message_opens_what_lies_outside(value in anything()) {
        match FromParent::read(&value.to_string()) {
            Some(FromParent::Open { path }) => prop_assert!(!path.starts_with('/') && !path.contains(':')),
            Some(FromParent::Theme { tokens, .. }) => {
                let are_plain = tokens.iter().all(|(_, value)| !value.contains([';', '{', '}', '"']));
                prop_assert!(are_plain);
            }
            Some(_) => prop_assert_eq!(&value["jetstream"], &json!(1)),
            None => {}
        }
    }
}
