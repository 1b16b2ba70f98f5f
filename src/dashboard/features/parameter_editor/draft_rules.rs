//! The rules of a draft, without signals: which values a device would have, what is stored as its own, and what must not be sent.

use std::sync::Arc;

use jetstream_fleet::configuration::{Finding, LayerStack, Schema, Values};

/// What the values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The parameters of a policy, each of which needs a value.
    Policy,
    /// What one device has for itself. A parameter without a value has the policy's: the policy of the draft's layers.
    Overrides,
}

impl Purpose {
    /// Whether a finding keeps values from being sent. What is wrong with a policy does not stop a device's own values that have
    /// nothing to do with it.
    pub fn stops(self, values: &Values, finding: &Finding) -> bool {
        let is_own = |key: &String| values.get(key).is_some();
        finding.gravity.is_blocking() && (self == Self::Policy || finding.keys.iter().any(is_own))
    }
}

/// What never changes about a draft: the purpose of its values, and the parameters.
#[derive(Debug, Clone)]
pub struct DraftRules {
    /// What the values are.
    pub purpose: Purpose,
    /// The parameters of the definition.
    pub schema: Arc<Schema>,
}

impl DraftRules {
    /// What the device would have: the values, laid over the policy's where they are a device's own.
    pub fn effective(&self, values: &Values, stack: &LayerStack) -> Values {
        match self.purpose {
            Purpose::Policy => values.clone(),
            Purpose::Overrides => self.policy(stack).with(values),
        }
    }

    /// The values of the policy among the layers.
    pub fn policy(&self, stack: &LayerStack) -> Values {
        let keys = self.schema.fields().iter().map(|field| &field.key);
        keys.filter_map(|key| Some((key, stack.of(key).policy?))).collect()
    }

    /// The values with others taken in. A device stores no value of its own that would be the policy's anyway.
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

/// How many values differ from those that a draft began with, if only in their spelling.
pub fn count_changed(initial: &Values, values: &Values) -> usize {
    let set = values.iter().filter(|(key, value)| initial.get(key) != Some(*value)).count();
    set + initial.iter().filter(|(key, _)| values.get(key).is_none()).count()
}

#[cfg(test)]
#[path = "draft_rules_tests.rs"]
mod tests;
