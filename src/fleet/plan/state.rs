//! The state of a plan and of its devices, as enums that a page can show.

use jetstream_api::names::DeviceName;

use super::{
    Assignment, Plan,
    journal::Journal,
    outcome::Outcome,
    step::{DeviceStepKind, Step},
};
use crate::plan::schedule::{due, is_complete};

/// The state of a device in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceState {
    /// Nothing has been done to it.
    Waiting,
    /// Its old policy is being removed.
    Removing,
    /// It has no policy; the new one, or the old one again, is next.
    WithoutPolicy,
    /// It is being given the new policy.
    Adding,
    /// It has the new policy in Jetstream; the values have not been sent to it.
    Assigned,
    /// The values are being sent to it.
    Syncing,
    /// The values wait for the device to fetch them.
    SyncQueued,
    /// It has confirmed the values.
    Synced,
    /// It is being asked for its values.
    Reading,
    /// The question for its values waits for the device.
    ReadQueued,
    /// It has reported its values.
    ReadBack,
    /// It is being given its old policy back.
    Restoring,
    /// Its old policy is restored in Jetstream. The device itself still has the values that were sent to it since.
    Restored,
    /// Somebody decided that the rest is not done.
    LeftOut {
        /// Why, in a sentence.
        why: String,
    },
    /// A step was certainly not done.
    Failed {
        /// Which.
        step: Step,
        /// Why, in a sentence.
        why: String,
    },
    /// A step may have been done.
    Unknown {
        /// Which.
        step: Step,
        /// Why, in a sentence.
        why: String,
    },
}

/// The progress of a plan, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Done, or decided not to be done.
    pub done: usize,
    /// Sent, and waiting for the device.
    pub queued: usize,
    /// All.
    pub total: usize,
}

/// The state of a plan as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was sent.
    New,
    /// Something is still to be sent, or to be found out.
    Begun,
    /// Everything was sent, and some devices have not confirmed it.
    Sent,
    /// Nothing is left to be done.
    Finished,
}

impl Assignment {
    /// The state of its device.
    pub fn state(&self, journal: &Journal) -> DeviceState {
        let device = &self.device;
        if let Some(outcome) = journal.of(device, DeviceStepKind::Restore) {
            return state_after(DeviceStepKind::Restore, outcome, device);
        }
        let mut state = DeviceState::Waiting;
        for part in self.parts() {
            match journal.of(device, part) {
                None | Some(Outcome::Asked { .. }) => break,
                Some(outcome) if outcome.is_settled() || outcome.is_started() => {
                    // Later steps wait for the queued sync.
                    if state != DeviceState::SyncQueued {
                        state = state_after(part, outcome, device);
                    }
                }
                Some(outcome) => return state_after(part, outcome, device),
            }
        }
        let between = journal.may_lack_policy(device) && !journal.is_at_work(device);
        if between { DeviceState::WithoutPolicy } else { state }
    }
}

impl Plan {
    /// The state of a device of the plan; [`Waiting`](DeviceState::Waiting) for one that is none of its.
    pub fn device_state(&self, journal: &Journal, device: &str) -> DeviceState {
        self.assignment(device).map_or(DeviceState::Waiting, |assignment| assignment.state(journal))
    }

    /// The devices that may be without a policy right now, because the plan took theirs away. Also those for which the new one is
    /// being added: until that is done, they may be without one.
    pub fn without_policy(&self, journal: &Journal) -> Vec<&str> {
        let devices = self.spec().devices.iter().map(|assignment| &assignment.device);
        devices.filter(|device| journal.may_lack_policy(device)).map(DeviceName::as_str).collect()
    }

    /// The devices [without a policy](Self::without_policy) that will stay so until a person does something.
    pub fn held_up(&self, journal: &Journal) -> Vec<&str> {
        let held_up = |assignment: &&Assignment| {
            let device = &assignment.device;
            journal.may_lack_policy(device) && !journal.is_at_work(device) && due(assignment, journal).is_none()
        };
        self.spec().devices.iter().filter(held_up).map(|assignment| assignment.device.as_str()).collect()
    }

    /// Its progress.
    pub fn progress(&self, journal: &Journal) -> Progress {
        let mut progress = Progress::default();
        for step in self.steps() {
            progress.total += 1;
            match journal.outcome(&step) {
                Some(Outcome::Done { .. } | Outcome::Skipped { .. }) => progress.done += 1,
                Some(Outcome::Queued { .. }) => progress.queued += 1,
                _ => {}
            }
        }
        progress
    }

    /// Its state as a whole.
    pub fn stage(&self, journal: &Journal) -> Stage {
        if journal.entries().is_empty() {
            return Stage::New;
        }
        let Progress { done, queued, total } = self.progress(journal);
        let complete = |assignment: &Assignment| is_complete(assignment, journal);
        let sent = done + queued == total && self.spec().devices.iter().all(complete);
        match (sent && self.without_policy(journal).is_empty(), queued) {
            (false, _) => Stage::Begun,
            (true, 0) => Stage::Finished,
            (true, _) => Stage::Sent,
        }
    }
}

/// The state of a device, from the latest outcome of one of its steps.
fn state_after(part: DeviceStepKind, outcome: &Outcome, device: &DeviceName) -> DeviceState {
    match (outcome, part) {
        (Outcome::Asked { .. }, _) => DeviceState::WithoutPolicy,
        (Outcome::Started { .. }, DeviceStepKind::Remove) => DeviceState::Removing,
        (Outcome::Started { .. }, DeviceStepKind::Add) => DeviceState::Adding,
        (Outcome::Started { .. }, DeviceStepKind::Sync) => DeviceState::Syncing,
        (Outcome::Started { .. }, DeviceStepKind::Read) => DeviceState::Reading,
        (Outcome::Started { .. }, DeviceStepKind::Restore) => DeviceState::Restoring,
        (Outcome::Queued { .. }, DeviceStepKind::Sync) => DeviceState::SyncQueued,
        (Outcome::Queued { .. }, _) => DeviceState::ReadQueued,
        (Outcome::Done { .. }, DeviceStepKind::Remove) => DeviceState::WithoutPolicy,
        (Outcome::Done { .. }, DeviceStepKind::Add) => DeviceState::Assigned,
        (Outcome::Done { .. }, DeviceStepKind::Sync) => DeviceState::Synced,
        (Outcome::Done { .. }, DeviceStepKind::Read) => DeviceState::ReadBack,
        (Outcome::Done { .. }, DeviceStepKind::Restore) => DeviceState::Restored,
        (Outcome::Failed { why, .. } | Outcome::Conflict { why, .. }, _) => {
            DeviceState::Failed { step: part.device_step(device), why: why.clone() }
        }
        (Outcome::Unknown { why, .. }, _) => DeviceState::Unknown { step: part.device_step(device), why: why.clone() },
        (Outcome::Skipped { why, .. }, _) => DeviceState::LeftOut { why: why.clone() },
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
