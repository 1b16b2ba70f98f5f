//! A draft as a thin shell of signals over its rules: what is typed, what it is compared with, and what is wrong with it.

use std::sync::Arc;

use jetstream_fleet::configuration::{
    CheckContext, Finding, Layer, LayerStack, Layers, Schema, ValueChange, Values, check, difference,
};
use leptos::prelude::*;

use crate::features::parameter_editor::{
    draft_findings::FindingIndex,
    draft_rules::{DraftRules, Purpose, count_changed},
};
use jetstream_ui::unique_id;

/// Where a value can be taken from again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The factory default.
    Default,
    /// The policy.
    Policy,
    /// What the device last reported.
    Reported,
}

/// What a draft begins with.
#[derive(Debug, Clone)]
pub struct DraftStart {
    /// What the values are.
    pub purpose: Purpose,
    /// The name of the device definition.
    pub definition: String,
    /// Its parameters.
    pub schema: Arc<Schema>,
    /// Where values stand otherwise; more can be [loaded](Draft::load) later.
    pub stack: LayerStack,
    /// The values as they are now: what "modified" is held against.
    pub values: Values,
    /// What the values are for.
    pub circumstances: CheckContext,
}

#[derive(Debug)]
struct DraftContext {
    rules: DraftRules,
    definition: String,
    /// The ids of the fields on the page begin with this.
    id_prefix: String,
}

/// Values that are being edited. Copied freely; it lives as long as the owner that it was made under.
#[derive(Debug, Clone, Copy)]
pub struct Draft {
    context: StoredValue<DraftContext>,
    initial: RwSignal<Values>,
    values: RwSignal<Values>,
    stack: RwSignal<LayerStack>,
    circumstances: RwSignal<CheckContext>,
    effective: Memo<Values>,
    changes: Memo<Arc<[ValueChange]>>,
    findings: Memo<Arc<FindingIndex>>,
    wanted: RwSignal<Option<String>>,
    /// Whether it is kept, and then whether it outlives a reload.
    kept: RwSignal<Option<bool>>,
    came_back: RwSignal<bool>,
    done: RwSignal<bool>,
}

impl Draft {
    /// Begins with these values.
    pub fn new(start: DraftStart) -> Self {
        let DraftStart { purpose, definition, schema, stack, values, circumstances } = start;
        let (initial, values) = (RwSignal::new(values.clone()), RwSignal::new(values));
        let (stack, circumstances) = (RwSignal::new(stack), RwSignal::new(circumstances));
        let rules = DraftRules { purpose, schema: Arc::clone(&schema) };
        let id_prefix = unique_id("parameter");
        let context = StoredValue::new(DraftContext { rules: rules.clone(), definition, id_prefix });
        let effective = Memo::new(move |_| values.with(|values| stack.with(|stack| rules.effective(values, stack))));
        let changes = {
            let schema = Arc::clone(&schema);
            Memo::new(move |_| initial.with(|from| values.with(|to| difference(&schema, from, to))).into())
        };
        // Holding them against those of before would cost as much as telling the rows does.
        let anew = |_: Option<&Arc<FindingIndex>>, _: Option<&Arc<FindingIndex>>| true;
        let find = move |_: Option<&Arc<FindingIndex>>| {
            let all = circumstances
                .with(|circumstances| effective.with(|effective| check(&schema, effective, circumstances)));
            Arc::new(FindingIndex::new(all))
        };
        let findings = Memo::new_with_compare(find, anew);
        Self {
            context,
            initial,
            values,
            stack,
            circumstances,
            effective,
            changes,
            findings,
            wanted: RwSignal::new(None),
            kept: RwSignal::new(None),
            came_back: RwSignal::new(false),
            done: RwSignal::new(false),
        }
    }

    /// What the values are.
    pub fn purpose(&self) -> Purpose {
        self.context.with_value(|context| context.rules.purpose)
    }

    /// The name of the device definition.
    pub fn definition(&self) -> String {
        self.context.with_value(|context| context.definition.clone())
    }

    /// The parameters.
    pub fn schema(&self) -> Arc<Schema> {
        self.context.with_value(|context| Arc::clone(&context.rules.schema))
    }

    /// The values as they stand: a policy's parameters, or the own values of a device; reactive.
    pub fn values(&self) -> Values {
        self.values.get()
    }

    /// What the device would have: the values, laid over the policy's where they are a device's own; reactive.
    pub fn effective(&self) -> Values {
        self.effective.get()
    }

    /// Where a value stands otherwise; reactive.
    pub fn layers(&self, key: &str) -> Layers {
        self.stack.with(|stack| stack.of(key))
    }

    /// Whether anything is not as it was when the draft began, if only in its spelling; reactive.
    pub fn is_modified(&self) -> bool {
        self.with_base_and_draft(|initial, values| initial != values)
    }

    /// What differs from the values that the draft began with, by meaning; reactive.
    pub fn changes(&self) -> Arc<[ValueChange]> {
        self.changes.get()
    }

    /// What is wrong with the values, and what they would do; reactive.
    pub fn findings(&self) -> Arc<[Finding]> {
        self.findings.with(|findings| Arc::clone(&findings.all))
    }

    /// The findings about one key; reactive.
    pub fn findings_of(&self, key: &str) -> Vec<Finding> {
        self.findings.with(|findings| findings.of(key).cloned().collect())
    }

    /// Whether the values must not be sent as they are; reactive. What is wrong with a policy does not stop a device's own
    /// values that have nothing to do with it.
    pub fn blocks(&self) -> bool {
        self.findings.with(|findings| findings.all.iter().any(|finding| self.stops(finding)))
    }

    /// Whether a finding keeps the values from being sent; reactive.
    pub fn stops(&self, finding: &Finding) -> bool {
        self.values.with(|values| self.purpose().stops(values, finding))
    }

    /// Takes a value as it was typed or chosen.
    pub fn set(&self, key: &str, value: impl Into<String>) {
        self.values.update(|values| values.set(key, value));
    }

    /// Takes a value out: a device then has the policy's.
    pub fn remove(&self, key: &str) {
        self.values.update(|values| {
            values.remove(key);
        });
    }

    /// Somebody has done typing a value. One that is the policy's anyway needs not to be the device's own.
    pub fn commit(&self, key: &str) {
        let typed_anew = self.initial.with_untracked(|initial| initial.get(key).is_none());
        let value = self.values.with_untracked(|values| values.get(key).map(str::to_owned));
        if let (Purpose::Overrides, true, Some(value)) = (self.purpose(), typed_anew, value) {
            self.import_values(&Values::from_iter([(key, value)]), true);
        }
    }

    /// Gives a parameter the value that it has elsewhere, if it has one there.
    pub fn reset(&self, key: &str, to: Source) {
        let layers = self.stack.with_untracked(|stack| stack.of(key));
        let value = match to {
            Source::Default => layers.default,
            Source::Policy => layers.policy,
            Source::Reported => layers.reported.map(|(value, _)| value),
        };
        if let Some(value) = value {
            self.import_values(&Values::from_iter([(key, value)]), true);
        }
    }

    /// Takes many values at once: from a file, a policy, another device. Without `keep` those that are not among them are
    /// taken out. A device keeps no value of its own that would be the policy's.
    pub fn import_values(&self, imported: &Values, keep: bool) {
        let values = self.with_imported(imported, keep);
        if self.values.with_untracked(|known| *known != values) {
            self.values.set(values);
        }
    }

    /// What a device would have after [`import_values`](Self::import_values), for a preview.
    pub fn effective_with(&self, imported: &Values, keep: bool) -> Values {
        let after = self.with_imported(imported, keep);
        self.with_rules(|rules, stack| rules.effective(&after, stack))
    }

    fn with_imported(&self, imported: &Values, keep: bool) -> Values {
        let before = if keep { self.values.get_untracked() } else { Values::default() };
        self.with_rules(|rules, stack| rules.import(before, imported, stack))
    }

    fn with_rules<T>(&self, apply: impl FnOnce(&DraftRules, &LayerStack) -> T) -> T {
        self.context.with_value(|context| self.stack.with_untracked(|stack| apply(&context.rules, stack)))
    }

    /// Goes back to the values that the draft began with.
    pub fn discard(&self) {
        self.values.set(self.initial.get_untracked());
    }

    /// What was typed has been taken care of: nobody is asked about it any more, and it is not kept.
    pub fn mark_submitted(&self) {
        self.done.set(true);
    }

    /// What the values are for has become known, or is another.
    pub fn is_for(&self, circumstances: CheckContext) {
        if self.circumstances.with_untracked(|known| *known != circumstances) {
            self.circumstances.set(circumstances);
        }
    }

    /// A layer has become known, or has changed.
    pub fn load(&self, layer: Layer) {
        let mut stack = self.stack.get_untracked();
        stack.from_layers(layer);
        if self.stack.with_untracked(|known| *known != stack) {
            self.stack.set(stack);
        }
    }

    /// The id of a parameter's field on the page.
    pub fn field_id(&self, key: &str) -> String {
        self.context.with_value(|DraftContext { rules, id_prefix, .. }| {
            let index = rules.schema.fields().iter().position(|field| field.key == key);
            index.map_or_else(|| id_prefix.clone(), |index| format!("{id_prefix}-{index}"))
        })
    }

    /// Brings the field of a parameter into sight and moves the focus there.
    pub fn show(&self, key: &str) {
        self.wanted.set(Some(key.to_owned()));
    }

    /// The same with the first field that keeps the values from being sent; `false` where there is none.
    pub fn show_error(&self) -> bool {
        let first = untrack(|| self.findings().iter().find(|finding| self.stops(finding)).cloned());
        let key = first.and_then(|finding| finding.keys.into_iter().next());
        key.inspect(|key| self.show(key)).is_some()
    }

    /// Takes the wish that a field be shown; reactive.
    pub(super) fn requested_values(&self) -> Option<String> {
        let wanted = self.wanted.get();
        if wanted.is_some() {
            self.wanted.set(None);
        }
        wanted
    }

    /// Keys that the definition does not have, with their values; reactive.
    pub(super) fn unknown_keys(&self) -> Vec<(String, String)> {
        self.context.with_value(|context| self.values.with(|values| context.rules.unknown_keys(values)))
    }

    /// How many values are not as they were; reactive.
    pub(super) fn count_changed(&self) -> usize {
        self.with_base_and_draft(count_changed)
    }

    /// Looks at the values that the draft began with and at those that it has; reactive.
    pub(super) fn with_base_and_draft<T>(&self, look: impl FnOnce(&Values, &Values) -> T) -> T {
        self.initial.with(|initial| self.values.with(|values| look(initial, values)))
    }

    /// Looks at everything that is told of a value: what the draft began with, what it has, what a device would have, and what is
    /// found; reactive.
    pub(super) fn with_all(&self, look: impl FnOnce(&Values, &Values, &Values, &FindingIndex)) {
        self.effective.with(|effective| {
            self.findings.with(|findings| {
                self.with_base_and_draft(|initial, values| look(initial, values, effective, findings));
            });
        });
    }

    /// Puts back what was typed before.
    pub(super) fn restore(&self, retype: impl FnOnce(&Values) -> Values) {
        let values = self.initial.with_untracked(retype);
        if self.values.with_untracked(|known| *known != values) {
            self.values.set(values);
            self.came_back.set(true);
        }
    }

    /// Whether what is typed was there before the page was loaded; reactive.
    pub(super) fn was_restored(&self) -> bool {
        self.came_back.get()
    }

    /// Notes whether what is typed outlives a reload.
    pub(super) fn mark_saved(&self, lasts: bool) {
        if self.kept.get_untracked() != Some(lasts) {
            self.kept.set(Some(lasts));
        }
    }

    /// Whether what is typed is kept, and then whether it outlives a reload; reactive.
    pub(super) fn is_kept(&self) -> Option<bool> {
        self.kept.get()
    }

    /// Whether what was typed has been taken care of; reactive.
    pub(super) fn is_submitted(&self) -> bool {
        self.done.get()
    }
}
