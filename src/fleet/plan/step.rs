//! What a plan does, one call at a time.

use jetstream_api::names::DeviceName;

/// One call. For each device in this order; the policy is created before all of them, and the old one deleted after all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Create the new policy.
    CreatePolicy,
    /// Take the old policy off the device.
    Remove(DeviceName),
    /// Give it the new one.
    Add(DeviceName),
    /// Send the values to the device (*Set a Device's Policy Parameters*).
    Sync(DeviceName),
    /// Ask the device for its values (*Get a Device's Policy Parameters*).
    Read(DeviceName),
    /// Give the device its old policy back. In no plan from the start: a person asks for it.
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

    /// Is it a command, of which timelines tell, and not a change of Jetstream's records?
    pub fn is_command(&self) -> bool {
        matches!(self, Self::Sync(_) | Self::Read(_))
    }
}

/// A step of a device without the device.
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

    /// Does it change which policy the device has?
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
