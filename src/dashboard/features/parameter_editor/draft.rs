//! A draft of parameter values: signals for the typed values, the initial values and the findings. The logic without signals is in
//! [`DraftRules`].

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

/// A layer that a value can be reset to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The factory default.
    Default,
    /// The policy.
    Policy,
    /// What the device last reported.
    Reported,
}

/// The initial state of a draft.
#[derive(Debug, Clone)]
pub struct DraftStart {
    /// The kind of values.
    pub purpose: Purpose,
    /// The name of the device definition.
    pub definition: String,
    /// Its parameters.
    pub schema: Arc<Schema>,
    /// The other layers of the values; more can be [loaded](Draft::load) later.
    pub stack: LayerStack,
    /// The initial values, which "modified" compares with.
    pub values: Values,
    /// The devices that the values are for.
    pub circumstances: CheckContext,
}

#[derive(Debug)]
struct DraftContext {
    rules: DraftRules,
    definition: String,
    /// A prefix of the ids of the fields on the page.
    id_prefix: String,
}

/// Values that are being edited. It is `Copy`, and lasts until its reactive owner is disposed.
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
    /// `None` while the draft is not stored; otherwise whether it outlives a reload.
    saved: RwSignal<Option<bool>>,
    came_back: RwSignal<bool>,
    done: RwSignal<bool>,
}

impl Draft {
    /// Creates a draft with these values.
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
        // Comparing the findings with the previous ones would cost as much as updating the rows does.
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
            saved: RwSignal::new(None),
            came_back: RwSignal::new(false),
            done: RwSignal::new(false),
        }
    }

    /// The kind of values.
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

    /// The current values: a policy's parameters, or the overrides of a device; reactive.
    pub fn values(&self) -> Values {
        self.values.get()
    }

    /// The values that the device would have: overrides are combined with the policy's values; reactive.
    pub fn effective(&self) -> Values {
        self.effective.get()
    }

    /// The values of a parameter in the other layers; reactive.
    pub fn layers(&self, key: &str) -> Layers {
        self.stack.with(|stack| stack.of(key))
    }

    /// Whether any value differs from the initial ones, even if only in its spelling; reactive.
    pub fn is_modified(&self) -> bool {
        self.with_base_and_draft(|initial, values| initial != values)
    }

    /// The differences from the initial values, by meaning; reactive.
    pub fn changes(&self) -> Arc<[ValueChange]> {
        self.changes.get()
    }

    /// The errors, warnings and notes on the values; reactive.
    pub fn findings(&self) -> Arc<[Finding]> {
        self.findings.with(|findings| Arc::clone(&findings.all))
    }

    /// The findings about one key; reactive.
    pub fn findings_of(&self, key: &str) -> Vec<Finding> {
        self.findings.with(|findings| findings.of(key).cloned().collect())
    }

    /// Whether any finding prevents sending the values; reactive. An error in the policy does not block a device's overrides of
    /// other parameters.
    pub fn blocks(&self) -> bool {
        self.findings.with(|findings| findings.all.iter().any(|finding| self.stops(finding)))
    }

    /// Whether a finding prevents sending the values; reactive.
    pub fn stops(&self, finding: &Finding) -> bool {
        self.values.with(|values| self.purpose().stops(values, finding))
    }

    /// Sets a value as it was typed or chosen.
    pub fn set(&self, key: &str, value: impl Into<String>) {
        self.values.update(|values| values.set(key, value));
    }

    /// Removes a value: a device then has the policy's.
    pub fn remove(&self, key: &str) {
        self.values.update(|values| {
            values.remove(key);
        });
    }

    /// Completes the typing of a value. A new override that equals the policy's value is removed.
    pub fn commit(&self, key: &str) {
        let typed_anew = self.initial.with_untracked(|initial| initial.get(key).is_none());
        let value = self.values.with_untracked(|values| values.get(key).map(str::to_owned));
        if let (Purpose::Overrides, true, Some(value)) = (self.purpose(), typed_anew, value) {
            self.import_values(&Values::from_iter([(key, value)]), true);
        }
    }

    /// Resets a parameter to its value in another layer, if it has one there.
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

    /// Sets many values at once: from a file, a policy or another device. Without `keep`, all other values are removed. An override
    /// that equals the policy's value is not stored.
    pub fn import_values(&self, imported: &Values, keep: bool) {
        let values = self.with_imported(imported, keep);
        if self.values.with_untracked(|known| *known != values) {
            self.values.set(values);
        }
    }

    /// The values that a device would have after [`import_values`](Self::import_values), for a preview.
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

    /// Resets all values to the initial ones.
    pub fn discard(&self) {
        self.values.set(self.initial.get_untracked());
    }

    /// Marks the draft as submitted: there is no warning about unsaved values any more, and the draft is no longer stored.
    pub fn mark_submitted(&self) {
        self.done.set(true);
    }

    /// Sets the devices that the values are for.
    pub fn is_for(&self, circumstances: CheckContext) {
        if self.circumstances.with_untracked(|known| *known != circumstances) {
            self.circumstances.set(circumstances);
        }
    }

    /// Sets or replaces a layer.
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

    /// Requests that the editor shows the field of a parameter and moves the focus there.
    pub fn show(&self, key: &str) {
        self.wanted.set(Some(key.to_owned()));
    }

    /// Shows the first field with a finding that prevents sending; `false` where there is none.
    pub fn show_error(&self) -> bool {
        let first = untrack(|| self.findings().iter().find(|finding| self.stops(finding)).cloned());
        let key = first.and_then(|finding| finding.keys.into_iter().next());
        key.inspect(|key| self.show(key)).is_some()
    }

    /// The key of the field that was requested to be shown, which is reset by this call; reactive.
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

    /// The number of values that differ from the initial ones; reactive.
    pub(super) fn count_changed(&self) -> usize {
        self.with_base_and_draft(count_changed)
    }

    /// Reads the initial and the current values; reactive.
    pub(super) fn with_base_and_draft<T>(&self, look: impl FnOnce(&Values, &Values) -> T) -> T {
        self.initial.with(|initial| self.values.with(|values| look(initial, values)))
    }

    /// Reads everything that the state of a field is computed from: the initial, the current and the effective values, and the
    /// findings; reactive.
    pub(super) fn with_all(&self, look: impl FnOnce(&Values, &Values, &Values, &FindingIndex)) {
        self.effective.with(|effective| {
            self.findings.with(|findings| {
                self.with_base_and_draft(|initial, values| look(initial, values, effective, findings));
            });
        });
    }

    /// Restores a stored draft.
    pub(super) fn restore(&self, retype: impl FnOnce(&Values) -> Values) {
        let values = self.initial.with_untracked(retype);
        if self.values.with_untracked(|known| *known != values) {
            self.values.set(values);
            self.came_back.set(true);
        }
    }

    /// Whether the draft was restored after a reload or a return to the page; reactive.
    pub(super) fn was_restored(&self) -> bool {
        self.came_back.get()
    }

    /// Records whether the stored draft outlives a reload.
    pub(super) fn mark_saved(&self, persists: bool) {
        if self.saved.get_untracked() != Some(persists) {
            self.saved.set(Some(persists));
        }
    }

    /// `None` while the draft is not stored; otherwise whether it outlives a reload; reactive.
    pub(super) fn is_saved(&self) -> Option<bool> {
        self.saved.get()
    }

    /// Whether the draft was submitted; reactive.
    pub(super) fn is_submitted(&self) -> bool {
        self.done.get()
    }
}
