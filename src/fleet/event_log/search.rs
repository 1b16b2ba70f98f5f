//! A search for a text in an event: in its values, but neither in the names of its properties nor in its secrets.

use jetstream_api::wire;
use serde_json::Value;

use super::{Record, letters::Letters, secrets::redacted};

/// A text to look for, in any case of its ASCII letters. The tables for all other letters would be 20 kB of WebAssembly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchText {
    text: String,
    /// The index of the byte to look for first: the rarest.
    rare: usize,
    letters: Letters,
}

impl SearchText {
    /// White space at both ends does not count.
    pub fn new(text: &str) -> Self {
        let text = text.trim().to_ascii_lowercase();
        let rare = (0..text.len()).min_by_key(|place| text.as_bytes().get(*place).map_or(0, |byte| frequency(*byte)));
        // A text with quotes is a search for raw JSON, names included.
        let letters = if text.contains('"') { Letters::default() } else { Letters::of_letters(&text) };
        Self { rare: rare.unwrap_or(0), letters, text }
    }

    /// Whether it is empty. Then it matches everything.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a plain text contains it.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_empty() || self.places(text).next().is_some()
    }

    /// Whether it is equal to a plain text.
    pub fn is_whole(&self, text: &str) -> bool {
        text.trim().eq_ignore_ascii_case(&self.text)
    }

    /// Whether a value of an event contains it.
    pub fn matches_event(&self, record: &Record) -> bool {
        if self.is_empty() {
            return true;
        }
        if record.escaped {
            return self.is_read_in(record);
        }
        let raw = record.raw();
        record.letters.may_contain(&self.letters)
            && self.places(raw).any(|start| {
                let end = start + self.text.len();
                !is_name(raw, end) && !hides(record, start, end)
            })
    }

    /// The same for a text with escapes, which has to be decoded. Such events are rare.
    fn is_read_in(&self, record: &Record) -> bool {
        wire::parse(&redacted(record.raw())).is_ok_and(|value: Value| self.is_in_value(&value))
    }

    fn is_in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_in(text),
            Value::Number(number) => self.is_in(&number.to_string()),
            Value::Array(items) => items.iter().any(|item| self.is_in_value(item)),
            Value::Object(entries) => entries.values().any(|value| self.is_in_value(value)),
            Value::Null | Value::Bool(_) => false,
        }
    }

    /// Where it begins, each time it occurs.
    fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let (text, wanted) = (text.as_bytes(), self.text.as_bytes());
        let byte = wanted.get(self.rare).copied().unwrap_or_default();
        memchr::memchr2_iter(byte, byte.to_ascii_uppercase(), text).filter_map(move |found| {
            let start = found.checked_sub(self.rare)?;
            text.get(start..start + wanted.len())?.eq_ignore_ascii_case(wanted).then_some(start)
        })
    }
}

/// How frequent a byte is in events, roughly: letters of the property names more often than others.
fn frequency(byte: u8) -> u8 {
    match byte {
        b'e' | b't' | b'"' | b' ' => 9,
        b'i' | b'n' | b'a' | b'v' | b'd' | b'c' | b'0'..=b'9' | b'-' | b':' | b',' => 7,
        b'r' | b'o' | b's' | b'm' | b'y' | b'p' | b'l' => 5,
        b'b' | b'g' | b'h' | b'f' | b'u' => 3,
        _ => 1,
    }
}

/// Whether the name of a property ends behind this place. A text without escapes ends at the next quote.
fn is_name(raw: &str, place: usize) -> bool {
    let rest = raw.as_bytes().get(place..).unwrap_or_default();
    let Some(quote) = memchr::memchr(b'"', rest) else { return false };
    rest.iter().skip(quote + 1).find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

fn hides(record: &Record, start: usize, end: usize) -> bool {
    record.secrets.iter().any(|secret| {
        let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        start < at(secret.end) && at(secret.start) < end
    })
}

#[cfg(test)]
mod tests {
    use jetstream_api::events::Event;
    use proptest::prelude::*;
    use serde_json::{Map, json};

    use super::*;
    use crate::EventLog;

    #[test]
    fn with_quotes_the_text_is_looked_for_as_it_stands() {
        let mut log = EventLog::new(1 << 16);
        log.insert(&Event::parse(r#"{"Zygote":"of a kind"}"#).unwrap());
        let says = |text: &str| SearchText::new(text).matches_event(log.newest(0).unwrap());
        assert!(says(r#""zygote":"of"#) && says(r#"kind""#));
        assert!(!says("zygote") && !says(r#""kind""#));
    }

    proptest! {
        /// By the letters and the text as by reading all of it.
        #[test]
        fn what_is_said_is_found(
            fields in prop::collection::vec(("[adgoxz]{1,4}|Pin", "[adGoxZ7é ]{0,8}", any::<bool>()), 0..6),
            wanted in "[adgOXz7é ]{1,4}",
            is_pretty: bool,
        ) {
            let value = |text: &String, is_true: bool| if is_true { json!([true, { "inner": text }]) } else { json!(text) };
            let fields: Map<_, _> = fields.iter().map(|(name, text, nested)| (name.clone(), value(text, *nested))).collect();
            let mut log = EventLog::new(1 << 16);
            let value = Value::Object(fields);
            log.insert(&Event::parse(&if is_pretty { format!("{value:#}") } else { value.to_string() }).unwrap());
            let record = log.newest(0).unwrap();
            let needle = SearchText::new(&wanted);
            prop_assert_eq!(needle.matches_event(record), needle.is_empty() || needle.is_read_in(record), "{}", record.raw());
        }
    }
}
