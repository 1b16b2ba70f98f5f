//! Per-field state of the editor. It is computed for all fields in one pass, but each row has its own signal, so a keystroke
//! re-renders only the rows whose state changed.

use jetstream_fleet::configuration::{Field, Finding, Values};
use leptos::prelude::*;

use crate::features::parameter_editor::{draft::Draft, draft_findings::FindingIndex, draft_rules::Purpose};

/// The state of one field.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct FieldState {
    /// The value that a device would have.
    pub value: Option<String>,
    /// Whether the draft has a value of its own, rather than that of a layer below.
    pub is_own: bool,
    /// The initial value, if the current one differs, even if only in its spelling.
    pub before: Option<InitialValue>,
    /// The errors, warnings and notes on the value.
    pub findings: Vec<Finding>,
    /// Whether a finding prevents sending the value.
    pub is_refused: bool,
}

/// The initial value of a field in the draft.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum InitialValue {
    Value(String),
    Nothing,
}

impl FieldState {
    /// Whether the value differs from the factory default, is an override, or was changed in this draft.
    pub fn is_modified(&self, field: &Field, purpose: Purpose) -> bool {
        let differs = |value: &String| field.default().is_some_and(|default| !field.same(value, default));
        (self.is_own && purpose == Purpose::Overrides)
            || self.value.as_ref().is_some_and(differs)
            || self.before.is_some()
    }

    /// Computes the new state; `None` where nothing has changed.
    fn anew(&self, key: &str, found: &FieldFindings<'_>) -> Option<Self> {
        let own = found.values.get(key);
        let value = own.or_else(|| found.effective.get(key));
        let initial = found.initial.get(key);
        let findings = || found.findings.of(key);
        let is_refused = findings().any(|finding| found.stops(finding));
        let same = self.value.as_deref() == value
            && (self.is_own, self.is_refused) == (own.is_some(), is_refused)
            && self.before.is_some() == (initial != own)
            && self.findings.iter().eq(findings());
        if same {
            return None;
        }
        let before = (initial != own)
            .then(|| initial.map_or(InitialValue::Nothing, |value| InitialValue::Value(value.to_owned())));
        Some(Self {
            value: value.map(str::to_owned),
            is_own: own.is_some(),
            before,
            is_refused,
            findings: findings().cloned().collect(),
        })
    }
}

/// The data that the state of all fields is computed from.
struct FieldFindings<'a> {
    purpose: Purpose,
    initial: &'a Values,
    values: &'a Values,
    effective: &'a Values,
    findings: &'a FindingIndex,
}

impl FieldFindings<'_> {
    fn stops(&self, finding: &Finding) -> bool {
        self.purpose.stops(self.values, finding)
    }
}

/// Creates the states of all fields, in the order of the schema. They follow the draft until the reactive owner is disposed.
pub(super) fn field_states(draft: Draft) -> Vec<RwSignal<FieldState>> {
    let keys: Vec<String> = draft.schema().fields().iter().map(|field| field.key.clone()).collect();
    let rows: Vec<_> = keys.iter().map(|_| RwSignal::new(FieldState::default())).collect();
    let all = rows.clone();
    let tell = move || {
        draft.with_all(|initial, values, effective, findings| {
            let found = FieldFindings { purpose: draft.purpose(), initial, values, effective, findings };
            for (key, row) in keys.iter().zip(&rows) {
                if let Some(state) = row.with_untracked(|state| state.anew(key, &found)) {
                    row.set(state);
                }
            }
        });
    };
    untrack(&tell);
    Effect::new(tell);
    all
}
