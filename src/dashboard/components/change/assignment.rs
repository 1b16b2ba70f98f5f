//! A device that gets a policy, as a plan takes it.

use jetstream_api::{
    catalogue::Command,
    names::PolicyName,
    rules::{Connection, can},
};
use jetstream_fleet::{
    configuration::{Forecast, Verdict},
    plan::{Assignment, Held},
};

use crate::{
    components::setup::{Holds, Place},
    directory::Entry,
};

/// Why a device cannot be part of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// This, in a sentence that names the device.
    Said(String),
    /// It would have values that must not be sent: what is wrong with them, in sentences that may be those of other devices too.
    Wrong(Vec<String>),
}

/// What is done to every device beside giving it the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Afterwards {
    /// Send the values to the device.
    pub sync: bool,
    /// Ask the device for its values.
    pub read_back: bool,
}

impl Afterwards {
    /// The same, as far as devices of this kind can be asked for it.
    pub fn on(self, entry: &Entry) -> Self {
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
    entry: &Entry,
    place: &Place,
    forecast: &Forecast,
    afterwards: Afterwards,
) -> Result<Option<Assignment>, Refusal> {
    match &forecast.verdict {
        Verdict::Unchanged => return Ok(None),
        Verdict::WrongDefinition { has, needs } => {
            let said = format!("{} is of {has}, and the policy is for {needs}.", entry.device.name);
            return Err(Refusal::Said(said));
        }
        Verdict::Fits if !forecast.wrong.is_empty() => {
            return Err(Refusal::Wrong(forecast.wrong.iter().map(|error| error.text.clone()).collect()));
        }
        Verdict::Fits => {}
    }
    let kept = forecast.overrides_kept.iter().filter_map(|key| Some((key, place.overrides.get(key)?)));
    let Afterwards { sync, read_back } = afterwards.on(entry);
    Ok(Some(Assignment {
        device: entry.name.clone().map_err(|error| Refusal::Said(error.to_string()))?,
        before: held(entry, place)?,
        overrides: kept.collect(),
        changes: forecast.changes().cloned().collect(),
        sync,
        read_back,
    }))
}

/// What a device has now, so that it can be given back.
fn held(entry: &Entry, place: &Place) -> Result<Option<Held>, Refusal> {
    match &place.policy {
        Holds::Nothing => Ok(None),
        Holds::Unread(policy) => Err(Refusal::Said(format!(
            "The policy {policy} of {} could not be read: it could not be given back. Reload the policies.",
            entry.device.name
        ))),
        Holds::Policy(known) => {
            let policy = PolicyName::parse(known.name()).map_err(|error| Refusal::Said(error.to_string()))?;
            Ok(Some(Held { policy, overrides: (*place.overrides).clone() }))
        }
    }
}

#[cfg(test)]
#[path = "assignment_tests.rs"]
mod tests;
