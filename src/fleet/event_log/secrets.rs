//! A finder of secrets in events, which must not be shown, searched or exported: unlock tokens, pass numbers, PINs.
//!
//! CommandQueuedEvents echo the token of an unlock, AggregateEvents the pass that opened, credential events the passes
//! themselves. Fields are recognised by their name at any depth, so that undocumented forms are covered too.

use std::{borrow::Cow, ops::Range};

use jetstream_api::{
    events::Event,
    redact::redact,
    wire::{self, Object},
};
use serde_json::value::RawValue;

use crate::sorting::SortedVec;

/// The mask of a whole text.
const NOTHING_TO_SEE: &str = "\"••••\"";

/// Whether a value of this name is a secret, in any letter case.
pub fn is_secret_name(name: &str) -> bool {
    // `Add` is how the event of a sync names each pass that it sends (page "Sync Device Credentials").
    const WHOLE: [&str; 6] = ["PassRfid", "Pin", "Pins", "Pass", "Passes", "Add"];
    const PARTS: [&str; 5] = ["token", "credential", "password", "secret", "accesskey"];
    // `CredentialType` is `Basic`, `User` or `Pin`: worth reading, and no secret.
    !name.eq_ignore_ascii_case("CredentialType")
        && (WHOLE.iter().any(|whole| name.eq_ignore_ascii_case(whole)) || PARTS.iter().any(|part| has(name, part)))
}

/// Whether this is a part of the name, in any letter case.
fn has(name: &str, part: &str) -> bool {
    name.as_bytes().windows(part.len()).any(|found| found.eq_ignore_ascii_case(part.as_bytes()))
}

/// Whether the message of a log entry of this type can contain a pass. Its form is not documented, so every run of 10 to 40
/// hexadecimal digits in it is taken for the number of one.
fn speaks_of_a_pass(entry_type: &str) -> bool {
    has(entry_type, "pass")
}

/// The secrets of an event.
#[derive(Debug, PartialEq)]
enum Redaction {
    /// These texts, each once, decoded.
    Texts(SortedVec<String>),
    /// The whole event: a part of it cannot be parsed, and there may be a secret in it.
    Everything,
}

fn hidden(raw: &str) -> Redaction {
    let mut found = SortedVec::default();
    let text = raw.trim_start_matches('\u{feff}').trim_start();
    match may_hold_secrets(raw) && collect(text, 0, false, &mut found).is_none() {
        true => Redaction::Everything,
        false => Redaction::Texts(found),
    }
}

/// Rules most events out with one look at their text: each name of a secret has one of these words in it.
fn may_hold_secrets(raw: &str) -> bool {
    const WORDS: [&[u8]; 7] = [b"pass", b"pin", b"token", b"credential", b"secret", b"accesskey", b"\"add\""];
    let raw = raw.as_bytes();
    // A name may be written with escapes.
    memchr::memchr(b'\\', raw).is_some()
        || raw.iter().enumerate().any(|(start, first)| {
            matches!(first | 0x20, b'p' | b't' | b'c' | b's' | b'a' | b'"')
                && WORDS.iter().any(|word| {
                    raw.get(start..start + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
                })
        })
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
    redacted(&event.raw)
}

/// The same for the text alone.
pub fn redacted(raw: &str) -> String {
    let secrets = match hidden(raw) {
        Redaction::Texts(secrets) if secrets.is_empty() => return raw.to_owned(),
        Redaction::Texts(secrets) => secrets,
        Redaction::Everything => return NOTHING_TO_SEE.to_owned(),
    };
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, token, after)) = next_scalar(rest) {
        text.push_str(before);
        text.push_str(&masked_token(token, &secrets));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The places of the secrets in the raw text, first to last. A search must not look at them.
pub(super) fn secret_places(raw: &str) -> Vec<Range<u32>> {
    let mut places = Vec::new();
    let secrets = match hidden(raw) {
        Redaction::Texts(secrets) => secrets,
        Redaction::Everything => {
            places.push(0..u32::try_from(raw.len()).unwrap_or(u32::MAX));
            return places;
        }
    };
    let mut rest = raw;
    while !secrets.is_empty()
        && let Some((before, token, after)) = next_scalar(rest)
    {
        let start = raw.len() - rest.len() + before.len();
        let holding = secrets.iter().filter(|secret| holds(token.trim_matches('"'), secret));
        for (place, found) in holding.flat_map(|secret| token.match_indices(secret.as_str())) {
            if let (Ok(from), Ok(to)) = (u32::try_from(start + place), u32::try_from(start + place + found.len())) {
                places.push(from..to);
            }
        }
        rest = after;
    }
    places
}

/// Events are nested four deep. Each level is read once more for each level above it, so that there must be an end.
const DEEPEST: usize = 16;

/// Looks for secrets in the text of a value without decoding all of it, which would take longer. `None` when a part of it cannot be
/// parsed.
fn collect(text: &str, depth: usize, secret: bool, found: &mut SortedVec<String>) -> Option<()> {
    match text.as_bytes().first()? {
        b'{' | b'[' if depth == DEEPEST => return None,
        b'{' => {
            let object = Object::parse(text).ok()?;
            // A name may stand there twice: whichever of them counts elsewhere, each may make a secret of what stands beside it.
            let texts_of = |name: &'static str| {
                let named = object.entries().filter(move |(key, _)| key.eq_ignore_ascii_case(name));
                named.filter_map(|(_, value)| wire::decoded(value))
            };
            // `{"Key": "AccessToken", "Value": "..."}`, the form of lists in events.
            let named_secret = texts_of("Key").any(|name| is_secret_name(&name));
            for (key, value) in object.entries() {
                let value_of_pair = named_secret && key.eq_ignore_ascii_case("Value");
                collect(value, depth + 1, secret || value_of_pair || is_secret_name(key), found)?;
            }
            for message in texts_of("Message") {
                if texts_of("Type").any(|entry_type| speaks_of_a_pass(&entry_type)) {
                    pass_numbers(&message).into_iter().for_each(|number| found.insert(number.to_owned()));
                }
            }
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            items.iter().try_for_each(|item| collect(item.get(), depth + 1, secret, found))?;
        }
        b'"' if secret => {
            let text = wire::decoded(text)?;
            if !text.is_empty() {
                found.insert(text);
            }
        }
        b'-' | b'0'..=b'9' if secret => found.insert(text.to_owned()),
        _ => {}
    }
    Some(())
}

/// The texts in a message that look like the number of a pass: every run of 10 to 40 hexadecimal digits.
pub(crate) fn pass_numbers(message: &str) -> Vec<&str> {
    message
        .split(|character: char| !character.is_ascii_hexdigit())
        .filter(|run| (10..=40).contains(&run.len()))
        .collect()
}

/// The next string or number of a JSON text, with the texts before and after it.
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

/// Inside a longer text only what is long enough to be no coincidence: a PIN of four digits is also a year.
fn holds(text: &str, secret: &str) -> bool {
    text == secret || (secret.len() >= 10 && text.contains(secret))
}

fn masked_token<'a>(token: &'a str, secrets: &SortedVec<String>) -> Cow<'a, str> {
    let decoded = serde_json::from_str::<String>(token).unwrap_or_else(|_| token.to_owned());
    if !secrets.iter().any(|secret| holds(&decoded, secret)) {
        return Cow::Borrowed(token);
    }
    let masked = secrets
        .iter()
        .filter(|secret| holds(&decoded, secret))
        .fold(decoded.clone(), |text, secret| text.replace(secret.as_str(), &redact(secret)));
    // Only ever a JSON text again: a masked number becomes a string.
    serde_json::to_string(&masked).map_or(Cow::Borrowed(NOTHING_TO_SEE), Cow::Owned)
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;
