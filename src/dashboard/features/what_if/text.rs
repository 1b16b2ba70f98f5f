//! Texts of a forecast: a label, a line of changes, and a summary of many forecasts.

use jetstream_fleet::configuration::{Applicability, ComparisonBasis, Forecast, Schema, ValueChange};

use crate::{features::parameter_editor::value::value_text_full, text};
use jetstream_ui::BadgeTone;

/// The largest number of changes that a line names; the rest is counted.
const NAMED: usize = 3;

/// The label of a forecast.
pub fn word(forecast: &Forecast) -> (BadgeTone, &'static str) {
    match &forecast.applicability {
        Applicability::WrongDefinition { .. } => (BadgeTone::Warn, "Wrong definition"),
        Applicability::Unchanged => (BadgeTone::Ok, "Unchanged"),
        Applicability::Fits if !forecast.wrong.is_empty() => (BadgeTone::Bad, "Wrong values"),
        Applicability::Fits if forecast.changes().len() == 0 => (BadgeTone::Info, "Same values"),
        Applicability::Fits => (BadgeTone::Info, "Changes"),
    }
}

/// A value of a change as text.
pub fn value(schema: &Schema, change: &ValueChange, value: Option<&String>) -> String {
    value.map_or_else(|| "not set".to_owned(), |value| value_text_full(schema.field(&change.key), value))
}

/// The value before a change, as text.
pub fn before(schema: &Schema, basis: ComparisonBasis, change: &ValueChange) -> String {
    match (&change.from, basis) {
        (Some(_), _) | (None, ComparisonBasis::Configured) => value(schema, change, change.from.as_ref()),
        (None, ComparisonBasis::Reported | ComparisonBasis::Unknown) => "not known".to_owned(),
    }
}

/// A change as text: `DoorOpenTimeLimit 300 s → 120 s`.
fn arrow(schema: &Schema, basis: ComparisonBasis, change: &ValueChange) -> String {
    format!("{} {} → {}", change.name, before(schema, basis, change), value(schema, change, change.to.as_ref()))
}

/// The changes of a forecast in one line.
pub fn line(schema: &Schema, forecast: &Forecast) -> String {
    match &forecast.applicability {
        Applicability::WrongDefinition { has, .. } => format!("The device is of {has}."),
        Applicability::Unchanged => "It has this policy, and no value would change.".to_owned(),
        Applicability::Fits if !forecast.wrong.is_empty() => {
            forecast.wrong.iter().map(|error| &*error.text).collect::<Vec<_>>().join(" ")
        }
        Applicability::Fits if forecast.changes().len() == 0 => {
            "It would get the policy; no value would change.".to_owned()
        }
        Applicability::Fits => {
            // If the current values are unknown, every value is new.
            if forecast.changes().all(|change| change.from.is_none()) {
                return format!(
                    "{}; which it has now is not known here.",
                    text::plural(forecast.changes().len(), "value")
                );
            }
            let named = forecast.changes().take(NAMED).map(|change| arrow(schema, forecast.basis, change));
            let mut said = named.collect::<Vec<_>>().join("; ");
            let more = forecast.changes().len().saturating_sub(NAMED);
            if more > 0 {
                said.push_str(&format!("; and {more} more"));
            }
            said
        }
    }
}

/// The effect on the device's own values in one line; empty if it has none.
pub fn own_values_text(schema: &Schema, forecast: &Forecast) -> String {
    let names = |keys: &[String]| {
        let name = |key: &String| schema.field(key).map_or(key.as_str(), |field| &field.name).to_owned();
        keys.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let part = |keys: &[String], what: &str| (!keys.is_empty()).then(|| format!("{what} {}", names(keys)));
    let parts = [part(&forecast.overrides_kept, "Keeps its own"), part(&forecast.overrides_lost, "Loses its own")];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Counts over all forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Devices on which values would change.
    pub change: usize,
    /// Devices that would get the policy without a change of values.
    pub same: usize,
    /// Devices that have the policy already, without a change of values.
    pub unchanged: usize,
    /// Devices of another definition.
    pub wrong: usize,
    /// Devices that would lose own values.
    pub lose: usize,
    /// Devices that would have invalid values.
    pub err: usize,
    /// Devices whose firmware lacks a parameter.
    pub lack: usize,
    /// Devices that would break a rule.
    pub break_rules: usize,
}

/// Counts the forecasts.
pub fn summary<'a>(forecasts: impl Iterator<Item = &'a Forecast>) -> Summary {
    let mut summary = Summary::default();
    for forecast in forecasts {
        match &forecast.applicability {
            Applicability::WrongDefinition { .. } => summary.wrong += 1,
            Applicability::Unchanged => summary.unchanged += 1,
            Applicability::Fits if forecast.changes().len() == 0 => summary.same += 1,
            Applicability::Fits => summary.change += 1,
        }
        summary.lose += usize::from(!forecast.overrides_lost.is_empty());
        summary.err += usize::from(!forecast.wrong.is_empty());
        summary.lack += usize::from(!forecast.absent_in_firmware.is_empty());
        summary.break_rules += usize::from(!forecast.broken.is_empty());
    }
    summary
}

impl Summary {
    /// The badges of the summary, most severe first.
    pub fn summary_parts(self) -> Vec<(BadgeTone, String)> {
        let of = |count: usize, tone, one: &str, many: &str| {
            let what = if count == 1 { one } else { many };
            (count > 0).then(|| (tone, format!("{count} {what}")))
        };
        let parts = [
            of(self.err, BadgeTone::Bad, "would have wrong values", "would have wrong values"),
            of(self.break_rules, BadgeTone::Bad, "would break a rule", "would break a rule"),
            of(self.wrong, BadgeTone::Warn, "of another definition", "of another definition"),
            of(self.lose, BadgeTone::Warn, "loses own values", "lose own values"),
            of(self.lack, BadgeTone::Warn, "lacks a parameter", "lack a parameter"),
            of(self.change, BadgeTone::Info, "changes", "change"),
            of(self.same, BadgeTone::Info, "gets the same values", "get the same values"),
            of(self.unchanged, BadgeTone::Ok, "unchanged", "unchanged"),
        ];
        parts.into_iter().flatten().collect()
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
