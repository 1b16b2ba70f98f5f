//! The steps of a plan, each of which is one call.

use jetstream_api::names::DeviceName;

/// A step: one call. For each device in this order; the policy is created before all of them, and the old one deleted after all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Create the new policy.
    CreatePolicy,
    /// Remove the old policy from the device.
    Remove(DeviceName),
    /// Add the new policy to the device.
    Add(DeviceName),
    /// Send the values to the device (*Set a Device's Policy Parameters*).
    Sync(DeviceName),
    /// Ask the device for its values (*Get a Device's Policy Parameters*).
    Read(DeviceName),
    /// Add the old policy to the device again. It is in no plan from the start: a person asks for it.
    Restore(DeviceName),
    /// Delete the old policy.
    DeleteOld,
}

impl Step {
    /// The device that it is for; `None` where it is for a policy.
    pub fn device(&self) -> Option<&DeviceName> {
        match self {
            Self::CreatePolicy | Self::DeleteOld => None,
            Self::Remove(device)
            | Self::Add(device)
            | Self::Sync(device)
            | Self::Read(device)
            | Self::Restore(device) => Some(device),
        }
    }

    /// Whether it is a command, which has a timeline, and not a change of Jetstream's records.
    pub fn is_command(&self) -> bool {
        matches!(self, Self::Sync(_) | Self::Read(_))
    }
}

/// The kind of a step of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DeviceStepKind {
    Remove,
    Add,
    Sync,
    Read,
    Restore,
}

impl DeviceStepKind {
    pub(super) const ALL: [Self; 5] = [Self::Remove, Self::Add, Self::Sync, Self::Read, Self::Restore];

    /// Whether it changes which policy the device has.
    pub(super) fn is_about_policy(self) -> bool {
        matches!(self, Self::Remove | Self::Add | Self::Restore)
    }

    pub(super) fn device_step(self, device: &DeviceName) -> Step {
        let device = device.clone();
        match self {
            Self::Remove => Step::Remove(device),
            Self::Add => Step::Add(device),
            Self::Sync => Step::Sync(device),
            Self::Read => Step::Read(device),
            Self::Restore => Step::Restore(device),
        }
    }

    pub(super) fn same_device(step: &Step) -> Option<(Self, &DeviceName)> {
        let part = match step {
            Step::CreatePolicy | Step::DeleteOld => return None,
            Step::Remove(_) => Self::Remove,
            Step::Add(_) => Self::Add,
            Step::Sync(_) => Self::Sync,
            Step::Read(_) => Self::Read,
            Step::Restore(_) => Self::Restore,
        };
        step.device().map(|device| (part, device))
    }
}
