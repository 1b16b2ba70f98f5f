//! The drift of a device: whether it has the values of its policy.

use jetstream_api::device_policy::DevicePolicy;
use jiff::Timestamp;

use super::{Reported, Schema, SentTimes, ValueChange, Values, difference::ChangeCollector};

/// The policy of a device, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned<'a> {
    /// It has none.
    Nothing,
    /// It has one of which the values could not be read.
    Unknown,
    /// It has one with these values.
    Policy(&'a Values),
}

/// The input from which drift is computed.
#[derive(Debug, Clone, Copy)]
pub struct DriftInput<'a> {
    /// The parameters of the device's definition.
    pub schema: &'a Schema,
    /// Its policy.
    pub policy: Assigned<'a>,
    /// Its own values, which win over the policy's.
    pub overrides: &'a Values,
    /// The response to *Get a Device's Policy*; `None` before it has come. Only its two dates are used.
    pub stored_policy: Option<&'a DevicePolicy>,
    /// The times at which values were sent to it.
    pub sent: SentTimes,
    /// Its last report.
    pub reported: Option<&'a Reported>,
}

/// The drift of a device: the first of these states that applies, in the order given here.
///
/// Changes lead from what the device reported to what policy and overrides say: they are what a sync would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drift {
    /// It has no policy.
    NoPolicy,
    /// It has a policy of which the values are not known.
    PolicyUnknown,
    /// A sync is sent that the device has not confirmed: Jetstream holds it until the device asks, for 24 hours at most.
    Queued {
        /// Since when.
        since: Timestamp,
        /// The differences until then; `None` where there is no report that is up to date.
        changes: Option<Vec<ValueChange>>,
    },
    /// The policy was added, or added anew, after it was last sent to the device.
    AwaitsSync {
        /// When it was added; `None` where Jetstream does not say.
        updated: Option<Timestamp>,
        /// When it was last sent; `None` for never.
        synced: Option<Timestamp>,
        /// The differences until it is sent; `None` where there is no report that is up to date.
        changes: Option<Vec<ValueChange>>,
    },
    /// The device has never reported its values, as far as is known.
    NotReported,
    /// Values were sent to the device, or may have been, after its last report.
    OutOfDate {
        /// When it reported.
        as_of: Timestamp,
        /// When its values changed, or may have.
        changed: Timestamp,
    },
    /// The device has other values.
    Differs {
        /// Which ones, at least one.
        changes: Vec<ValueChange>,
        /// Parameters of the policy of which it reported no value, by key.
        missing: Vec<String>,
        /// When it reported.
        as_of: Timestamp,
    },
    /// All values in the report are right, but the report is not complete: perhaps it has only names.
    Incomplete {
        /// Parameters of the policy of which it reported no value, by key; at least one.
        missing: Vec<String>,
        /// When it reported.
        as_of: Timestamp,
    },
    /// The device reported every value of policy and overrides.
    Clean {
        /// When it reported.
        as_of: Timestamp,
    },
}

/// Compares the values that a device should have with those that it reported. Values are compared by meaning, and only those that
/// policy or overrides have: other values in the report do not count.
pub fn drift(input: &DriftInput<'_>) -> Drift {
    let policy = match input.policy {
        Assigned::Nothing => return Drift::NoPolicy,
        Assigned::Unknown => return Drift::PolicyUnknown,
        Assigned::Policy(values) => values,
    };
    let updated = input.stored_policy.and_then(|stored_policy| stored_policy.last_update);
    let recorded = input.stored_policy.and_then(|stored_policy| stored_policy.last_sync);
    let changed = recorded.max(input.sent.changed);
    let current = input.reported.filter(|reported| changed <= Some(reported.at));
    let changes = || current.map(|reported| compare(input, policy, reported).0);

    // A sync that was sent before the policy was added anew has the former values of the policy.
    if let Some(since) = input.sent.pending.filter(|since| updated <= Some(*since)) {
        return Drift::Queued { since, changes: changes() };
    }
    let synced = recorded.max(input.sent.synced);
    if input.stored_policy.is_some() && (synced.is_none() || updated > synced) {
        return Drift::AwaitsSync { updated, synced, changes: changes() };
    }
    let Some(reported) = input.reported else { return Drift::NotReported };
    let as_of = reported.at;
    if let Some(changed) = changed.filter(|changed| *changed > as_of) {
        return Drift::OutOfDate { as_of, changed };
    }
    match compare(input, policy, reported) {
        (changes, missing) if !changes.is_empty() => Drift::Differs { changes, missing, as_of },
        (_, missing) if !missing.is_empty() => Drift::Incomplete { missing, as_of },
        _ => Drift::Clean { as_of },
    }
}

/// The differences, and the keys that the report lacks.
fn compare(input: &DriftInput<'_>, policy: &Values, reported: &Reported) -> (Vec<ValueChange>, Vec<String>) {
    let (mut found, mut missing) = (ChangeCollector::new(input.schema), Vec::new());
    let mut hold = |key: &str, expected: &str, reported: Option<&str>| match reported {
        None => missing.push(key.to_owned()),
        _ => found.add_if_different(key, reported, Some(expected)),
    };
    let (mut own, mut report) = (input.overrides.ascending(), reported.values.ascending());
    for (key, value) in policy.iter() {
        hold(key, own.value(key).unwrap_or(value), report.value(key));
    }
    // The reference knows no other values of a device than those of parameters that its policy has.
    for (key, value) in input.overrides.iter().filter(|(key, _)| policy.get(key).is_none()) {
        hold(key, value, reported.values.get(key));
    }
    (found.in_order(), missing)
}

#[cfg(test)]
#[path = "drift_tests.rs"]
mod tests;
