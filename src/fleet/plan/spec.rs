//! The specification of a plan, and the errors of one that makes no sense.

use jetstream_api::names::{DefinitionName, DeviceName, PolicyName};

use super::assignment::Assignment;
use crate::configuration::Values;

/// The aim of a plan: the new policy and the devices that get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSpec {
    /// The policy that the new one replaces, where there is one.
    pub from: Option<PolicyName>,
    /// The policy that the devices get.
    pub policy: PolicyName,
    /// The device definition that it is for.
    pub definition: DefinitionName,
    /// Its parameters, all of them.
    pub parameters: Values,
    /// It is still to be created.
    pub create: bool,
    /// Delete `from` in the end, if no device has it any more.
    pub delete_old: bool,
    /// The devices, in the order in which they get it.
    pub devices: Vec<Assignment>,
}

impl PlanSpec {
    /// A new policy, for no device yet.
    pub fn new(policy: PolicyName, definition: DefinitionName) -> Self {
        let (from, parameters, devices) = (None, Values::default(), Vec::new());
        Self { from, policy, definition, parameters, create: true, delete_old: false, devices }
    }
}

/// The error of a specification that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecError {
    /// No policy to create and no device.
    #[error("There is nothing to do: no policy to create, and no device to give one to.")]
    Nothing,
    /// A device is named more than once.
    #[error("The device {0} is in the plan twice.")]
    Twice(DeviceName),
    /// A device has exactly this policy with exactly these values of its own.
    #[error("Nothing would change on {0}: it has this policy and these values already.")]
    Unchanged(DeviceName),
    /// The new policy has the name of the old one.
    #[error("A policy named {0} exists: a policy cannot be edited, so the new one needs another name.")]
    SameName(PolicyName),
    /// The old policy is to be deleted, but none is named.
    #[error("No old policy is named that could be deleted.")]
    NoOldPolicy,
}
