//! A lenient reader of JSON: it accepts all forms that the documentation shows.
//!
//! Jetstream runs on .NET, which matches property names without regard to case, and its documentation spells some of them
//! in two ways (`ID` and `Id`, `URI` and `Uri`). Numbers also turn up where texts are documented. Unknown properties are
//! kept, so that they can be shown.

mod entries;
mod error;
mod object;
mod pair;
mod raw;
mod value;

use std::borrow::Cow;

use serde_json::value::RawValue;

use value::without_mark;

pub use error::DecodeError;
pub use object::Object;
pub use pair::Pair;
pub use raw::decoded;
pub use value::{as_text, empty, optional, parse, texts};

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

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
