//! The queries to Jetstream that tell whether a step was done, and their results.

use jetstream_api::{
    device_policy::DevicePolicy,
    names::{DeviceName, PolicyName},
    policies::{Policy, PolicyDetails},
};

use crate::plan::{
    Plan, PreviousAssignment,
    step::{DeviceStepKind, Step},
};
use crate::{commands::same_value, configuration::Values};

/// A query to Jetstream. It only reads, and may be repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerificationQuery {
    /// The policy of this name (*Get a Policy*).
    Policy(PolicyName),
    /// The policy of this device (*Get a Device's Policy*).
    DevicePolicy(DeviceName),
    /// The devices that have this policy (*Get detailed policies*).
    Holders(PolicyName),
    /// Nothing: only the timelines of commands tell.
    Nothing,
}

/// The result of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerificationResult {
    /// The policy; `None` if there is none of that name.
    Policy(Option<Policy>),
    /// The policy of a device; `None` if it has none.
    DevicePolicy(Option<DevicePolicy>),
    /// The devices that have a policy.
    Holders(Vec<String>),
    /// The query failed; why, in a sentence.
    Unread(String),
}

impl VerificationResult {
    /// The devices that have a policy, from what Jetstream lists of all.
    pub fn holders(policy: &PolicyName, details: &[PolicyDetails]) -> Self {
        let of_it = details.iter().filter(|details| details.policy.name == policy.as_str());
        Self::Holders(of_it.flat_map(|details| details.devices.iter().map(|device| device.name.clone())).collect())
    }
}

/// A device's policy compared with those in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StateMatch {
    /// It is the one that the plan gives.
    Target,
    /// It is the one from before.
    Before,
    /// It is neither.
    Neither,
}

impl Plan {
    /// The query that tells whether a step was done.
    pub fn question(&self, step: &Step) -> VerificationQuery {
        match step {
            Step::CreatePolicy => VerificationQuery::Policy(self.spec().policy.clone()),
            Step::Remove(device) | Step::Add(device) | Step::Restore(device) => {
                VerificationQuery::DevicePolicy(device.clone())
            }
            Step::Sync(_) | Step::Read(_) => VerificationQuery::Nothing,
            Step::DeleteOld => self.spec().from.clone().map_or(VerificationQuery::Nothing, VerificationQuery::Policy),
        }
    }

    /// The query before a step is sent: no policy is removed that is not as it was when the plan was agreed to.
    pub fn first_question(&self, step: &Step) -> VerificationQuery {
        match step {
            Step::Remove(device) => VerificationQuery::DevicePolicy(device.clone()),
            Step::DeleteOld => self.spec().from.clone().map_or(VerificationQuery::Nothing, VerificationQuery::Holders),
            Step::CreatePolicy | Step::Add(_) | Step::Sync(_) | Step::Read(_) | Step::Restore(_) => {
                VerificationQuery::Nothing
            }
        }
    }

    pub(super) fn fit(&self, device: &DeviceName, found: &DevicePolicy) -> StateMatch {
        let spec = self.spec();
        let Some(assignment) = self.assignment(device.as_str()) else { return StateMatch::Neither };
        let has = |policy: &PolicyName, overrides: &Values| {
            // The plan knows the parameters of its new policy only; another policy is recognised by its name.
            let parameters = (*policy == spec.policy).then_some(&spec.parameters);
            found.name == policy.as_str() && same_overrides(overrides, found, parameters, spec.parameters.len())
        };
        if has(&spec.policy, &assignment.overrides) {
            StateMatch::Target
        } else if assignment
            .before
            .as_ref()
            .is_some_and(|PreviousAssignment { policy, overrides }| has(policy, overrides))
        {
            StateMatch::Before
        } else {
            StateMatch::Neither
        }
    }

    /// The comparison of a device's policy after this step.
    pub(super) fn is_wanted(part: DeviceStepKind, fits: StateMatch) -> bool {
        matches!(
            (part, fits),
            (DeviceStepKind::Add, StateMatch::Target) | (DeviceStepKind::Restore, StateMatch::Before)
        )
    }
}

/// Whether these are the overrides that were sent. Only they are documented to be listed; should a server list the whole set of the
/// device, the rest of it must be the policy's, where that is known: else it has a value of its own that was not sent.
fn same_overrides(sent: &Values, found: &DevicePolicy, policy: Option<&Values>, whole: usize) -> bool {
    let listed = Values::from(found.overrides.as_slice());
    let all = sent.iter().all(|(key, value)| listed.get(key).is_some_and(|found| same_value(found, value)));
    let is_policys = |(key, value): (&str, &str)| {
        let is = |values: &Values| values.get(key).is_some_and(|policys| same_value(policys, value));
        sent.get(key).is_some() || policy.is_none_or(is)
    };
    all && (listed.len() == sent.len() || (whole > 0 && listed.len() >= whole && listed.iter().all(is_policys)))
}

/// The keys in which a policy differs from the one to create.
pub(super) fn differing(wanted: &Values, found: &Values) -> Vec<String> {
    let differs = |(key, value): &(&str, &str)| !found.get(key).is_some_and(|found| same_value(found, value));
    let wanted_keys = wanted.iter().filter(differs).map(|(key, _)| key.to_owned());
    let more = found.iter().filter(|(key, _)| wanted.get(key).is_none()).map(|(key, _)| key.to_owned());
    wanted_keys.chain(more).collect()
}
