//! Functions that read JSON values which are not parsed yet.

use std::borrow::Cow;

use serde_json::{Value, value::RawValue};

use super::error::DecodeError;

pub(super) fn is_null(value: &RawValue) -> bool {
    value.get() == "null"
}

/// A value, read; `None` where it is nested too deep.
pub(super) fn value(raw: &RawValue) -> Option<Value> {
    serde_json::from_str(raw.get()).ok()
}

/// A value as a text: numbers and truth values are taken as their JSON text. `None` is what is no single value.
pub(super) fn as_text(value: &RawValue) -> Option<Cow<'_, str>> {
    let text = value.get();
    match text.as_bytes() {
        // Nearly all texts are written without escapes, and stand there as they read.
        [b'"', inner @ .., b'"'] if !inner.contains(&b'\\') => text.get(1..text.len() - 1).map(Cow::Borrowed),
        [b'"', ..] => decoded(text).map(Cow::Owned),
        [b't' | b'f' | b'-' | b'0'..=b'9', ..] => Some(Cow::Borrowed(text)),
        _ => None,
    }
}

/// Decodes a JSON text in quotes; `None` for any other value.
pub fn decoded(text: &str) -> Option<String> {
    serde_json::from_str(text).ok()
}

pub(super) fn text(value: &RawValue, at: impl FnOnce() -> String) -> Result<String, DecodeError> {
    as_text(value).map(Cow::into_owned).ok_or_else(|| DecodeError::new(at(), "a text", value.get()))
}

/// The elements of a list; `None` of what is no list.
pub(super) fn elements<'a>(value: &Cow<'a, RawValue>) -> Option<Vec<Cow<'a, RawValue>>> {
    match value {
        Cow::Borrowed(list) => {
            Some(serde_json::from_str::<Vec<_>>(list.get()).ok()?.into_iter().map(Cow::Borrowed).collect())
        }
        Cow::Owned(list) => {
            Some(serde_json::from_str::<Vec<_>>(list.get()).ok()?.into_iter().map(Cow::Owned).collect())
        }
    }
}

pub(super) fn texts(list: &[Cow<'_, RawValue>], at: impl Fn() -> String) -> Result<Vec<String>, DecodeError> {
    list.iter().enumerate().map(|(index, item)| text(item, || format!("{}.{index}", at()))).collect()
}
