//! Which events to show.

use jetstream_api::{
    events::{Body, CredentialChange, DeviceChange, Event, Severity},
    wire::Pair,
};
use serde_json::Value;

use super::secrets::{is_secret_name, masked_message, text_of};

/// Which events to show; an empty filter shows all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this device, by its exact name.
    pub device: Option<String>,
    /// Only of this type, in any letter case.
    pub event_type: Option<String>,
    /// Only as bad as this, or worse.
    pub severity: Option<Severity>,
    /// Only those in which this text occurs, whatever the case of its ASCII letters. Secrets are not searched.
    pub text: String,
}

impl Filter {
    /// Does it let everything through?
    pub fn is_empty(&self) -> bool {
        self.device.is_none() && self.event_type.is_none() && self.severity.is_none() && self.text.trim().is_empty()
    }

    /// Is this event one to show?
    pub fn matches(&self, event: &Event) -> bool {
        let device = self.device.as_deref().is_none_or(|device| event.device.as_deref() == Some(device));
        let event_type = self.event_type.as_deref().is_none_or(|wanted| event.event_type.eq_ignore_ascii_case(wanted));
        let severity = self.severity.is_none_or(|least| event.severity() >= least);
        let text = self.text.trim();
        let found = || may_contain(&event.raw, text) && any_text(event, &|found| contains(found, text));
        device && event_type && severity && (text.is_empty() || found())
    }
}

/// Is `wanted` in `text`, without regard to the case of ASCII letters? The tables for all other letters would be 20 kB of
/// WebAssembly.
fn contains(text: &str, wanted: &str) -> bool {
    contains_ascii(text.as_bytes(), wanted.as_bytes())
}

fn contains_ascii(text: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else { return true };
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text)
        .any(|start| text.get(start..start + wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
}

/// Rules most events out with one look at the raw text, since this runs for 100,000 of them per keystroke. What is written
/// with escapes, or wanted in other letters than ASCII, has to be looked at field by field.
fn may_contain(raw: &str, wanted: &str) -> bool {
    !wanted.is_ascii()
        || contains_ascii(raw.as_bytes(), wanted.as_bytes())
        || memchr::memchr(b'\\', raw.as_bytes()).is_some()
}

type Test<'a> = &'a dyn Fn(&str) -> bool;

/// Does the test hold for any text that may be searched?
fn any_text(event: &Event, test: Test) -> bool {
    test(&event.event_type)
        || event.device.as_deref().is_some_and(test)
        || test(event.id.as_str())
        || in_body(&event.body, test)
        || event.extra.iter().any(|(name, value)| in_value(name, value, test))
}

fn in_body(body: &Body, test: Test) -> bool {
    let optional = |text: &Option<String>| text.as_deref().is_some_and(test);
    let list = |texts: &[String]| texts.iter().any(|text| test(text));
    match body {
        Body::Aggregate { adds, removes, alias, .. } => list(adds) || list(removes) || optional(alias),
        Body::Object { observe, alias, .. } => list(observe) || optional(alias),
        Body::LogEntry(entries) => entries.iter().any(|entry| {
            test(&entry.entry_type) || test(&entry.level) || test(&masked_message(&entry.entry_type, &entry.message))
        }),
        Body::SensorReading(readings) => readings.iter().any(|reading| test(&reading.name) || test(&reading.value)),
        Body::Status(fields) => in_pairs(fields, test),
        Body::CommandQueued(queued) => {
            test(queued.command_id.as_str())
                || test(&queued.command_name)
                || optional(&queued.user)
                || in_pairs(&queued.parameters, test)
        }
        Body::CommandCompletion(completion) => {
            test(completion.command_id.as_str())
                || test(&completion.command_name)
                || optional(&completion.user)
                || in_pairs(&completion.exceptions, test)
                || in_pairs(&completion.output, test)
        }
        Body::DeviceAdded(change) | Body::DeviceModified(change) => in_device(change, test),
        Body::CredentialsAdded(change) | Body::CredentialsModified(change) | Body::CredentialsRemoved(change) => {
            let CredentialChange { credential_type, .. } = change;
            test(credential_type)
        }
        Body::AliasChanged { alias, devices, region, .. } => test(alias) || list(devices) || optional(region),
        Body::AliasRemoved(alias) => test(alias),
        Body::BusinessProcess { process_type, parameters } => test(process_type) || in_pairs(parameters, test),
        Body::Heartbeat | Body::DeviceRemoved(_) | Body::Other => false,
    }
}

fn in_pairs(pairs: &[Pair], test: Test) -> bool {
    pairs.iter().any(|pair| test(&pair.key) || (!is_secret_name(&pair.key) && test(&pair.value)))
}

fn in_device(change: &DeviceChange, test: Test) -> bool {
    let DeviceChange { definition, serial_number, region, aliases, .. } = change;
    [definition, serial_number, region].into_iter().flatten().any(|text| test(text))
        || aliases.iter().any(|alias| test(alias))
}

fn in_value(name: &str, value: &Value, test: Test) -> bool {
    if is_secret_name(name) {
        return false;
    }
    match value {
        Value::String(text) => test(text),
        Value::Number(number) => test(&number.to_string()),
        Value::Array(items) => items.iter().any(|item| in_value("", item, test)),
        Value::Object(entries) => {
            let secret = text_of(entries, "Key").is_some_and(is_secret_name);
            let entry_type = text_of(entries, "Type").unwrap_or_default();
            entries.iter().any(|(key, value)| match value {
                _ if secret && key.eq_ignore_ascii_case("Value") => false,
                Value::String(message) if key.eq_ignore_ascii_case("Message") => {
                    test(&masked_message(entry_type, message))
                }
                _ => in_value(key, value, test),
            })
        }
        Value::Null | Value::Bool(_) => false,
    }
}
