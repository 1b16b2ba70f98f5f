//! A check of the keys of a JSON object and of the types of their values.
//!
//! [`Object`] is made for Jetstream's responses: it takes keys in any letter case, the last of two of one name, and `"true"` for `true`. In a
//! configuration each of these is more likely a mistake, and a mistake in `readOnly` or `parentOrigins` must not pass unnoticed.

use super::error::ConfigError;
use crate::wire::{DecodeError, Object};

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

/// Checks that an object has known keys only, each at most once, with values of their types. `at` is put before a key in errors.
///
/// # Errors
///
/// The first wrong key, in the order of the file.
pub(super) fn check(at: &str, object: &Object<'_>, known: &[(&str, Type)]) -> Result<(), ConfigError> {
    let mut seen = Vec::new();
    for (key, json) in object.entries() {
        let path = format!("{at}{key}");
        let Some((_, expected)) = known.iter().find(|(name, _)| *name == key) else {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            return Err(ConfigError::new(path, format!("is no key; known are {}", names.join(", "))));
        };
        if seen.contains(&key) {
            return Err(ConfigError::new(path, "is there twice; write it once"));
        }
        if !expected.fits(json) {
            return Err(DecodeError::new(path, expected.name(), json).into());
        }
        seen.push(key);
    }
    Ok(())
}
