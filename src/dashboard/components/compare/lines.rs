//! The lines of a comparison.

use std::collections::BTreeSet;

use jetstream_fleet::configuration::Schema;

use super::side::Content;
use crate::{components::policies::said_in_full, ui::Tone};

/// How two values stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// They mean the same.
    Same,
    /// They do not.
    Differs,
    /// Only the left side has one.
    OnlyLeft,
    /// Only the right side has one.
    OnlyRight,
    /// A report gives no value.
    NotKnown,
}

impl Verdict {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "Same",
            Self::Differs => "Differs",
            Self::OnlyLeft => "Only left",
            Self::OnlyRight => "Only right",
            Self::NotKnown => "Not known",
        }
    }

    /// What the word means.
    pub fn tone(self) -> Tone {
        match self {
            Self::Same => Tone::Ok,
            Self::Differs | Self::OnlyLeft | Self::OnlyRight => Tone::Warn,
            Self::NotKnown => Tone::Unknown,
        }
    }
}

/// One value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shown {
    /// The value in words; `None` where there is none.
    pub words: Option<String>,
    /// The value as it stands, where the words are others.
    pub raw: Option<String>,
    /// What is to be said of it: that it is the device's own, or why there is none.
    pub note: Option<&'static str>,
}

/// One parameter on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// The left value.
    pub left: Shown,
    /// The right value.
    pub right: Shown,
    /// How they stand.
    pub verdict: Verdict,
}

/// Every parameter that one of the sides has a value of, or the definition of one of them has: in the order of the left
/// definition, then of the right one, then by key.
pub fn lines(left: &Content, right: &Content) -> Vec<Line> {
    let fields = left.schema.fields().iter().chain(right.schema.fields()).map(|field| field.key.as_str());
    let values = left.values.iter().chain(right.values.iter()).map(|(key, _)| key);
    let mut seen = BTreeSet::new();
    let keys = fields.chain(values).filter(|key| seen.insert(*key));
    keys.filter_map(|key| line(key, left, right)).collect()
}

fn line(key: &str, left: &Content, right: &Content) -> Option<Line> {
    let verdict = match (left.values.get(key), right.values.get(key)) {
        (None, None) if left.is_report() || right.is_report() => Verdict::NotKnown,
        (None, None) => return None,
        (Some(one), Some(other)) => {
            let schema = if left.schema.field(key).is_some() { &left.schema } else { &right.schema };
            if schema.same(key, one, other) { Verdict::Same } else { Verdict::Differs }
        }
        (Some(_), None) if right.is_report() && has(&right.schema, key) => Verdict::NotKnown,
        (None, Some(_)) if left.is_report() && has(&left.schema, key) => Verdict::NotKnown,
        (Some(_), None) => Verdict::OnlyLeft,
        (None, Some(_)) => Verdict::OnlyRight,
    };
    let field = left.schema.field(key).or_else(|| right.schema.field(key));
    let name = field.map_or(key, |field| field.name.as_str()).to_owned();
    Some(Line { name, left: shown(left, key), right: shown(right, key), verdict })
}

fn has(schema: &Schema, key: &str) -> bool {
    schema.field(key).is_some()
}

fn shown(content: &Content, key: &str) -> Shown {
    let Some(value) = content.values.get(key) else {
        let note = match (content.is_report(), has(&content.schema, key)) {
            (_, false) => "no such parameter",
            (true, true) => "no value reported",
            (false, true) => "not set",
        };
        return Shown { words: None, raw: None, note: Some(note) };
    };
    let words = said_in_full(content.schema.field(key), value);
    Shown {
        raw: (words != value).then(|| value.to_owned()),
        words: Some(words),
        note: content.own.iter().any(|own| own == key).then_some("its own value"),
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
