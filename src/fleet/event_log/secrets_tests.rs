//! Tests of the finder of secrets in events.

use super::*;
use crate::test_events::queued;

const TOKEN: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

fn raw(text: &str) -> Event {
    Event::parse(text).unwrap()
}

fn texts(all: &[&str]) -> Redaction {
    let mut texts = SortedVec::default();
    all.iter().for_each(|text| texts.insert((*text).to_owned()));
    Redaction::Texts(texts)
}

#[test]
fn the_token_of_an_unlock_is_masked_and_nothing_else_changes() {
    let text = format!(
        r#"{{ "Type" : "CommandQueuedEvent","EventId":"e1", "Id": 18446744073709551615,
           "CommandName":"UnlockDoor", "CommandId":"c1", "Parameters":[{{"Key":"AccessToken","Value":"{TOKEN}"}}], "Other" : 1.50 }}"#
    );
    assert_eq!(redacted_raw(&raw(&text)), text.replace(TOKEN, "••••e004"));
    assert_eq!(hidden(&text), texts(&[TOKEN]));
}

#[test]
fn secrets_are_masked_however_they_are_written() {
    for (text, expected) in [
        // Escaped characters are the same characters.
        (r#"{"PassRfid":"\u0030123456789AB"}"#, r#"{"PassRfid":"••••89AB"}"#),
        // A number where a text is documented.
        (r#"{"passrfid":12345678901234}"#, r#"{"passrfid":"••••1234"}"#),
        (r#"{"RemovedCredentials":["00A1B2C3D4","00A1B2C3D5"]}"#, r#"{"RemovedCredentials":["••••C3D4","••••C3D5"]}"#),
        // Too short to show any of it, and not to be confused with the year.
        (
            r#"{"Pin":"2018","EventTime":"2018-05-19T13:23:44Z"}"#,
            r#"{"Pin":"••••","EventTime":"2018-05-19T13:23:44Z"}"#,
        ),
        // The same secret again, inside another text.
        (
            r#"{"AccessToken":"00A1B2C3D4","Note":"opened by 00A1B2C3D4"}"#,
            r#"{"AccessToken":"••••C3D4","Note":"opened by ••••C3D4"}"#,
        ),
    ] {
        assert_eq!(redacted_raw(&raw(text)), expected);
    }
}

#[test]
fn pass_numbers_in_the_message_of_a_pass_entry_are_masked() {
    let text = r#"{"LogEntries":[{"Type":"ValidPass","Message":"Pass 00A1B2C3D4 opened"},{"Type":"DoorOpen","Message":"serial 0123456789AB"}]}"#;
    assert_eq!(redacted_raw(&raw(text)), text.replace("00A1B2C3D4", "••••C3D4"));
    assert_eq!(masked_message("ValidPass", "Pass 00A1B2C3D4 opened"), "Pass ••••C3D4 opened");
    assert_eq!(masked_message("DoorOpen", "serial 0123456789AB"), "serial 0123456789AB");
}

#[test]
fn an_event_without_secrets_is_shown_as_received() {
    let event = queued("c1", "Lockdown", "Cabinet 7", "maria", &[("Hours", "4")], "10:00:00");
    assert_eq!(redacted_raw(&event), *event.raw);
    assert_eq!(hidden(&event.raw), texts(&[]));
}

#[test]
fn names_of_secrets_are_told_from_other_names() {
    for name in [
        "AccessToken",
        "accesstoken",
        "PassRfid",
        "Credential",
        "Credential(s)",
        "CurrentCredentials",
        "Pin",
        "PASSWORD",
        "AccessKey",
    ] {
        assert!(is_secret_name(name), "{name}");
    }
    for name in ["Hours", "CredentialType", "Ping", "Key", "UserBypass", "EPC", "UserPassReaderFailure"] {
        assert!(!is_secret_name(name), "{name}");
    }
}

#[test]
fn the_passes_that_a_sync_sends_are_secrets() {
    let raw = r#"{"Type":"CommandQueuedEvent","EventId":"q","CommandId":"c","CommandName":"UpdatePasses",
        "Parameters":[{"Key":"Remove","Value":"*"},{"Key":"Add","Value":"04E341C5150EAB"}]}"#;
    let event = Event::parse(raw).unwrap();
    assert_eq!(hidden(raw), texts(&["04E341C5150EAB"]));
    assert!(!redacted_raw(&event).contains("04E341C5150EAB"));
}

#[test]
fn no_name_of_a_secret_escapes_the_first_look() {
    for name in [
        "AccessToken",
        "PASSRFID",
        "Credential(s)",
        "pin",
        "Pins",
        "Pass",
        "Passes",
        "Add",
        "myPassword",
        "xSecrety",
        "accessKEY",
    ] {
        assert!(is_secret_name(name) && may_hold_secrets(&format!(r#"{{"{name}":"0123456789"}}"#)), "{name}");
    }
    assert!(may_hold_secrets(r#"{"P\u0069n":"0123456789"}"#), "a name may be written with escapes");
    assert!(!may_hold_secrets(r#"{"Type":"HeartbeatEvent","Device":"Freezer 1","Adds":[]}"#));
}

#[test]
fn secrets_stand_where_they_are_said_to() {
    let text =
        r#"{"Type":"ValidPass","PassRfid":"00A1B2C3D4","Note":"opened by 00A1B2C3D4","Pin":2018,"Year":"x2018"}"#;
    let found: Vec<(usize, &str)> = secret_places(text)
        .into_iter()
        .map(|place| (place.start as usize, &text[place.start as usize..place.end as usize]))
        .collect();
    let at = |part: &str| text.find(part).unwrap();
    let expected = [(at("00A1"), "00A1B2C3D4"), (at("by 00A1") + 3, "00A1B2C3D4"), (at("2018"), "2018")];
    assert_eq!(found, expected);
}

#[test]
fn a_byte_order_mark_and_a_second_property_of_a_name_hide_nothing_from_the_look() {
    for text in [
        "\u{feff}{\"EventId\":\"a\",\"PassRfid\":\"04E341C5150EAB\"}",
        r#"{"Parameters":[{"Key":"Hours","Key":"AccessToken","Value":"04E341C5150EAB"}]}"#,
        r#"{"Parameters":[{"Key":"AccessToken","key":"Hours","Value":"04E341C5150EAB"}]}"#,
        r#"{"Type":"DoorOpen","Type":"ValidPass","Message":"Pass 04E341C5150EAB"}"#,
        r#"{"Pin":"04E341C5150EAB","Pin":"04E341C5150EAB"}"#,
    ] {
        assert_eq!(hidden(text), texts(&["04E341C5150EAB"]), "{text}");
        assert!(!redacted(text).contains("04E341"), "{text}");
    }
}

#[test]
fn what_cannot_be_looked_into_is_hidden_whole() {
    let deep = |levels: usize| format!(r#"{{"X":{}{{"Pin":"0123456789"}}{}}}"#, "[".repeat(levels), "]".repeat(levels));
    assert!(matches!(hidden(&deep(10)), Redaction::Texts(_)));
    for text in [
        deep(DEEPEST),
        deep(1_000),
        r#"{"X":{"\ud800":1,"Pin":"0123456789"}}"#.to_owned(),
        r#"{"Pin":"0123456789\ud800"}"#.to_owned(),
    ] {
        assert_eq!(hidden(&text), Redaction::Everything, "{text}");
        assert_eq!(redacted(&text), "\"••••\"");
        assert!(matches!(secret_places(&text).as_slice(), [all] if *all == (0..u32::try_from(text.len()).unwrap())));
    }
    let harmless = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
    assert_eq!(redacted(&harmless), harmless);
}

/// The same by a walk over all of the value, which copies it: the plain definition.
fn walk(value: &serde_json::Value, secret: bool, found: &mut SortedVec<String>) {
    use serde_json::Value;
    match value {
        Value::Object(entries) => {
            let text_of = |name: &str| {
                entries.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.as_str())
            };
            let named_secret = text_of("Key").is_some_and(is_secret_name);
            for (key, value) in entries {
                walk(value, secret || named_secret && key.eq_ignore_ascii_case("Value") || is_secret_name(key), found);
            }
            if let (Some(entry_type), Some(message)) = (text_of("Type"), text_of("Message"))
                && speaks_of_a_pass(entry_type)
            {
                pass_numbers(message).into_iter().for_each(|number| found.insert(number.to_owned()));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, secret, found)),
        Value::String(text) if secret && !text.is_empty() => found.insert(text.clone()),
        Value::Number(number) if secret => found.insert(number.to_string()),
        _ => {}
    }
}

mod properties {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let name =
            prop::sample::select(vec!["Key", "key", "Value", "Type", "Message", "Pin", "PassRfid", "Adds", "Note"]);
        let text = prop::sample::select(vec![
            "AccessToken",
            "Hours",
            "ValidPass",
            "DoorOpen",
            "Pass 0123456789AB \" ü",
            "",
            "7",
        ]);
        let leaf = prop_oneof![
            text.prop_map(|text| json!(text)),
            any::<i32>().prop_map(|number| json!(number)),
            Just(json!(null)),
            Just(json!(true))
        ];
        leaf.prop_recursive(4, 24, 4, move |inner| {
            let object = prop::collection::vec((name.clone(), inner.clone()), 0..5).prop_map(|entries| {
                Value::Object(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
            });
            prop_oneof![object, prop::collection::vec(inner, 0..3).prop_map(Value::Array)]
        })
    }

    proptest! {
        #[test]
        fn no_secret_escapes_the_look_at_the_text(value in value(), is_marked: bool, is_pretty: bool) {
            let text = if is_pretty { format!("{value:#}") } else { value.to_string() };
            let raw = if is_marked { format!("\u{feff}{text}") } else { text };
            let mut expected = SortedVec::default();
            walk(&value, false, &mut expected);
            let Redaction::Texts(found) = hidden(&raw) else { return Err(TestCaseError::fail("all of it")) };
            prop_assert!(expected.iter().all(|secret| found.contains(secret)), "{raw}: {found:?}");
        }
    }
}
