//! The part of a plan that resolves steps: the outcome of a step from what Jetstream lists.

use std::collections::HashMap;

use jetstream_api::{device_policy::DevicePolicy, names::DeviceName, policies::PolicyDetails};
use jiff::Timestamp;

use crate::configuration::Values;
use crate::plan::{
    Plan,
    journal::Journal,
    outcome::{JournalEntry, Outcome},
    step::{DeviceStepKind, Step},
    verification::{StateMatch, VerificationQuery, VerificationResult, differing},
};

/// The maximum number of names in a sentence.
const NAMED: usize = 3;

impl Plan {
    /// The reason why a step must not be sent, from the response to its [first question](Plan::first_question); `None` where it may be
    /// sent, and where there was nothing to ask.
    pub fn blocking_reason(&self, step: &Step, found: &VerificationResult, at: Timestamp) -> Option<Outcome> {
        match (step, found) {
            _ if self.first_question(step) == VerificationQuery::Nothing => None,
            (_, VerificationResult::Unread(why)) => Some(Outcome::Failed {
                at,
                why: format!("Not sent, since Jetstream could not be asked how things stand: {why}"),
            }),
            (Step::Remove(_), VerificationResult::DevicePolicy(None)) => Some(Outcome::Done { at }),
            (Step::Remove(device), VerificationResult::DevicePolicy(Some(has))) => match self.fit(device, has) {
                StateMatch::Before => None,
                StateMatch::Target => Some(Outcome::Skipped { at, why: "It has the new policy already.".to_owned() }),
                StateMatch::Neither => Some(Outcome::Conflict { at, why: self.other_policy(device, has) }),
            },
            (Step::DeleteOld, VerificationResult::Holders(devices)) if !devices.is_empty() => {
                let why = format!("Kept, since {} still {} it.", names(devices), verb(devices.len()));
                Some(Outcome::Skipped { at, why })
            }
            _ => None,
        }
    }

    /// The outcome of a step, from the response to its [question](Plan::question). `why` is a sentence on why the response to the step
    /// itself did not tell; empty where that is not known any more.
    pub fn resolve_unknown(&self, step: &Step, found: &VerificationResult, why: &str, at: Timestamp) -> Outcome {
        let failed = |now: &str| Outcome::Failed { at, why: sentences(why, now) };
        match (step, found) {
            (_, VerificationResult::Unread(unread)) => Outcome::Unknown {
                at,
                why: sentences(why, &format!("Jetstream could not be asked what came of it: {unread}")),
            },
            (Step::CreatePolicy, VerificationResult::Policy(None)) => failed("Jetstream has no policy of this name."),
            (Step::CreatePolicy, VerificationResult::Policy(Some(policy))) => {
                let spec = self.spec();
                let keys = differing(&spec.parameters, &Values::from(policy.parameters.as_slice()));
                if policy.definition != spec.definition.as_str() {
                    failed(&format!("A policy of this name exists, for the device definition {}.", policy.definition))
                } else if !keys.is_empty() {
                    failed(&format!("A policy of this name exists, with other values ({}).", names(&keys)))
                } else {
                    Outcome::Done { at }
                }
            }
            (Step::Remove(_), VerificationResult::DevicePolicy(None)) => Outcome::Done { at },
            (Step::Remove(device), VerificationResult::DevicePolicy(Some(has))) => match self.fit(device, has) {
                StateMatch::Before => failed("Jetstream says that the device still has its old policy."),
                // It was removed, and somebody has added the new one.
                StateMatch::Target => Outcome::Done { at },
                StateMatch::Neither => Outcome::Conflict { at, why: self.other_policy(device, has) },
            },
            (Step::Add(_) | Step::Restore(_), VerificationResult::DevicePolicy(None)) => {
                failed("Jetstream says that the device has no policy.")
            }
            (Step::Add(device) | Step::Restore(device), VerificationResult::DevicePolicy(Some(has))) => {
                let part = if matches!(step, Step::Add(_)) { DeviceStepKind::Add } else { DeviceStepKind::Restore };
                if Self::is_wanted(part, self.fit(device, has)) {
                    Outcome::Done { at }
                } else {
                    Outcome::Conflict { at, why: self.other_policy(device, has) }
                }
            }
            (Step::DeleteOld, VerificationResult::Policy(None)) => Outcome::Done { at },
            (Step::DeleteOld, VerificationResult::Policy(Some(_))) => failed("Jetstream still has the old policy."),
            _ => Outcome::Unknown { at, why: sentences(why, "Only the events of the device tell what came of it.") },
        }
    }

    /// Compares the journal with what Jetstream lists (*Get detailed policies*): the entries to add where Jetstream lists something else,
    /// or something that was not known. Steps in flight are left out.
    pub fn check(&self, journal: &Journal, details: &[PolicyDetails], at: Timestamp) -> Vec<JournalEntry> {
        let mut listed = HashMap::new();
        for details in details {
            for device in &details.devices {
                listed.insert(device.name.as_str(), (details.policy.name.as_str(), &device.overrides));
            }
        }
        let mut notes = Vec::new();
        for device in self.spec().devices.iter().map(|assignment| &assignment.device) {
            if journal.is_at_work(device) {
                continue;
            }
            let found =
                VerificationResult::DevicePolicy(listed.get(device.as_str()).map(|(name, overrides)| DevicePolicy {
                    name: (*name).to_owned(),
                    overrides: overrides.to_vec(),
                    last_update: None,
                    last_sync: None,
                }));
            let given = if journal.of(device, DeviceStepKind::Restore).is_some() {
                DeviceStepKind::Restore
            } else {
                DeviceStepKind::Add
            };
            for part in [DeviceStepKind::Remove, given] {
                let step = part.device_step(device);
                let again = match journal.of(device, part) {
                    Some(Outcome::Unknown { why, .. }) => self.resolve_unknown(&step, &found, why, at),
                    Some(Outcome::Done { .. }) if part == given => {
                        self.resolve_unknown(&step, &found, "It was done, but not for long.", at)
                    }
                    _ => continue,
                };
                if !matches!(again, Outcome::Done { .. })
                    || matches!(journal.of(device, part), Some(Outcome::Unknown { .. }))
                {
                    notes.push(JournalEntry { step, outcome: again });
                }
            }
        }
        notes
    }

    fn other_policy(&self, device: &DeviceName, has: &DevicePolicy) -> String {
        let before = self.assignment(device.as_str()).and_then(|assignment| assignment.before.as_ref());
        let name = &has.name;
        let known = self.spec().policy.as_str() == name || before.is_some_and(|before| before.policy.as_str() == name);
        let how = match self.fit(device, has) {
            StateMatch::Neither if known => ", with other values of its own",
            StateMatch::Neither => "",
            StateMatch::Before => ", as before",
            StateMatch::Target => ", as planned",
        };
        format!("The device has the policy {name} now{how}: somebody else was at work.")
    }
}

fn sentences(one: &str, other: &str) -> String {
    if one.is_empty() { other.to_owned() } else { format!("{one} {other}") }
}

fn verb(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}

fn names(all: &[String]) -> String {
    let named = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
    match all.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
