//! What in an event must not be read over a shoulder, searched for or exported: unlock tokens, pass numbers, PINs.
//!
//! CommandQueuedEvents echo the token of an unlock, AggregateEvents the pass that opened, credential events the passes
//! themselves. Fields are recognised by their name at any depth, so that forms nobody has documented are covered too.

use std::borrow::Cow;

use jetstream_api::{events::Event, redact::redact, wire};
use serde_json::{Map, Value};

use crate::order::Sorted;

/// Is a value of this name a secret? In any letter case.
pub fn is_secret_name(name: &str) -> bool {
    // `Add` is how the event of a sync names each pass that it sends (page "Sync Device Credentials").
    const WHOLE: [&str; 6] = ["PassRfid", "Pin", "Pins", "Pass", "Passes", "Add"];
    const PARTS: [&str; 5] = ["token", "credential", "password", "secret", "accesskey"];
    let lower = name.to_ascii_lowercase();
    // `CredentialType` is `Basic`, `User` or `Pin`: worth reading, and no secret.
    lower != "credentialtype"
        && (WHOLE.iter().any(|whole| name.eq_ignore_ascii_case(whole)) || PARTS.iter().any(|part| lower.contains(part)))
}

/// Does the message of a log entry of this type speak of a pass? Its form is not documented, so every run of 10 to 40
/// hexadecimal digits in it is taken for the number of one.
fn speaks_of_a_pass(entry_type: &str) -> bool {
    entry_type.to_ascii_lowercase().contains("pass")
}

/// All secrets of an event, each once, as they stand in it after decoding.
pub fn secrets(event: &Event) -> Sorted<String> {
    let mut found = Sorted::default();
    if let Ok(value) = wire::parse(&event.raw) {
        collect(&value, false, &mut found);
    }
    found
}

/// A message with the pass numbers in it masked, if the type of the log entry suggests that there may be some.
pub fn masked_message<'a>(entry_type: &str, message: &'a str) -> Cow<'a, str> {
    if !speaks_of_a_pass(entry_type) {
        return Cow::Borrowed(message);
    }
    let numbers = pass_numbers(message);
    if numbers.is_empty() {
        return Cow::Borrowed(message);
    }
    Cow::Owned(numbers.into_iter().fold(message.to_owned(), |text, number| text.replace(number, &redact(number))))
}

/// The event's raw text, character for character, but for its secrets, which are masked.
pub fn redacted_raw(event: &Event) -> String {
    let secrets = secrets(event);
    if secrets.is_empty() {
        return event.raw.to_string();
    }
    let mut text = String::with_capacity(event.raw.len());
    let mut rest: &str = &event.raw;
    while let Some((before, token, after)) = next_scalar(rest) {
        text.push_str(before);
        text.push_str(&masked_token(token, &secrets));
        rest = after;
    }
    text.push_str(rest);
    text
}

fn collect(value: &Value, secret: bool, found: &mut Sorted<String>) {
    match value {
        Value::Object(entries) => {
            // `{"Key": "AccessToken", "Value": "..."}`, the form of lists in events.
            let named_secret = text_of(entries, "Key").is_some_and(is_secret_name);
            for (key, value) in entries {
                let value_of_pair = named_secret && key.eq_ignore_ascii_case("Value");
                collect(value, secret || value_of_pair || is_secret_name(key), found);
            }
            if let (Some(entry_type), Some(message)) = (text_of(entries, "Type"), text_of(entries, "Message"))
                && speaks_of_a_pass(entry_type)
            {
                pass_numbers(message).into_iter().for_each(|number| found.insert(number.to_owned()));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, secret, found)),
        Value::String(text) if secret && !text.is_empty() => {
            found.insert(text.clone());
        }
        Value::Number(number) if secret => {
            found.insert(number.to_string());
        }
        _ => {}
    }
}

/// A property that is a text, in any letter case of its name.
pub(super) fn text_of<'a>(entries: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    entries.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.as_str())
}

fn pass_numbers(message: &str) -> Vec<&str> {
    message
        .split(|character: char| !character.is_ascii_hexdigit())
        .filter(|run| (10..=40).contains(&run.len()))
        .collect()
}

/// The next string or number of a JSON text, with what stands before and after it.
fn next_scalar(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(|character: char| character == '"' || character == '-' || character.is_ascii_digit())?;
    let (before, rest) = text.split_at_checked(start)?;
    let length = if rest.starts_with('"') {
        let mut escaped = false;
        let end = rest.bytes().skip(1).position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        })?;
        end + 2
    } else {
        rest.find(|character: char| !"+-.eE0123456789".contains(character)).unwrap_or(rest.len())
    };
    let (token, after) = rest.split_at_checked(length)?;
    Some((before, token, after))
}

fn masked_token<'a>(token: &'a str, secrets: &Sorted<String>) -> Cow<'a, str> {
    let decoded = serde_json::from_str::<String>(token).unwrap_or_else(|_| token.to_owned());
    // Inside a longer text only what is long enough to be no coincidence: a PIN of four digits is also a year.
    let holds = |secret: &&String| decoded == **secret || (secret.len() >= 10 && decoded.contains(secret.as_str()));
    if !secrets.iter().any(|secret| holds(&secret)) {
        return Cow::Borrowed(token);
    }
    let masked = secrets
        .iter()
        .filter(holds)
        .fold(decoded.clone(), |text, secret| text.replace(secret.as_str(), &redact(secret)));
    // Only ever a JSON text again: a masked number becomes a string.
    serde_json::to_string(&masked).map_or(Cow::Borrowed("\"••••\""), Cow::Owned)
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;
