//! Test helpers: plans and journals.

use jetstream_api::{
    device_policy::DevicePolicy,
    names::{DeviceName, PolicyName},
};
use jiff::Timestamp;

use super::{Assignment, Journal, JournalEntry, Outcome, Plan, PlanSpec, PreviousAssignment, Step, VerificationResult};
use crate::{
    configuration::Values,
    test_events::{at, guid, pair},
};

pub fn device(name: &str) -> DeviceName {
    name.parse().unwrap()
}

pub fn policy(name: &str) -> PolicyName {
    name.parse().unwrap()
}

pub fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().copied().collect()
}

/// `Ward` becomes `Ward 2` on these devices; each is synced and read back, and `Ward` deleted.
pub fn spec(devices: &[&str]) -> PlanSpec {
    let before = || Some(PreviousAssignment { policy: policy("Ward"), overrides: values(&[("ip", "10.0.0.7")]) });
    let assignment = |name: &&str| Assignment {
        before: before(),
        overrides: values(&[("ip", "10.0.0.7")]),
        ..Assignment::new(device(name))
    };
    PlanSpec {
        from: Some(policy("Ward")),
        parameters: values(&[("dooropentimelimit", "300"), ("userbypass", "0")]),
        delete_old: true,
        devices: devices.iter().map(assignment).collect(),
        ..PlanSpec::new(policy("Ward 2"), "TS092, Security Cabinet".parse().unwrap())
    }
}

pub fn plan(devices: &[&str]) -> Plan {
    of(spec(devices))
}

pub fn of(spec: PlanSpec) -> Plan {
    Plan::new(guid(7), "Jetstream", noon(), spec).unwrap()
}

pub fn noon() -> Timestamp {
    at("12:00:00")
}

/// A device's policy as Jetstream lists it.
pub fn has(name: &str, overrides: &[(&str, &str)]) -> VerificationResult {
    let overrides = overrides.iter().map(|(key, value)| pair(key, value)).collect();
    VerificationResult::DevicePolicy(Some(DevicePolicy {
        name: name.into(),
        overrides,
        last_update: None,
        last_sync: None,
    }))
}

pub fn has_none() -> VerificationResult {
    VerificationResult::DevicePolicy(None)
}

pub fn started() -> Outcome {
    Outcome::Started { at: noon(), click: None }
}

pub fn done() -> Outcome {
    Outcome::Done { at: noon() }
}

pub fn queued() -> Outcome {
    Outcome::Queued { at: noon(), command: None }
}

pub fn asked() -> Outcome {
    Outcome::Asked { at: noon() }
}

pub fn failed() -> Outcome {
    Outcome::Failed { at: noon(), why: "Refused.".into() }
}

pub fn unknown() -> Outcome {
    Outcome::Unknown { at: noon(), why: "No answer came.".into() }
}

pub fn journal(entries: impl IntoIterator<Item = (Step, Outcome)>) -> Journal {
    entries.into_iter().map(|(step, outcome)| JournalEntry { step, outcome }).collect()
}

impl Journal {
    /// One entry more.
    pub fn and(mut self, step: Step, outcome: Outcome) -> Self {
        self.push(JournalEntry { step, outcome });
        self
    }
}
