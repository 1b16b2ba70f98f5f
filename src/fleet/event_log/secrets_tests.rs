use super::*;
use crate::samples::queued;

const TOKEN: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

fn raw(text: &str) -> Event {
    Event::parse(text).unwrap()
}

#[test]
fn the_token_of_an_unlock_is_masked_and_nothing_else_changes() {
    let text = format!(
        r#"{{ "Type" : "CommandQueuedEvent","EventId":"e1", "Id": 18446744073709551615,
           "CommandName":"UnlockDoor", "CommandId":"c1", "Parameters":[{{"Key":"AccessToken","Value":"{TOKEN}"}}], "Other" : 1.50 }}"#
    );
    assert_eq!(redacted_raw(&raw(&text)), text.replace(TOKEN, "••••e004"));
    assert_eq!(secrets(&raw(&text)).into_iter().collect::<Vec<_>>(), [TOKEN]);
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
    assert!(secrets(&event).is_empty());
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
    assert_eq!(*secrets(&event), ["04E341C5150EAB".to_owned()]);
    assert!(!redacted_raw(&event).contains("04E341C5150EAB"));
}
