//! The check of devices against a rule: whether their settings and their last report comply with it.

use jetstream_fleet::configuration::{Reported, Rule, Subject};

use crate::{features::fleet_configuration::model::DeviceConfiguration, state::directory::device_entry::DeviceEntry};

/// The result of checking a rule on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compliance {
    /// Its values comply with the rule.
    Met,
    /// The value from the policy or the device's overrides breaks the rule.
    BrokenBySettings,
    /// The value that the device reported breaks the rule, although policy and overrides do not.
    BrokenByReport,
    /// The value of the parameter is not known.
    Unknown,
}

impl Compliance {
    /// Whether the rule is broken, by settings or by a report.
    pub fn is_broken(self) -> bool {
        matches!(self, Self::BrokenBySettings | Self::BrokenByReport)
    }
}

/// Checks a rule on a device; `None` where the rule does not apply to the device, or the device has no such parameter.
///
/// Without a current report, a device complies when its policy and overrides do, since nothing else is known. Whether the device
/// has applied these values is shown on the drift board.
pub fn check(
    rule: &Rule,
    entry: &DeviceEntry,
    configuration: &DeviceConfiguration,
    reported: Option<&Reported>,
) -> Option<Compliance> {
    let device = &entry.device;
    let subject = Subject::new(&device.definition).policy(configuration.policy.name()).device(&device.name);
    configuration.schema.field(rule.key())?;
    if !rule.scope().matches(&subject) {
        return None;
    }
    let set = configuration.value(rule.key());
    let said = reported.and_then(|reported| reported.values.get(rule.key()));
    Some(match (set.map(|value| rule.is_kept_by(value)), said.map(|value| rule.is_kept_by(value))) {
        (Some(false), _) => Compliance::BrokenBySettings,
        (_, Some(false)) => Compliance::BrokenByReport,
        (None, None) => Compliance::Unknown,
        _ => Compliance::Met,
    })
}

/// The number of devices by the result of checking one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ComplianceCounts {
    /// Devices that comply with the rule.
    pub met: usize,
    /// Devices that break the rule.
    pub broken: usize,
    /// Devices whose value is not known.
    pub unknown: usize,
}

impl ComplianceCounts {
    /// Adds the result of one device.
    pub fn count(&mut self, met: Option<Compliance>) {
        match met {
            None => {}
            Some(Compliance::Met) => self.met += 1,
            Some(Compliance::BrokenBySettings | Compliance::BrokenByReport) => self.broken += 1,
            Some(Compliance::Unknown) => self.unknown += 1,
        }
    }

    /// The number of devices that the rule applies to.
    pub fn devices(self) -> usize {
        self.met + self.broken + self.unknown
    }
}

#[cfg(test)]
#[path = "compliance_tests.rs"]
mod tests;
