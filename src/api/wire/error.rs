//! The error of reading JSON.

/// The error of a text that has not the expected form: the place, what was expected, what was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: expected {expected}, found {found}")]
pub struct DecodeError {
    /// The place, as a path of property names such as `Events.3.Type`; `answer` is the whole text.
    pub at: String,
    /// The expected form.
    pub expected: &'static str,
    /// The text that was found, shortened.
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
    pub(super) fn json(expected: &'static str, error: &serde_json::Error) -> Self {
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
