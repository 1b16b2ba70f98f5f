//! How a plan stands, in states that a page can name.

use jetstream_api::names::DeviceName;

use super::{
    Assignment, Plan,
    journal::Journal,
    outcome::Outcome,
    step::{DeviceStepKind, Step},
};
use crate::plan::schedule::{due, is_complete};

/// How a device of a plan stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceState {
    /// Nothing has been done to it.
    Waiting,
    /// Its old policy is being taken off.
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
    /// It has told its values.
    ReadBack,
    /// It is being given its old policy back.
    Restoring,
    /// It has its old policy back in Jetstream. What the device itself was sent since, it keeps.
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

/// How far a plan is, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Done, or decided not to be done.
    pub done: usize,
    /// Sent, and waiting for the device.
    pub queued: usize,
    /// All.
    pub total: usize,
}

/// How a plan stands as a whole.
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
    /// How its device stands.
    pub fn state(&self, journal: &Journal) -> DeviceState {
        let device = &self.device;
        if let Some(outcome) = journal.of(device, DeviceStepKind::Restore) {
            return stands(DeviceStepKind::Restore, outcome, device);
        }
        let mut state = DeviceState::Waiting;
        for part in self.parts() {
            match journal.of(device, part) {
                None | Some(Outcome::Asked { .. }) => break,
                Some(outcome) if outcome.is_settled() || outcome.is_started() => {
                    // What waits behind a queued sync says nothing new.
                    if state != DeviceState::SyncQueued {
                        state = stands(part, outcome, device);
                    }
                }
                Some(outcome) => return stands(part, outcome, device),
            }
        }
        let between = journal.may_lack_policy(device) && !journal.is_at_work(device);
        if between { DeviceState::WithoutPolicy } else { state }
    }
}

impl Plan {
    /// How a device of the plan stands; [`Waiting`](DeviceState::Waiting) for one that is none of its.
    pub fn device_state(&self, journal: &Journal, device: &str) -> DeviceState {
        self.assignment(device).map_or(DeviceState::Waiting, |assignment| assignment.state(journal))
    }

    /// The devices that may be without a policy right now, because the plan took theirs away. Also those for which the new one is
    /// under way this moment: until that is done, it is so.
    pub fn without_policy(&self, journal: &Journal) -> Vec<&str> {
        let devices = self.goal().devices.iter().map(|assignment| &assignment.device);
        devices.filter(|device| journal.may_lack_policy(device)).map(DeviceName::as_str).collect()
    }

    /// The devices [without a policy](Self::without_policy) that will stay so until a person does something.
    pub fn held_up(&self, journal: &Journal) -> Vec<&str> {
        let held_up = |assignment: &&Assignment| {
            let device = &assignment.device;
            journal.may_lack_policy(device) && !journal.is_at_work(device) && due(assignment, journal).is_none()
        };
        self.goal().devices.iter().filter(held_up).map(|assignment| assignment.device.as_str()).collect()
    }

    /// How far it is.
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

    /// How it stands as a whole.
    pub fn stage(&self, journal: &Journal) -> Stage {
        if journal.entries().is_empty() {
            return Stage::New;
        }
        let Progress { done, queued, total } = self.progress(journal);
        let complete = |assignment: &Assignment| is_complete(assignment, journal);
        let sent = done + queued == total && self.goal().devices.iter().all(complete);
        match (sent && self.without_policy(journal).is_empty(), queued) {
            (false, _) => Stage::Begun,
            (true, 0) => Stage::Finished,
            (true, _) => Stage::Sent,
        }
    }
}

/// What the latest note about a part says of the device.
fn stands(part: DeviceStepKind, outcome: &Outcome, device: &DeviceName) -> DeviceState {
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
