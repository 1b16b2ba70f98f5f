//! The commands on a device's policy values: read them from the device, or send them to it.

use jetstream_api::{
    capabilities::can,
    catalogue::Command,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
    names::DeviceName,
};

use crate::{
    features::fleet_configuration::model::DeviceConfiguration,
    shared::available_commands::reason_text as as_sentence,
    state::{
        commands::CommandIntent,
        directory::{Directory, device_entry::DeviceEntry},
        session::{READ_ONLY, Session},
    },
};

/// A command that the drift board sends to one device or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkCommand {
    /// Request the values from the devices.
    Read,
    /// Send the values of policy and overrides to the devices.
    Sync,
}

impl BulkCommand {
    /// The label of its buttons.
    pub fn label(self) -> &'static str {
        match self {
            Self::Read => "Read again",
            Self::Sync => "Sync",
        }
    }

    /// The API command.
    pub fn command(self) -> Command {
        match self {
            Self::Read => Command::GetPolicyParameters,
            Self::Sync => Command::SetPolicyParameters,
        }
    }

    /// The command for one device.
    pub fn intent(self, device: DeviceName) -> CommandIntent {
        match self {
            Self::Read => CommandIntent::GetPolicyParameters(GetPolicyParameters(device)),
            Self::Sync => CommandIntent::SetPolicyParameters(SetPolicyParameters(device)),
        }
    }
}

/// The reason why a command cannot be sent to a device; `None` where it can.
pub fn refusal(
    command: BulkCommand,
    entry: &DeviceEntry,
    configuration: &DeviceConfiguration,
    session: Session,
    directory: Directory,
) -> Option<String> {
    if let Err(error) = &entry.name {
        return Some(error.to_string());
    }
    if session.is_read_only() {
        return Some(READ_ONLY.to_owned());
    }
    if command == BulkCommand::Sync && configuration.policy.name().is_none() {
        return Some("It has no policy, so there is nothing to send.".to_owned());
    }
    let connection = directory.statuses().connection(&entry.device.name);
    can(command.command(), &entry.profile, connection).err().map(|reason| as_sentence(&reason.to_string()))
}
