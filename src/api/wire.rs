//! Lenient reading of JSON: what Jetstream sends is taken in every form the documentation shows.
//!
//! Jetstream runs on .NET, which matches property names without regard to case, and its documentation spells some of them
//! in two ways (`ID` and `Id`, `URI` and `Uri`). Numbers also turn up where texts are documented. Unknown properties are
//! kept for whoever wants to show them.

mod entries;
mod object;
mod raw;

use std::borrow::Cow;

use serde_json::{Value, value::RawValue};

pub use object::Object;
pub use raw::decoded;

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
pub fn empty(text: &str) -> Result<(), DecodeError> {
    optional(text).map(|_| ())
}

/// Reads a whole text as a list of objects, and each of them by `read`; `at` names the list for errors.
pub fn list_of<T>(text: &str, at: &str, read: fn(Object<'_>) -> Result<T, DecodeError>) -> Result<Vec<T>, DecodeError> {
    let items: Vec<&RawValue> = match serde_json::from_str(without_mark(text)) {
        Ok(items) => items,
        // Read once more, to say what it is in place of a list.
        Err(_) => return Err(DecodeError::new(at, "a list", parse(text)?)),
    };
    let of = |(index, item)| read(Object::of(Cow::Borrowed(item), format!("{at}.{index}"))?);
    items.into_iter().enumerate().map(of).collect()
}

fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Takes a value as a list of texts.
pub fn texts(value: Value, at: &str) -> Result<Vec<String>, DecodeError> {
    list(value, at)?.into_iter().enumerate().map(|(index, value)| text(value, || format!("{at}.{index}"))).collect()
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

fn text(value: Value, at: impl FnOnce() -> String) -> Result<String, DecodeError> {
    match value {
        Value::String(text) => Ok(text),
        other => as_text(&other).map(Cow::into_owned).ok_or_else(|| DecodeError::new(at(), "a text", other)),
    }
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
