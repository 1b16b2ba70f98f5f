//! The query language for events, which is also part of URLs.
//!
//! ```text
//! device:"Cabinet 7" type:LogEntryEvent severity>=error door since:2h -type:Heartbeat
//! ```
//!
//! An event is shown when every term matches it. A minus in front negates a term. A word by itself is searched in the text
//! of the event. A value with spaces is written in quotes; within these `\"` is a quote and `\\` a backslash.
//!
//! | term | matches |
//! |---|---|
//! | `device:NAME` | the device of this name; where none is called so, all that have this in their names |
//! | `type:NAME` | the same for types |
//! | `user:NAME` | the same for the users who sent the command that the event is about |
//! | `command:ID` | events about commands: by the beginning of the CommandId, or by a word in the event, such as the command's name |
//! | `severity:error` | also with `>=`, `>`, `<=`, `<`; debug, information, warning or error |
//! | `since:2h`, `until:2026-05-18T10:00` | so long ago (s, m, h, d, w), or a time in UTC |
//! | `text:door`, `door` | events that contain this text, in any letter case; secrets are not searched |

mod complete;
mod error;
mod parse;
mod search;
mod when;

use std::fmt;

use jetstream_api::events::Severity;

pub use complete::{Known, Suggestion, complete};
pub use error::{Problem, QueryError};
pub use search::Search;
pub use when::{Unit, When};

/// The field of an event that a term tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The device that the event names.
    Device,
    /// The event's type.
    Type,
    /// Its severity.
    Severity,
    /// Its text.
    Text,
    /// Its time, at the earliest.
    Since,
    /// Its time, at the latest.
    Until,
    /// The user who sent the command.
    User,
    /// The command that it is about.
    Command,
}

impl Field {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] =
        [Self::Device, Self::Type, Self::Severity, Self::Text, Self::Since, Self::Until, Self::User, Self::Command];

    /// Its name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Type => "type",
            Self::Severity => "severity",
            Self::Text => "text",
            Self::Since => "since",
            Self::Until => "until",
            Self::User => "user",
            Self::Command => "command",
        }
    }
}

/// How a severity is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Exactly this one.
    Is,
    /// This or worse.
    AtLeast,
    /// Worse.
    Above,
    /// This or better.
    AtMost,
    /// Better.
    Below,
}

impl Comparison {
    /// All of them; those whose signs begin with another's sign first.
    pub const ALL: [Self; 5] = [Self::AtLeast, Self::AtMost, Self::Above, Self::Below, Self::Is];

    /// Its sign in a query.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Is => ":",
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::Below => "<",
        }
    }

    /// Whether it is true of a severity and another one.
    pub fn holds(self, one: Severity, other: Severity) -> bool {
        match self {
            Self::Is => one == other,
            Self::AtLeast => one >= other,
            Self::Above => one > other,
            Self::AtMost => one <= other,
            Self::Below => one < other,
        }
    }
}

/// The condition of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// This device.
    Device(String),
    /// This type.
    Type(String),
    /// This user.
    User(String),
    /// This command.
    Command(String),
    /// A severity that compares so with this one.
    Severity(Comparison, Severity),
    /// This text.
    Text(String),
    /// Not before.
    Since(When),
    /// Not after.
    Until(When),
}

/// A term: a condition, perhaps negated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// Whether it matches the events that do not meet the condition.
    pub negated: bool,
    /// The condition.
    pub demand: Condition,
}

impl From<Condition> for QueryTerm {
    fn from(demand: Condition) -> Self {
        Self { negated: false, demand }
    }
}

/// A query: selects the events that match every term; without terms, all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The conditions, in the order in which they were written.
    pub terms: Vec<QueryTerm>,
}

impl Query {
    /// Whether every event that matches this query matches the other one, too. `false` where the terms do not show it. Both must be
    /// compiled with the same devices and the same time.
    pub fn is_restriction_of(&self, other: &Self) -> bool {
        other.terms.iter().all(|wider| self.terms.iter().any(|term| term.implies(wider)))
    }

    /// Whether its result depends on the current time.
    pub fn is_relative(&self) -> bool {
        self.terms
            .iter()
            .any(|term| matches!(term.demand, Condition::Since(When::Ago(..)) | Condition::Until(When::Ago(..))))
    }
}

impl QueryTerm {
    /// An event that contains "door" contains "doo".
    fn implies(&self, other: &Self) -> bool {
        let longer = || match (self, other) {
            (
                Self { negated: false, demand: Condition::Text(text) },
                Self { negated: false, demand: Condition::Text(part) },
            ) => text.to_ascii_lowercase().contains(&part.trim().to_ascii_lowercase()),
            _ => false,
        };
        self == other || longer()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, term) in self.terms.iter().enumerate() {
            let space = if number > 0 { " " } else { "" };
            write!(formatter, "{space}{term}")?;
        }
        Ok(())
    }
}

impl fmt::Display for QueryTerm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            formatter.write_str("-")?;
        }
        match &self.demand {
            Condition::Device(name) => write!(formatter, "device:{}", quoted(name)),
            Condition::Type(name) => write!(formatter, "type:{}", quoted(name)),
            Condition::User(name) => write!(formatter, "user:{}", quoted(name)),
            Condition::Command(id) => write!(formatter, "command:{}", quoted(id)),
            Condition::Severity(comparison, severity) => {
                write!(formatter, "severity{}{}", comparison.sign(), severity.as_str().to_ascii_lowercase())
            }
            Condition::Text(text) if text.contains([':', '=', '<', '>']) && quoted(text) == *text => {
                write!(formatter, "text:{text}")
            }
            Condition::Text(text) => formatter.write_str(&quoted(text)),
            Condition::Since(when) => write!(formatter, "since:{when}"),
            Condition::Until(when) => write!(formatter, "until:{when}"),
        }
    }
}

/// A value as it must be written: in quotes where it would not be read as one otherwise.
pub(super) fn quoted(value: &str) -> String {
    let plain = !value.is_empty() && !value.starts_with(['-', '"']) && !value.contains(char::is_whitespace);
    if plain { value.to_owned() } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
#[path = "query/query_tests.rs"]
mod tests;
