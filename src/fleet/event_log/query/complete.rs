//! Completions of a query while it is typed.

use std::ops::Range;

use super::{Field, parse::tokenize, quoted};
use crate::event_log::SearchText;

/// The maximum number of completions.
const MOST: usize = 8;

/// Names that values may have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// Devices.
    pub devices: Vec<&'a str>,
    /// Types of events.
    pub types: Vec<&'a str>,
    /// Users.
    pub users: Vec<&'a str>,
}

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The range that it replaces, in bytes of the query.
    pub at: Range<usize>,
    /// The replacement. A finished term ends with a space.
    pub text: String,
}

impl Suggestion {
    /// The query with the completion, and the place of the cursor behind it.
    pub fn apply(&self, query: &str) -> (String, usize) {
        let part = |range: Range<usize>| query.get(range).unwrap_or_default();
        let before = part(0..self.at.start);
        let after = part(self.at.end..query.len());
        let after = if self.text.ends_with(' ') { after.trim_start() } else { after };
        (format!("{before}{}{after}", self.text), before.len() + self.text.len())
    }
}

/// The completions of the term at the cursor: fields by their beginning, then the values of a field, those that begin with what is
/// typed first. `cursor` is a place in bytes. None for a search text, which can be anything.
pub fn complete(query: &str, cursor: usize, known: &Known<'_>) -> Vec<Suggestion> {
    let Some(typed) = query.get(..cursor) else { return Vec::new() };
    // Behind a space a new term begins, unless the space is within quotes.
    let term = tokenize(typed).pop().filter(|term| term.at.end == typed.len());
    let Some(term) = term else {
        return fields("", cursor..cursor);
    };
    let Some(name) = term.field else {
        return if typed.get(term.at.clone()).is_some_and(|text| text.starts_with('"')) {
            Vec::new()
        } else {
            fields(&term.value, term.at)
        };
    };
    let name = typed.get(name).unwrap_or_default();
    let Some(field) = Field::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name)) else {
        return Vec::new();
    };
    let values: &[&str] = match field {
        Field::Device => &known.devices,
        Field::Type => &known.types,
        Field::User => &known.users,
        Field::Severity => &["error", "warning", "information", "debug"],
        Field::Since | Field::Until => &["15m", "1h", "2h", "12h", "1d", "7d"],
        Field::Text | Field::Command => &[],
    };
    let at = term.value_at.start..cursor;
    like(values, &term.value).map(|value| Suggestion { at: at.clone(), text: format!("{} ", quoted(value)) }).collect()
}

fn fields(beginning: &str, at: Range<usize>) -> Vec<Suggestion> {
    let begins =
        |field: &Field| field.name().get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning));
    let sign = |field: Field| if field == Field::Severity { ">=" } else { ":" };
    let suggestion = |field: Field| Suggestion { at: at.clone(), text: format!("{}{}", field.name(), sign(field)) };
    Field::ALL.into_iter().filter(begins).map(suggestion).collect()
}

/// Those that begin with it, then those that have it elsewhere.
fn like<'a>(values: &[&'a str], typed: &str) -> impl Iterator<Item = &'a str> {
    let needle = SearchText::new(typed);
    let begins = |value: &str| value.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for value in values.iter().copied() {
        if begins(value) {
            first.push(value);
        } else if others.len() < MOST && needle.is_in(value) {
            others.push(value);
        }
        if first.len() == MOST {
            break;
        }
    }
    first.into_iter().chain(others).take(MOST)
}
