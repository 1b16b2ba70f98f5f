//! Functions that read whole texts and parsed JSON values.

use std::borrow::Cow;

use serde_json::Value;

use super::error::DecodeError;

/// Reads a whole text as JSON. A byte order mark in front is skipped: .NET likes to write one.
pub fn parse(text: &str) -> Result<Value, DecodeError> {
    serde_json::from_str(without_mark(text)).map_err(|error| DecodeError::json("JSON", &error))
}

/// Reads a whole text as JSON; an empty text and `null` are `None`.
pub fn optional(text: &str) -> Result<Option<Value>, DecodeError> {
    if without_mark(text).trim().is_empty() {
        Ok(None)
    } else {
        parse(text).map(|value| Some(value).filter(|value| !value.is_null()))
    }
}

/// Reads a response without content: no body, as documented for deletions, or any JSON. Anything else does not come from Jetstream:
/// proxies and sign-in pages of networks answer 200 to everything.
pub fn empty(text: &str) -> Result<(), DecodeError> {
    optional(text).map(|_| ())
}

pub(super) fn without_mark(text: &str) -> &str {
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

pub(super) fn text(value: Value, at: impl FnOnce() -> String) -> Result<String, DecodeError> {
    match value {
        Value::String(text) => Ok(text),
        other => as_text(&other).map(Cow::into_owned).ok_or_else(|| DecodeError::new(at(), "a text", other)),
    }
}
