//! A strict reader of JSON objects: it checks the keys and the types of their values.
//!
//! [`Object`] is made for Jetstream's responses: it takes keys in any letter case, the last of two of one name, and `"true"` for `true`. In a
//! configuration each of these is more likely a mistake, and a mistake in `readOnly` or `parentOrigins` must not pass unnoticed.

use super::error::ConfigError;
use crate::wire::{DecodeError, Object, decoded};

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    /// A text, or `null` for the default.
    OptionalText,
    /// A number, or `null` for the default.
    OptionalNumber,
    Bool,
    List,
}

impl Type {
    /// Whether a value is of this type. The first character of a JSON value decides its type.
    fn fits(self, json: &str) -> bool {
        match json.as_bytes().first() {
            Some(b'"') => matches!(self, Self::Text | Self::OptionalText),
            Some(b'n') => matches!(self, Self::OptionalText | Self::OptionalNumber),
            Some(b't' | b'f') => self == Self::Bool,
            Some(b'[') => self == Self::List,
            Some(b'-' | b'0'..=b'9') => self == Self::OptionalNumber,
            _ => false,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text | Self::OptionalText => "a text in quotes",
            Self::OptionalNumber => "a whole number",
            Self::Bool => "true or false",
            Self::List => "a list",
        }
    }
}

/// Reads an object: known keys only, each at most once, with values of their types. `values` are in the order of `known`: texts are decoded, other
/// values are JSON, and absent keys and `null` are `None`. `at` is the path of the object; it is empty for the whole file.
///
/// # Errors
///
/// The first wrong key, in the order of the file.
pub(super) fn read(
    at: &str,
    json: &str,
    known: &[(&str, Type)],
    values: &mut [Option<String>],
) -> Result<(), ConfigError> {
    let object = Object::parse_at(json, at)?;
    let mut seen = Vec::new();
    for (key, json) in object.entries() {
        let wrong = |problem: &str| Err(ConfigError::of(at, key, problem));
        let Some(((_, expected), value)) = known.iter().zip(values.iter_mut()).find(|((name, _), _)| *name == key)
        else {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            return wrong(&format!("is no key; known are {}", names.join(", ")));
        };
        if seen.contains(&key) {
            return wrong("is there twice; write it once");
        }
        seen.push(key);
        *value = if json == "null" { None } else { decoded(json).or_else(|| Some(json.to_owned())) };
        // A text that cannot be decoded has half of a surrogate pair.
        let is_undecoded = json.starts_with('"') && value.as_deref() == Some(json);
        if !expected.fits(json) || is_undecoded {
            return Err(DecodeError::new(ConfigError::path(at, key), expected.name(), json).into());
        }
    }
    Ok(())
}
