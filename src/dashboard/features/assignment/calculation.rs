//! A device that gets a policy, as a plan takes it.

use jetstream_api::{
    capabilities::{Connection, can},
    catalogue::Command,
    names::PolicyName,
};
use jetstream_fleet::{
    configuration::{Applicability, Forecast},
    plan::{Assignment, PreviousAssignment},
};

use crate::{
    features::fleet_configuration::model::{AssignedPolicy, DeviceConfiguration},
    state::directory::device_entry::DeviceEntry,
};

/// Why a device cannot be part of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignmentError {
    /// This, in a sentence that names the device.
    Message(String),
    /// It would have values that must not be sent: what is wrong with them, in sentences that may be those of other devices too.
    InvalidValues(Vec<String>),
}

/// What is done to every device beside giving it the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterAssignment {
    /// Send the values to the device.
    pub sync: bool,
    /// Ask the device for its values.
    pub read_back: bool,
}

impl AfterAssignment {
    /// The same, as far as devices of this kind can be asked for it.
    pub fn compute(self, entry: &DeviceEntry) -> Self {
        // Offline is no reason: both wait for the device.
        let can = |command| can(command, &entry.profile, Connection::Unknown).is_ok();
        Self {
            sync: self.sync && can(Command::SetPolicyParameters),
            read_back: self.read_back && can(Command::GetPolicyParameters),
        }
    }
}

/// A device that gets a policy as it was forecast; `None` where that would change nothing at all.
pub fn assignment(
    entry: &DeviceEntry,
    place: &DeviceConfiguration,
    forecast: &Forecast,
    afterwards: AfterAssignment,
) -> Result<Option<Assignment>, AssignmentError> {
    match &forecast.verdict {
        Applicability::Unchanged => return Ok(None),
        Applicability::WrongDefinition { has, needs } => {
            let said = format!("{} is of {has}, and the policy is for {needs}.", entry.device.name);
            return Err(AssignmentError::Message(said));
        }
        Applicability::Fits if !forecast.wrong.is_empty() => {
            return Err(AssignmentError::InvalidValues(
                forecast.wrong.iter().map(|error| error.text.clone()).collect(),
            ));
        }
        Applicability::Fits => {}
    }
    let kept = forecast.overrides_kept.iter().filter_map(|key| Some((key, place.overrides.get(key)?)));
    let AfterAssignment { sync, read_back } = afterwards.compute(entry);
    Ok(Some(Assignment {
        device: entry.name.clone().map_err(|error| AssignmentError::Message(error.to_string()))?,
        before: held(entry, place)?,
        overrides: kept.collect(),
        changes: forecast.changes().cloned().collect(),
        sync,
        read_back,
    }))
}

/// What a device has now, so that it can be given back.
fn held(entry: &DeviceEntry, place: &DeviceConfiguration) -> Result<Option<PreviousAssignment>, AssignmentError> {
    match &place.policy {
        AssignedPolicy::None => Ok(None),
        AssignedPolicy::NotLoaded(policy) => Err(AssignmentError::Message(format!(
            "The policy {policy} of {} could not be read: it could not be given back. Reload the policies.",
            entry.device.name
        ))),
        AssignedPolicy::Policy(known) => {
            let policy =
                PolicyName::parse(known.name()).map_err(|error| AssignmentError::Message(error.to_string()))?;
            Ok(Some(PreviousAssignment { policy, overrides: (*place.overrides).clone() }))
        }
    }
}

#[cfg(test)]
#[path = "calculation_tests.rs"]
mod tests;
