//! The part of a plan that concerns one device: the assignment of the new policy to it.

use jetstream_api::names::{DeviceName, PolicyName};

use super::step::{DeviceStepKind, Step};
use crate::configuration::{ValueChange, Values};

/// A policy as one device has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviousAssignment {
    /// The policy's name.
    pub policy: PolicyName,
    /// The device's own values.
    pub overrides: Values,
}

/// The assignment of the new policy to one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The device.
    pub device: DeviceName,
    /// The policy that it had when the plan was made; `None` if it had none. No policy is removed from a device that
    /// has another one by then, and this one can be restored.
    pub before: Option<PreviousAssignment>,
    /// Its own values beside the new policy.
    pub overrides: Values,
    /// The changes on the device, as they were shown to the person who agreed to them.
    pub changes: Vec<ValueChange>,
    /// Send the values to the device.
    pub sync: bool,
    /// Ask the device for its values afterwards.
    pub read_back: bool,
}

impl Assignment {
    /// The new policy for a device that has none, without values of its own; sent to the device and read back.
    pub fn new(device: DeviceName) -> Self {
        let (before, overrides, changes) = (None, Values::default(), Vec::new());
        Self { device, before, overrides, changes, sync: true, read_back: true }
    }
}

impl Assignment {
    pub(super) fn parts(&self) -> impl Iterator<Item = DeviceStepKind> + use<> {
        let parts = [
            (self.before.is_some(), DeviceStepKind::Remove),
            (true, DeviceStepKind::Add),
            (self.sync, DeviceStepKind::Sync),
            (self.read_back, DeviceStepKind::Read),
        ];
        parts.into_iter().filter(|(wanted, _)| *wanted).map(|(_, part)| part)
    }

    /// The steps of this device, in order.
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        self.parts().map(|part| part.device_step(&self.device))
    }
}
