//! Lenient reading of JSON: what Jetstream sends is taken in every form the documentation shows.
//!
//! Jetstream runs on .NET, which matches property names without regard to case, and its documentation spells some of them
//! in two ways (`ID` and `Id`, `URI` and `Uri`). Numbers also turn up where texts are documented. Unknown properties are
//! kept for whoever wants to show them.

mod raw;

use std::borrow::Cow;

use serde_json::{Map, Value};

pub use raw::RawObject;

/// A `Key`/`Value` pair, the form in which commands and events carry their lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The name of the entry, for example `Hours` or `EPC`.
    pub key: String,
    /// Its value; every value is a text on the wire.
    pub value: String,
}

/// Why a text could not be read as what it should be: where, what was expected, what was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: expected {expected}, found {found}")]
pub struct DecodeError {
    /// The place, as a path of property names such as `Events.3.Type`; `answer` is the whole text.
    pub at: String,
    /// What would have been right.
    pub expected: &'static str,
    /// What stood there, shortened.
    pub found: String,
}

impl DecodeError {
    /// An error at a place, with the offending text shortened to what fits into a sentence.
    pub fn new(at: impl Into<String>, expected: &'static str, found: impl std::fmt::Display) -> Self {
        let full = found.to_string();
        let mut found: String = full.chars().take(80).collect();
        if found.len() < full.len() {
            found.push('…');
        }
        Self { at: at.into(), expected, found }
    }

    /// An error of the JSON itself. It tells the place and does not quote the text, which may hold secrets.
    fn json(expected: &'static str, error: &serde_json::Error) -> Self {
        if error.is_eof() {
            Self::new("answer", expected, "a text that ends too early")
        } else {
            Self::new(
                "answer",
                expected,
                format_args!("something else at line {}, column {}", error.line(), error.column()),
            )
        }
    }
}

/// Reads a whole text as JSON. A byte order mark in front is skipped: .NET likes to write one.
pub fn parse(text: &str) -> Result<Value, DecodeError> {
    serde_json::from_str(without_mark(text)).map_err(|error| DecodeError::json("JSON", &error))
}

/// Reads a whole text as JSON, if it says something: nothing at all and `null` are `None`.
pub fn optional(text: &str) -> Result<Option<Value>, DecodeError> {
    if without_mark(text).trim().is_empty() {
        Ok(None)
    } else {
        parse(text).map(|value| Some(value).filter(|value| !value.is_null()))
    }
}

/// Reads an answer that says nothing but that it is done: no body, as documented for deletions, or any JSON. Anything else
/// does not come from Jetstream: proxies and sign-in pages of networks answer 200 to everything.
pub fn nothing(text: &str) -> Result<(), DecodeError> {
    optional(text).map(|_| ())
}

/// Reads a whole text as a list of objects, and each of them by `read`; `at` names the list for errors.
pub fn list_of<T>(text: &str, at: &str, read: fn(Object) -> Result<T, DecodeError>) -> Result<Vec<T>, DecodeError> {
    objects(parse(text)?, at)?.into_iter().map(read).collect()
}

fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// A JSON object whose properties are found without regard to case and taken out one by one, so that what is left is
/// what nobody knew.
#[derive(Debug, Clone)]
pub struct Object {
    at: String,
    entries: Map<String, Value>,
}

impl Object {
    /// Takes a value as an object; `at` names the place for errors.
    pub fn new(value: Value, at: impl Into<String>) -> Result<Self, DecodeError> {
        let at = at.into();
        match value {
            Value::Object(entries) => Ok(Self { at, entries }),
            other => Err(DecodeError::new(at, "an object", other)),
        }
    }

    /// Reads a whole text as one object.
    pub fn parse(text: &str) -> Result<Self, DecodeError> {
        Self::new(parse(text)?, "answer")
    }

    fn path(&self, name: &str) -> String {
        format!("{}.{name}", self.at)
    }

    /// The property's name as it is spelled here: exactly if it can be, else in any case.
    fn key(&self, name: &str) -> Option<String> {
        if self.entries.contains_key(name) {
            return Some(name.to_owned());
        }
        self.entries.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned()
    }

    /// Takes a property out, whatever its case. `null` counts as absent.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let key = self.key(name)?;
        self.entries.remove(&key).filter(|value| !value.is_null())
    }

    /// Takes a property out if `read` understands it; otherwise it stays, for [`Object::rest`].
    pub fn claim<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let key = self.key(name)?;
        let value = self.entries.get(&key)?;
        let claimed = read(value);
        if claimed.is_some() || value.is_null() {
            self.entries.remove(&key);
        }
        claimed
    }

    /// Is the property there, whatever its case, with a value other than `null`?
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_null())
    }

    /// A text that must be there. Numbers and booleans are taken as their JSON text.
    pub fn text(&mut self, name: &str) -> Result<String, DecodeError> {
        self.optional_text(name)?.ok_or_else(|| DecodeError::new(self.path(name), "a text", "nothing"))
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self, name: &str) -> Result<Option<String>, DecodeError> {
        let path = self.path(name);
        self.take(name).map(|value| text(value, path)).transpose()
    }

    /// A whole number that may be absent; a text of digits is taken too.
    pub fn optional_integer<N: TryFrom<u64> + std::str::FromStr>(
        &mut self,
        name: &str,
    ) -> Result<Option<N>, DecodeError> {
        let path = self.path(name);
        let Some(value) = self.take(name) else { return Ok(None) };
        let number = match &value {
            Value::Number(number) => number.as_u64().and_then(|number| N::try_from(number).ok()),
            Value::String(digits) => digits.trim().parse().ok(),
            _ => None,
        };
        number.map(Some).ok_or_else(|| DecodeError::new(path, "a whole number", value))
    }

    /// A truth value that may be absent; `"true"`, `"False"`, `0`, `1` and their texts are taken too.
    pub fn optional_bool(&mut self, name: &str) -> Result<Option<bool>, DecodeError> {
        let path = self.path(name);
        let Some(value) = self.take(name) else { return Ok(None) };
        let truth = as_text(&value).and_then(|word| match word.trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        });
        truth.map(Some).ok_or_else(|| DecodeError::new(path, "true or false", value))
    }

    /// A list of texts; absent and `null` are the empty list.
    pub fn texts(&mut self, name: &str) -> Result<Vec<String>, DecodeError> {
        let path = self.path(name);
        self.take(name).map_or_else(|| Ok(Vec::new()), |value| texts(value, &path))
    }

    /// A list of objects; absent and `null` are the empty list.
    pub fn objects(&mut self, name: &str) -> Result<Vec<Object>, DecodeError> {
        let path = self.path(name);
        self.take(name).map_or_else(|| Ok(Vec::new()), |value| objects(value, &path))
    }

    /// A list of `Key`/`Value` pairs, or a dictionary such as a policy's `Parameters`: each is taken for the other.
    pub fn pairs(&mut self, name: &str) -> Result<Vec<Pair>, DecodeError> {
        let path = self.path(name);
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Object(entries)) => dictionary(entries, &path),
            Some(value) => objects(value, &path)?.into_iter().map(pair).collect(),
        }
    }

    /// What nobody has taken: the unknown properties.
    pub fn rest(self) -> Map<String, Value> {
        self.entries
    }

    /// Takes all properties out that are still there.
    pub fn take_rest(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.entries)
    }

    /// A property as an object, for nested shapes.
    pub fn object(&mut self, name: &str) -> Result<Option<Object>, DecodeError> {
        let path = self.path(name);
        self.take(name).map(|value| Object::new(value, path)).transpose()
    }
}

/// Takes a value as a list of texts.
pub fn texts(value: Value, at: &str) -> Result<Vec<String>, DecodeError> {
    list(value, at)?.into_iter().enumerate().map(|(index, value)| text(value, format!("{at}.{index}"))).collect()
}

/// Takes a value as a list of objects.
pub fn objects(value: Value, at: &str) -> Result<Vec<Object>, DecodeError> {
    list(value, at)?.into_iter().enumerate().map(|(index, value)| Object::new(value, format!("{at}.{index}"))).collect()
}

fn list(value: Value, at: &str) -> Result<Vec<Value>, DecodeError> {
    match value {
        Value::Array(items) => Ok(items),
        other => Err(DecodeError::new(at, "a list", other)),
    }
}

/// A value as a text: numbers and truth values are taken as their JSON text.
pub fn as_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.into()),
        Value::Number(number) => Some(number.to_string().into()),
        Value::Bool(truth) => Some(truth.to_string().into()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn text(value: Value, at: String) -> Result<String, DecodeError> {
    match value {
        Value::String(text) => Ok(text),
        other => as_text(&other).map(Cow::into_owned).ok_or_else(|| DecodeError::new(at, "a text", other)),
    }
}

fn pair(mut object: Object) -> Result<Pair, DecodeError> {
    Ok(Pair { key: object.text("Key")?, value: object.optional_text("Value")?.unwrap_or_default() })
}

fn dictionary(entries: Map<String, Value>, at: &str) -> Result<Vec<Pair>, DecodeError> {
    entries
        .into_iter()
        .map(|(key, value)| {
            let value = if value.is_null() { String::new() } else { text(value, format!("{at}.{key}"))? };
            Ok(Pair { key, value })
        })
        .collect()
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
