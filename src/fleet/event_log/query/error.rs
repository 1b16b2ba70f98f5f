//! The error of a query, with its place.

use std::{fmt, ops::Range};

use super::Field;

/// The kind of an error in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No field is called so.
    UnknownField(String),
    /// A field without a value.
    NoValue(Field),
    /// Only severities can be compared.
    NotCompared(Field),
    /// No severity is called so.
    UnknownSeverity(String),
    /// No time.
    NoTime(String),
    /// A quote that is not closed.
    OpenQuote,
    /// Something follows a closing quote without a space.
    AfterQuote,
}

/// The error of a text that is no query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct QueryError {
    /// The kind of the error; its display says what would be right.
    pub problem: Problem,
    /// The place, in bytes of the text; both ends are character boundaries.
    pub at: Range<usize>,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField(name) => {
                let [first, middle @ .., last] = Field::ALL.map(Field::name);
                write!(formatter, "There is no field “{name}”. There are {first}, {}", middle.join(", "))?;
                write!(formatter, " and {last}; to search for the text itself, put it in quotes.")
            }
            Self::NoValue(field) => {
                let example = match field {
                    Field::Device => "device:\"Cabinet 7\"",
                    Field::Type => "type:LogEntryEvent",
                    Field::Severity => "severity>=warning",
                    Field::Text => "text:door",
                    Field::Since => "since:2h",
                    Field::Until => "until:2026-05-18T10:00",
                    Field::User => "user:maria",
                    Field::Command => "command:Lockdown",
                };
                write!(formatter, "“{}” needs a value, as in {example}.", field.name())
            }
            Self::NotCompared(field) => {
                write!(
                    formatter,
                    "“{0}” cannot be compared: write {0}: and the value. Only severity can be.",
                    field.name()
                )
            }
            Self::UnknownSeverity(word) => {
                write!(formatter, "“{word}” is no severity. There are debug, information, warning and error.")
            }
            Self::NoTime(text) => write!(
                formatter,
                "“{text}” is no time. Write how long ago (30m, 2h, 7d), or a time in UTC such as 2026-05-18T10:00."
            ),
            Self::OpenQuote => formatter.write_str("This quote is not closed. A quote within quotes is written \\\"."),
            Self::AfterQuote => formatter.write_str("A space must follow the closing quote."),
        }
    }
}
