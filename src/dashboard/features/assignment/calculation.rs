//! Calculation of the assignment of a policy to one device, as a plan needs it.

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

/// A reason why a device cannot be part of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignmentError {
    /// A sentence that names the device.
    Message(String),
    /// The device would have invalid values. Contains one sentence for each problem; other devices may have the same.
    InvalidValues(Vec<String>),
}

/// The commands that follow the assignment on each device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterAssignment {
    /// Send the values to the device.
    pub sync: bool,
    /// Request the values from the device.
    pub read_back: bool,
}

impl AfterAssignment {
    /// The same commands, without those that a device of this kind does not support.
    pub fn compute(self, entry: &DeviceEntry) -> Self {
        // Being offline does not exclude a device: both commands are queued for it.
        let can = |command| can(command, &entry.profile, Connection::Unknown).is_ok();
        Self {
            sync: self.sync && can(Command::SetPolicyParameters),
            read_back: self.read_back && can(Command::GetPolicyParameters),
        }
    }
}

/// Calculates the assignment for a device from its forecast; `None` if nothing would change.
pub fn assignment(
    entry: &DeviceEntry,
    configuration: &DeviceConfiguration,
    forecast: &Forecast,
    afterwards: AfterAssignment,
) -> Result<Option<Assignment>, AssignmentError> {
    match &forecast.applicability {
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
    let kept = forecast.overrides_kept.iter().filter_map(|key| Some((key, configuration.overrides.get(key)?)));
    let AfterAssignment { sync, read_back } = afterwards.compute(entry);
    Ok(Some(Assignment {
        device: entry.name.clone().map_err(|error| AssignmentError::Message(error.to_string()))?,
        before: held(entry, configuration)?,
        overrides: kept.collect(),
        changes: forecast.changes().cloned().collect(),
        sync,
        read_back,
    }))
}

/// The present policy and own values of a device, so that they can be restored.
fn held(
    entry: &DeviceEntry,
    configuration: &DeviceConfiguration,
) -> Result<Option<PreviousAssignment>, AssignmentError> {
    match &configuration.policy {
        AssignedPolicy::None => Ok(None),
        AssignedPolicy::NotLoaded(policy) => Err(AssignmentError::Message(format!(
            "The policy {policy} of {} could not be read: it could not be given back. Reload the policies.",
            entry.device.name
        ))),
        AssignedPolicy::Policy(known) => {
            let policy =
                PolicyName::parse(known.name()).map_err(|error| AssignmentError::Message(error.to_string()))?;
            Ok(Some(PreviousAssignment { policy, overrides: (*configuration.overrides).clone() }))
        }
    }
}

#[cfg(test)]
#[path = "calculation_tests.rs"]
mod tests;
