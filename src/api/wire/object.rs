//! A JSON object whose properties are found in any letter case.

use std::borrow::Cow;

use serde_json::{
    Map, Value,
    value::{RawValue, to_raw_value},
};

use super::{
    entries::{Entries, Name},
    error::DecodeError,
    pair::Pair,
    raw,
    value::{parse, text, without_mark},
};

/// A JSON object whose properties are found without regard to case and taken out one by one, so that the
/// unknown ones are left.
///
/// It borrows the text that it is read from, and a value is read when it is taken: large numbers, the order of properties and white
/// space are as they were until then, and of the thousands of events a second nothing is copied that nobody asks for.
#[derive(Debug, Clone)]
pub struct Object<'a> {
    at: String,
    // In the order of the text. Of two of one name the last counts.
    entries: Vec<(Name<'a>, Cow<'a, RawValue>)>,
}

impl<'a> Object<'a> {
    /// Takes a value as an object; `at` names the place for errors.
    pub fn new(value: Value, at: impl Into<String>) -> Result<Self, DecodeError> {
        let at = at.into();
        let Value::Object(entries) = value else { return Err(DecodeError::new(at, "an object", kind(&value))) };
        let entry = |(name, value): (String, Value)| Some((Name(name.into()), Cow::Owned(to_raw_value(&value).ok()?)));
        // Any value can be written.
        Ok(Self { at, entries: entries.into_iter().filter_map(entry).collect() })
    }

    /// Reads a whole text as one object. A byte order mark in front is skipped.
    pub fn parse(text: &'a str) -> Result<Self, DecodeError> {
        Self::parse_at(text, "answer")
    }

    /// The same; `at` names the place for errors.
    pub fn parse_at(text: &'a str, at: impl Into<String>) -> Result<Self, DecodeError> {
        match serde_json::from_str(without_mark(text)) {
            Ok(Entries(entries)) => Ok(Self { at: at.into(), entries }),
            // Read once more, to say what it is in place of an object.
            Err(_) => Self::new(parse(text)?, at),
        }
    }

    /// The names of all properties and the texts of their values, as they stand there.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(Name(name), value)| (&**name, value.get()))
    }

    fn path(&self, name: &str) -> String {
        format!("{}.{name}", self.at)
    }

    /// The place of a property: of the name exactly as asked if it can be, else in any case.
    fn find(&self, name: &str) -> Option<usize> {
        let exact = self.entries.iter().rposition(|(Name(key), _)| key == name);
        exact.or_else(|| self.entries.iter().rposition(|(Name(key), _)| key.eq_ignore_ascii_case(name)))
    }

    /// Takes the text of a property out, whatever its case. `null` counts as absent.
    fn take_raw(&mut self, name: &str) -> Option<Cow<'a, RawValue>> {
        let place = self.find(name)?;
        Some(self.remove(place)).filter(|value| !raw::is_null(value))
    }

    /// Removes it with all earlier properties of the same name, which do not count.
    fn remove(&mut self, place: usize) -> Cow<'a, RawValue> {
        let (Name(name), value) = self.entries.remove(place);
        self.entries.retain(|(Name(other), _)| *other != name);
        value
    }

    /// Takes a property out, whatever its case. `null` counts as absent, and so does what no [`Value`] can hold.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.take_raw(name).and_then(|value| raw::value(&value))
    }

    /// Takes a property out if it is a text, a number or a truth value and `read` understands it; otherwise it stays, for
    /// [`Object::unknown_fields`]. `null` counts as absent.
    pub fn take_known<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let place = self.find(name)?;
        let (_, value) = self.entries.get(place)?;
        let claimed = raw::as_text(value).and_then(|text| read(&text));
        if claimed.is_some() || raw::is_null(value) {
            self.remove(place);
        }
        claimed
    }

    /// Whether the property is there, in any letter case, with a value other than `null`.
    pub fn has(&self, name: &str) -> bool {
        let entry = self.find(name).and_then(|place| self.entries.get(place));
        entry.is_some_and(|(_, value)| !raw::is_null(value))
    }

    /// A text that must be there. Numbers and booleans are taken as their JSON text.
    pub fn text(&mut self, name: &str) -> Result<String, DecodeError> {
        self.optional_text(name)?.ok_or_else(|| DecodeError::new(self.path(name), "a text", "nothing"))
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self, name: &str) -> Result<Option<String>, DecodeError> {
        self.take_raw(name).map(|value| raw::text(&value, || self.path(name))).transpose()
    }

    /// A text in quotes that may be absent, and nothing else: for what has to be sent back as it came.
    pub fn quoted(&mut self, name: &str) -> Result<Option<String>, DecodeError> {
        let Some(value) = self.take_raw(name) else { return Ok(None) };
        let text = raw::decoded(value.get());
        text.map(Some).ok_or_else(|| DecodeError::new(self.path(name), "a text in quotes", value.get()))
    }

    /// A whole number that may be absent; a text of digits is taken too.
    pub fn optional_integer<N: std::str::FromStr>(&mut self, name: &str) -> Result<Option<N>, DecodeError> {
        let Some(value) = self.take_raw(name) else { return Ok(None) };
        let number = raw::as_text(&value).and_then(|digits| digits.trim().parse().ok());
        number.map(Some).ok_or_else(|| DecodeError::new(self.path(name), "a whole number", value.get()))
    }

    /// A truth value that may be absent; `"true"`, `"False"`, `0`, `1` and their texts are taken too.
    pub fn optional_bool(&mut self, name: &str) -> Result<Option<bool>, DecodeError> {
        let Some(value) = self.take_raw(name) else { return Ok(None) };
        let truth = raw::as_text(&value).and_then(|word| match word.trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        });
        truth.map(Some).ok_or_else(|| DecodeError::new(self.path(name), "true or false", value.get()))
    }

    /// The elements of a list, as they stand there; absent and `null` are the empty list.
    pub fn list(&mut self, name: &str) -> Result<Vec<Cow<'a, RawValue>>, DecodeError> {
        let Some(value) = self.take_raw(name) else { return Ok(Vec::new()) };
        raw::elements(&value).ok_or_else(|| DecodeError::new(self.path(name), "a list", value.get()))
    }

    /// A list of texts; absent and `null` are the empty list.
    pub fn texts(&mut self, name: &str) -> Result<Vec<String>, DecodeError> {
        raw::texts(&self.list(name)?, || self.path(name))
    }

    /// A list of objects; absent and `null` are the empty list.
    pub fn objects(&mut self, name: &str) -> Result<Vec<Self>, DecodeError> {
        let list = self.list(name)?;
        let of = |(index, item)| Self::of(item, format!("{}.{name}.{index}", self.at));
        list.into_iter().enumerate().map(of).collect()
    }

    /// A list of `Key`/`Value` pairs, or a dictionary such as a policy's `Parameters`: each is taken for the other.
    pub fn pairs(&mut self, name: &str) -> Result<Vec<Pair>, DecodeError> {
        if !self.is_object(name) {
            return self.objects(name)?.into_iter().map(pair).collect();
        }
        let Some(dictionary) = self.object(name)? else { return Ok(Vec::new()) };
        let at = format!("{}.{name}", self.at);
        let entry = |(key, value): (String, Value)| {
            let value = if value.is_null() { String::new() } else { text(value, || format!("{at}.{key}"))? };
            Ok(Pair { key, value })
        };
        dictionary.unknown_fields()?.into_iter().map(entry).collect()
    }

    fn is_object(&self, name: &str) -> bool {
        let entry = self.find(name).and_then(|place| self.entries.get(place));
        entry.is_some_and(|(_, value)| value.get().starts_with('{'))
    }

    /// A property as an object, for nested shapes.
    pub fn object(&mut self, name: &str) -> Result<Option<Self>, DecodeError> {
        self.take_raw(name).map(|value| Self::of(value, self.path(name))).transpose()
    }

    /// One value as an object.
    pub(super) fn of(value: Cow<'a, RawValue>, at: String) -> Result<Self, DecodeError> {
        match value {
            Cow::Borrowed(value) => Self::parse_at(value.get(), at),
            Cow::Owned(value) => Self::new(raw::value(&value).unwrap_or_default(), at),
        }
    }

    /// The properties that were not taken: the unknown ones. A value that cannot be read, such as lists that are nested 128 times, is an
    /// error.
    pub fn unknown_fields(mut self) -> Result<Map<String, Value>, DecodeError> {
        self.take_unknown_fields()
    }

    /// Takes all properties out that are still there; after an error they still are.
    pub fn take_unknown_fields(&mut self) -> Result<Map<String, Value>, DecodeError> {
        // Collecting into a map would sort the entries first, with 4 kB of WebAssembly for that sort alone.
        let mut rest = Map::new();
        for (Name(name), value) in &self.entries {
            let value =
                raw::value(value).ok_or_else(|| DecodeError::new(self.path(name), "JSON", "what cannot be read"))?;
            rest.insert(name.to_string(), value);
        }
        self.entries.clear();
        Ok(rest)
    }
}

/// The type of a value for an error message, which must not quote it: it may be a secret.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn pair(mut object: Object<'_>) -> Result<Pair, DecodeError> {
    Ok(Pair { key: object.text("Key")?, value: object.optional_text("Value")?.unwrap_or_default() })
}
