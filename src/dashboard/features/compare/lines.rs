//! The rows of a comparison, computed from two sets of values.

use std::collections::BTreeSet;

use jetstream_fleet::configuration::Schema;

use crate::features::{compare::side::ComparedValues, parameter_editor::value::value_text_full};
use jetstream_ui::BadgeTone;

/// The result of comparing two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowResult {
    /// Both values mean the same.
    Same,
    /// The values have different meanings.
    Differs,
    /// Only the left side has a value.
    OnlyLeft,
    /// Only the right side has a value.
    OnlyRight,
    /// A side that is a report does not contain the parameter.
    NotKnown,
}

impl RowResult {
    /// The label on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "Same",
            Self::Differs => "Differs",
            Self::OnlyLeft => "Only left",
            Self::OnlyRight => "Only right",
            Self::NotKnown => "Not known",
        }
    }

    /// The tone of its badge.
    pub fn tone(self) -> BadgeTone {
        match self {
            Self::Same => BadgeTone::Ok,
            Self::Differs | Self::OnlyLeft | Self::OnlyRight => BadgeTone::Warn,
            Self::NotKnown => BadgeTone::Unknown,
        }
    }
}

/// One value, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DisplayedValue {
    /// The value as display text; `None` if there is no value.
    pub words: Option<String>,
    /// The value as stored, if the display text is different.
    pub raw: Option<String>,
    /// A note on the value: that it is the device's own, or why there is none.
    pub note: Option<&'static str>,
}

/// One parameter on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ComparisonRow {
    /// Its name.
    pub name: String,
    /// The left value.
    pub left: DisplayedValue,
    /// The right value.
    pub right: DisplayedValue,
    /// The result of the comparison.
    pub result: RowResult,
}

/// The rows for every parameter that has a value on a side or is in the definition of one: in the order of the left definition,
/// then of the right one, then by key.
pub fn lines(left: &ComparedValues, right: &ComparedValues) -> Vec<ComparisonRow> {
    let fields = left.schema.fields().iter().chain(right.schema.fields()).map(|field| field.key.as_str());
    let values = left.values.iter().chain(right.values.iter()).map(|(key, _)| key);
    let mut seen = BTreeSet::new();
    let keys = fields.chain(values).filter(|key| seen.insert(*key));
    keys.filter_map(|key| line(key, left, right)).collect()
}

fn line(key: &str, left: &ComparedValues, right: &ComparedValues) -> Option<ComparisonRow> {
    let result = match (left.values.get(key), right.values.get(key)) {
        (None, None) if left.is_report() || right.is_report() => RowResult::NotKnown,
        (None, None) => return None,
        (Some(one), Some(other)) => {
            let schema = if left.schema.field(key).is_some() { &left.schema } else { &right.schema };
            if schema.same(key, one, other) { RowResult::Same } else { RowResult::Differs }
        }
        (Some(_), None) if right.is_report() && has(&right.schema, key) => RowResult::NotKnown,
        (None, Some(_)) if left.is_report() && has(&left.schema, key) => RowResult::NotKnown,
        (Some(_), None) => RowResult::OnlyLeft,
        (None, Some(_)) => RowResult::OnlyRight,
    };
    let field = left.schema.field(key).or_else(|| right.schema.field(key));
    let name = field.map_or(key, |field| field.name.as_str()).to_owned();
    Some(ComparisonRow { name, left: shown(left, key), right: shown(right, key), result })
}

fn has(schema: &Schema, key: &str) -> bool {
    schema.field(key).is_some()
}

fn shown(content: &ComparedValues, key: &str) -> DisplayedValue {
    let Some(value) = content.values.get(key) else {
        let note = match (content.is_report(), has(&content.schema, key)) {
            (_, false) => "no such parameter",
            (true, true) => "no value reported",
            (false, true) => "not set",
        };
        return DisplayedValue { words: None, raw: None, note: Some(note) };
    };
    let words = value_text_full(content.schema.field(key), value);
    DisplayedValue {
        raw: (words != value).then(|| value.to_owned()),
        words: Some(words),
        note: content.own.iter().any(|own| own == key).then_some("its own value"),
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
