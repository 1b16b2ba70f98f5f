//! Whether a device keeps a rule, and how that is known.

use jetstream_fleet::configuration::{Reported, Rule, Subject};

use crate::{features::fleet_configuration::model::DeviceConfiguration, state::directory::device_entry::DeviceEntry};

/// How a device stands to a rule that is for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compliance {
    /// Its values keep it.
    Met,
    /// What policy and own values say breaks it.
    BrokenBySettings,
    /// What the device reported breaks it, although policy and own values do not.
    BrokenByReport,
    /// Which value the parameter has is not known.
    Unknown,
}

impl Compliance {
    /// Is the rule broken, on whatever ground?
    pub fn is_broken(self) -> bool {
        matches!(self, Self::BrokenBySettings | Self::BrokenByReport)
    }
}

/// How a device stands to a rule; `None` where the rule is not for it, or the device has no such parameter.
///
/// A device that reports nothing current keeps a rule when what it should have keeps it: that is all there is to go by, and
/// whether the device has it is what the drift board is about.
pub fn check(
    rule: &Rule,
    entry: &DeviceEntry,
    place: &DeviceConfiguration,
    reported: Option<&Reported>,
) -> Option<Compliance> {
    let device = &entry.device;
    let subject = Subject::new(&device.definition).policy(place.policy.name()).device(&device.name);
    place.schema.field(rule.key())?;
    if !rule.scope().matches(&subject) {
        return None;
    }
    let set = place.value(rule.key());
    let said = reported.and_then(|reported| reported.values.get(rule.key()));
    Some(match (set.map(|value| rule.is_kept_by(value)), said.map(|value| rule.is_kept_by(value))) {
        (Some(false), _) => Compliance::BrokenBySettings,
        (_, Some(false)) => Compliance::BrokenByReport,
        (None, None) => Compliance::Unknown,
        _ => Compliance::Met,
    })
}

/// Of how many devices a rule is kept, broken, and neither is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ComplianceCounts {
    /// Devices that keep it.
    pub kept: usize,
    /// Devices that break it.
    pub broken: usize,
    /// Devices of which it is not known.
    pub unknown: usize,
}

impl ComplianceCounts {
    /// Counts one device more.
    pub fn count(&mut self, kept: Option<Compliance>) {
        match kept {
            None => {}
            Some(Compliance::Met) => self.kept += 1,
            Some(Compliance::BrokenBySettings | Compliance::BrokenByReport) => self.broken += 1,
            Some(Compliance::Unknown) => self.unknown += 1,
        }
    }

    /// For how many devices the rule is.
    pub fn devices(self) -> usize {
        self.kept + self.broken + self.unknown
    }
}

#[cfg(test)]
#[path = "compliance_tests.rs"]
mod tests;
