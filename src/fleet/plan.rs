//! The state machine of a change plan, without I/O: another policy for a number of devices, step by step.
//!
//! A policy's parameters cannot be edited. To change a setting of forty cabinets, a new policy is created, and then each cabinet
//! loses its old policy, gets the new one with its own values, and is sent the values. In between it has no policy at all. So
//! everything here serves three promises:
//!
//! - No step is sent twice, unless a person asked for it: what was started and not answered is first *read* from Jetstream.
//! - A device that may be without a policy is [listed](Plan::without_policy) until it is known to have one.
//! - Only a few devices are ever without one: while one of them is stuck, no further device loses its policy.
//!
//! A [`Plan`] never changes. Its progress is written into a [`Journal`], before each call and after it, and all state
//! follows from the two. The caller makes the calls and the [queries](Plan::question), stores both texts, and adds the
//! [results of commands](Plan::results_from_events).
//!
//! ```
//! use jetstream_api::{ids::Guid, names::DeviceName};
//! use jetstream_fleet::plan::{Assignment, Journal, JournalEntry, Outcome, Plan, PlanSpec, PreviousAssignment, Step};
//!
//! let device = DeviceName::parse("Cabinet 7")?;
//! let before = PreviousAssignment { policy: "Ward".parse()?, overrides: Default::default() };
//! let assignment = Assignment { before: Some(before), ..Assignment::new(device.clone()) };
//! let spec = PlanSpec::new("Ward 2".parse()?, "TS092".parse()?);
//! let spec = PlanSpec { create: false, devices: vec![assignment], ..spec };
//! let at = jetstream_api::time::parse("2026-05-18T10:00:00Z").ok_or("no time")?;
//! let plan = Plan::new(Guid::from_random([7; 16]), "Jetstream", at, spec)?;
//!
//! let mut journal = Journal::default();
//! assert_eq!(plan.next(&journal, 4), [Step::Remove(device.clone())]);
//! journal.push(JournalEntry { step: Step::Remove(device.clone()), outcome: Outcome::Started { at, click: None } });
//! assert_eq!(plan.next(&journal, 4), [], "in flight");
//! journal.push(JournalEntry { step: Step::Remove(device.clone()), outcome: Outcome::Done { at } });
//! assert_eq!(plan.without_policy(&journal), ["Cabinet 7"]);
//! assert_eq!(plan.next(&journal, 4), [Step::Add(device)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assignment;
mod command_results;
mod journal;
mod outcome;
mod record;
mod resolve;
mod schedule;
mod spec;
mod state;
mod step;
mod verification;

use std::collections::HashSet;

use jetstream_api::ids::Guid;
use jiff::Timestamp;

pub use assignment::{Assignment, PreviousAssignment};
pub use journal::Journal;
pub use outcome::{JournalEntry, Outcome};
pub use record::RecordError;
pub use spec::{PlanSpec, SpecError};
pub use state::{DeviceState, Progress, Stage};
pub use step::Step;
pub use verification::{VerificationQuery, VerificationResult};

/// A change plan: its specification, its identifier, and the environment in which it applies. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    id: Guid,
    environment: String,
    made_at: Timestamp,
    spec: PlanSpec,
}

impl Plan {
    /// Makes a plan of a specification, which must make sense. `environment` is the label of the environment that it is for; times count in
    /// whole seconds.
    pub fn new(
        id: Guid,
        environment: impl Into<String>,
        made_at: Timestamp,
        spec: PlanSpec,
    ) -> Result<Self, SpecError> {
        if spec.devices.is_empty() && !spec.create {
            return Err(SpecError::Nothing);
        }
        if spec.create && spec.from.as_ref() == Some(&spec.policy) {
            return Err(SpecError::SameName(spec.policy));
        }
        if spec.delete_old && spec.from.as_ref().is_none_or(|from| *from == spec.policy) {
            return Err(SpecError::NoOldPolicy);
        }
        let mut seen = HashSet::new();
        for assignment in &spec.devices {
            if !seen.insert(&assignment.device) {
                return Err(SpecError::Twice(assignment.device.clone()));
            }
            let target =
                |before: &PreviousAssignment| before.policy == spec.policy && before.overrides == assignment.overrides;
            if assignment.before.as_ref().is_some_and(target) {
                return Err(SpecError::Unchanged(assignment.device.clone()));
            }
        }
        Ok(Self { id, environment: environment.into(), made_at: whole_seconds(made_at), spec })
    }

    /// Its identifier.
    pub fn id(&self) -> Guid {
        self.id
    }

    /// The label of the environment that it is for.
    pub fn environment(&self) -> &str {
        &self.environment
    }

    /// When it was made.
    pub fn made_at(&self) -> Timestamp {
        self.made_at
    }

    /// Its specification.
    pub fn spec(&self) -> &PlanSpec {
        &self.spec
    }

    /// The assignment of a device, if it is one of the plan's.
    pub fn assignment(&self, device: &str) -> Option<&Assignment> {
        self.spec.devices.iter().find(|assignment| assignment.device.as_str() == device)
    }

    /// Every step that it takes when nothing goes wrong, in order.
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        let create = self.spec.create.then_some(Step::CreatePolicy);
        let devices = self.spec.devices.iter().flat_map(Assignment::steps);
        create.into_iter().chain(devices).chain(self.spec.delete_old.then_some(Step::DeleteOld))
    }
}

/// Records have whole seconds, and a plan that is read back must be equal to the one that was written.
fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

#[cfg(test)]
#[path = "plan/plan_tests.rs"]
mod tests;

#[cfg(test)]
mod samples;

#[cfg(test)]
#[path = "plan/properties_tests.rs"]
mod properties;
