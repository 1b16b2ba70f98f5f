//! The rules of a draft, without signals: the effective values of a device, the values to store, and the findings that prevent
//! sending.

use std::sync::Arc;

use jetstream_fleet::configuration::{Finding, LayerStack, Schema, Values};

/// The kind of values that a draft edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The parameters of a policy, each of which needs a value.
    Policy,
    /// The overrides of one device. A parameter without an override has the value of the policy in the draft's layers.
    Overrides,
}

impl Purpose {
    /// Whether a finding prevents sending the values. For overrides, only an error on an overridden parameter does: an error in the
    /// policy does not block the overrides of other parameters.
    pub fn stops(self, values: &Values, finding: &Finding) -> bool {
        let is_own = |key: &String| values.get(key).is_some();
        finding.severity.is_blocking() && (self == Self::Policy || finding.keys.iter().any(is_own))
    }
}

/// The constant part of a draft: the kind of its values, and the parameters.
#[derive(Debug, Clone)]
pub struct DraftRules {
    /// The kind of values.
    pub purpose: Purpose,
    /// The parameters of the definition.
    pub schema: Arc<Schema>,
}

impl DraftRules {
    /// The values that the device would have: overrides are combined with the policy's values.
    pub fn effective(&self, values: &Values, stack: &LayerStack) -> Values {
        match self.purpose {
            Purpose::Policy => values.clone(),
            Purpose::Overrides => self.policy(stack).with(values),
        }
    }

    /// The policy's values, from the layers.
    pub fn policy(&self, stack: &LayerStack) -> Values {
        let keys = self.schema.fields().iter().map(|field| &field.key);
        keys.filter_map(|key| Some((key, stack.of(key).policy?))).collect()
    }

    /// The values after an import. In a draft of overrides, a value that equals the policy's is not stored.
    pub fn import(&self, mut values: Values, imported: &Values, stack: &LayerStack) -> Values {
        if self.purpose == Purpose::Policy {
            return values.with(imported);
        }
        for (key, value) in imported.iter() {
            if stack.of(key).policy.is_some_and(|policy| self.schema.same(key, &policy, value)) {
                values.remove(key);
            } else {
                values.set(key, value);
            }
        }
        values
    }

    /// Keys that the definition does not have, with their values.
    pub fn unknown_keys(&self, values: &Values) -> Vec<(String, String)> {
        let unknown = values.iter().filter(|(key, _)| self.schema.field(key).is_none());
        unknown.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }
}

/// The number of values that differ from the initial ones, even if only in their spelling. Removed values count, too.
pub fn count_changed(initial: &Values, values: &Values) -> usize {
    let set = values.iter().filter(|(key, value)| initial.get(key) != Some(*value)).count();
    set + initial.iter().filter(|(key, _)| values.get(key).is_none()).count()
}

#[cfg(test)]
#[path = "draft_rules_tests.rs"]
mod tests;
