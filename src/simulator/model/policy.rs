//! Policies, and the policy that is assigned to a device.

use std::sync::Arc;

use crate::model::{clock::Ms, definition::Definition};

/// A complete set of parameters for devices of one definition.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) definition: Arc<Definition>,
    /// Every parameter of the definition, sorted by key.
    pub(crate) parameters: Vec<(String, String)>,
}

impl Policy {
    /// Every parameter of the policy, with the device's own value where it has one.
    pub(crate) fn effective(&self, overrides: &[(String, String)]) -> Vec<(String, String)> {
        let own = |key: &str| overrides.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        self.parameters.iter().map(|(key, value)| (key.clone(), own(key).unwrap_or(value).clone())).collect()
    }
}

/// A policy assigned to a device in Jetstream; the device receives it by a sync.
#[derive(Debug, Clone)]
pub(crate) struct AssignedPolicy {
    /// The policy's id.
    pub(crate) policy: u64,
    /// The overrides of this device, sorted by key.
    pub(crate) overrides: Vec<(String, String)>,
    pub(crate) updated: Ms,
    pub(crate) synced: Option<Ms>,
}
