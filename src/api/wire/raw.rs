//! Objects whose values stay text, for what must be passed on or shown exactly as it was received.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{DecodeError, without_mark};

/// A JSON object whose values are pieces of the text that it was read from: large numbers, the order of properties and
/// white space are as they were. Property names are matched without regard to case.
#[derive(Debug)]
pub struct RawObject<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> RawObject<'a> {
    /// Reads a whole text as one object. A byte order mark in front is skipped.
    pub fn parse(text: &'a str) -> Result<Self, DecodeError> {
        let fields = serde_json::from_str(without_mark(text));
        fields.map(Self).map_err(|error| DecodeError::json("an object", &error))
    }

    /// The text of a property, or `None` when it is absent or `null`.
    fn get(&self, name: &str) -> Option<&'a str> {
        let exact = self.0.get(name);
        let value =
            exact.or_else(|| self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))?;
        Some(value.get()).filter(|text| *text != "null")
    }

    fn read<T: Deserialize<'a>>(&self, name: &str, expected: &'static str) -> Result<Option<T>, DecodeError> {
        let Some(text) = self.get(name) else { return Ok(None) };
        serde_json::from_str(text).map(Some).map_err(|_| DecodeError::new(name, expected, text))
    }

    /// A text that may be absent.
    pub fn optional_text(&self, name: &str) -> Result<Option<String>, DecodeError> {
        self.read(name, "a text")
    }

    /// A text that must be there.
    pub fn text(&self, name: &str) -> Result<String, DecodeError> {
        self.optional_text(name)?.ok_or_else(|| DecodeError::new(name, "a text", "nothing"))
    }

    /// The elements of a list; absent and `null` are the empty list.
    pub fn list(&self, name: &str) -> Result<Vec<&'a RawValue>, DecodeError> {
        Ok(self.read(name, "a list")?.unwrap_or_default())
    }
}
