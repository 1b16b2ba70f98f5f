//! The scheduler of a plan: which steps may be sent now.

use std::collections::VecDeque;

use jetstream_api::names::DeviceName;
use jiff::Timestamp;

use crate::plan::{
    Assignment, Plan,
    journal::Journal,
    outcome::{JournalEntry, Outcome},
    step::{DeviceStepKind, Step},
};

impl Plan {
    /// The steps that may be sent now, so that at most `concurrency` steps are in flight: devices without a policy first, then those that
    /// have been begun, then further ones.
    ///
    /// Never a step that is in flight, done, queued or skipped; none after one that failed or whose outcome is unknown, until a
    /// person [asks](Outcome::Asked) for it; and no further device loses its policy while another device is stuck without one.
    pub fn next(&self, journal: &Journal, concurrency: usize) -> Vec<Step> {
        let room = concurrency.saturating_sub(journal.under_way());
        if room == 0 {
            return Vec::new();
        }
        let spec = self.spec();
        if spec.create {
            match journal.outcome(&Step::CreatePolicy) {
                None | Some(Outcome::Asked { .. }) => return vec![Step::CreatePolicy],
                Some(Outcome::Done { .. }) => {}
                Some(_) => return Vec::new(),
            }
        }
        let mut lacking = 0;
        let mut held_up = false;
        let (mut urgent, mut begun, mut further) = (Vec::new(), Vec::new(), VecDeque::new());
        for assignment in &spec.devices {
            let device = &assignment.device;
            let due = due(assignment, journal);
            let lacks = journal.may_lack_policy(device);
            lacking += usize::from(lacks);
            held_up |= lacks && due.is_none() && !journal.is_at_work(device);
            match due {
                None => {}
                Some(part) if lacks => urgent.push(part.device_step(device)),
                Some(part @ (DeviceStepKind::Remove | DeviceStepKind::Add)) => further.push_back((part, device)),
                Some(part) => begun.push(part.device_step(device)),
            }
        }
        let mut steps: Vec<Step> = urgent.into_iter().chain(begun).take(room).collect();
        while steps.len() < room
            && let Some((part, device)) = further.pop_front()
        {
            if part == DeviceStepKind::Remove {
                if held_up || lacking >= concurrency {
                    continue;
                }
                lacking += 1;
            }
            steps.push(part.device_step(device));
        }
        if steps.is_empty() && self.may_delete_old(journal) {
            steps.push(Step::DeleteOld);
        }
        steps
    }

    /// The steps that must still be sent before a pause, so that no device stays without a policy during it.
    pub fn final_steps(&self, journal: &Journal, concurrency: usize) -> Vec<Step> {
        let room = concurrency.saturating_sub(journal.under_way());
        let lacking = self.spec().devices.iter().filter(|assignment| journal.may_lack_policy(&assignment.device));
        let giving = lacking.filter_map(|assignment| {
            let part = due(assignment, journal)
                .filter(|part| matches!(part, DeviceStepKind::Add | DeviceStepKind::Restore))?;
            Some(part.device_step(&assignment.device))
        });
        giving.take(room).collect()
    }

    fn may_delete_old(&self, journal: &Journal) -> bool {
        self.spec().delete_old
            && journal.under_way() == 0
            && matches!(journal.outcome(&Step::DeleteOld), None | Some(Outcome::Asked { .. }))
            && self.spec().devices.iter().all(|assignment| is_complete(assignment, journal))
    }

    /// Steps that were started and have no outcome. Those that are not in flight on this very page must be verified by reading from
    /// Jetstream before anything else is sent.
    pub fn open(&self, journal: &Journal) -> Vec<Step> {
        self.with_outcome(journal, Outcome::is_started)
    }

    /// Steps with an unknown outcome. Reading may tell by now.
    pub fn unknown(&self, journal: &Journal) -> Vec<Step> {
        self.with_outcome(journal, |outcome| matches!(outcome, Outcome::Unknown { .. }))
    }

    fn with_outcome(&self, journal: &Journal, wanted: fn(&Outcome) -> bool) -> Vec<Step> {
        let restores =
            self.spec().devices.iter().map(|assignment| DeviceStepKind::Restore.device_step(&assignment.device));
        let steps = self.steps().chain(restores);
        steps.filter(|step| journal.outcome(step).is_some_and(wanted)).collect()
    }

    /// The steps to [ask](Outcome::Asked) for when a person wants to go on: those that were certainly not done. A device that
    /// somebody else has given a policy meanwhile begins anew; one that has its old policy back is left out.
    pub fn retries(&self, journal: &Journal) -> Vec<Step> {
        let refused = |outcome: Option<&Outcome>| outcome.is_some_and(Outcome::is_refused);
        let mut steps = Vec::new();
        for step in [Step::CreatePolicy, Step::DeleteOld] {
            if refused(journal.outcome(&step)) {
                steps.push(step);
            }
        }
        for assignment in &self.spec().devices {
            let device = &assignment.device;
            let latest = |part| journal.of(device, part);
            let part = match latest(DeviceStepKind::Restore) {
                None => assignment.parts().find(|part| refused(latest(*part))),
                restored => Some(DeviceStepKind::Restore).filter(|_| refused(restored)),
            };
            let taken = part
                .is_some_and(|part| part.is_about_policy() && matches!(latest(part), Some(Outcome::Conflict { .. })));
            let part = if taken { assignment.parts().next() } else { part };
            steps.extend(part.map(|part| part.device_step(device)));
        }
        steps
    }

    /// The entries that take a device out of the plan, when a person decides so: its remaining steps are skipped. If the device has lost
    /// its policy, that must still be repaired.
    pub fn skip(&self, journal: &Journal, device: &DeviceName, at: Timestamp) -> Vec<JournalEntry> {
        let Some(assignment) = self.assignment(device.as_str()).filter(|_| !journal.may_lack_policy(device)) else {
            return Vec::new();
        };
        let left = assignment.parts().filter(|part| !journal.of(device, *part).is_some_and(Outcome::is_settled));
        left.map(|part| JournalEntry {
            step: part.device_step(device),
            outcome: Outcome::Skipped { at, why: "Left out by hand.".to_owned() },
        })
        .collect()
    }
}

/// The step of a device that may be sent now.
pub(super) fn due(assignment: &Assignment, journal: &Journal) -> Option<DeviceStepKind> {
    let device = &assignment.device;
    match journal.of(device, DeviceStepKind::Restore) {
        None => {}
        Some(Outcome::Asked { .. }) => return Some(DeviceStepKind::Restore),
        Some(_) => return None,
    }
    for part in assignment.parts() {
        match journal.of(device, part) {
            None | Some(Outcome::Asked { .. }) => return Some(part),
            Some(outcome) if outcome.is_settled() => {}
            Some(_) => return None,
        }
    }
    None
}

/// Whether nothing is left to be sent for a device, and its old policy was not restored.
pub(super) fn is_complete(assignment: &Assignment, journal: &Journal) -> bool {
    let device = &assignment.device;
    journal.of(device, DeviceStepKind::Restore).is_none()
        && assignment.parts().all(|part| journal.of(device, part).is_some_and(Outcome::is_settled))
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
