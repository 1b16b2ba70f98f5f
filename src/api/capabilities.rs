//! Rules that say which commands a device can take, and how they will be delivered.
//!
//! [`can`] is called before a command is sent, to offer it or to say why not. It knows the kind of the device, its definition, and
//! whether it is connected. It does not know what only the server knows, for example that the device has no policy. Blocking a command
//! that would work is worse than sending one that fails, so a command is allowed where nothing is known.

use core::fmt;

use crate::catalogue::{Command, CommandClass, Support, support};
use crate::kind::DeviceKind;

/// The time that a queued command waits to be fetched, in minutes; then it ends with the exception `CommandTimedOut`.
pub const QUEUE_LIMIT_MINUTES: u32 = 1440;

/// Whether a device holds a WebSocket to Jetstream (page "Get Device Status").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Connection {
    /// It does: commands run at once.
    Connected,
    /// It does not: commands wait until it reconnects or polls (`CommandPollInterval`).
    NotConnected,
    /// Nobody has asked, or there was no answer.
    #[default]
    Unknown,
}

impl Connection {
    /// From `WebSocketsEnabled` of Get Device Status.
    pub const fn of(web_sockets_enabled: bool) -> Self {
        if web_sockets_enabled { Self::Connected } else { Self::NotConnected }
    }
}

/// The five booleans of a device definition; `None` where the answer lacks one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct CommandFlags {
    /// `GetConfigValuesCommand`
    pub get_config_values: Option<bool>,
    /// `SetConfigValuesCommand`
    pub set_config_values: Option<bool>,
    /// `GetEpcListCommand`
    pub get_epc_list: Option<bool>,
    /// `ResetCommand`
    pub reset: Option<bool>,
    /// `UpdateFirmwareCommand`; none of the ten commands depends on it.
    pub update_firmware: Option<bool>,
}

impl CommandFlags {
    /// The property that speaks about `command`, with its value; `None` where none does.
    fn about(self, command: Command) -> Option<(&'static str, bool)> {
        let (name, value) = match command {
            Command::GetTags => ("GetEpcListCommand", self.get_epc_list),
            Command::Restart => ("ResetCommand", self.reset),
            Command::GetPolicyParameters => ("GetConfigValuesCommand", self.get_config_values),
            Command::SetPolicyParameters | Command::SetConfigurationValues => {
                ("SetConfigValuesCommand", self.set_config_values)
            }
            Command::Status
            | Command::SyncCredentials
            | Command::Lockdown
            | Command::UnlockDoor
            | Command::LastCredentialsSync => return None,
        };
        Some((name, value?))
    }
}

/// The properties of a device that decide which commands it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceProfile {
    /// Its kind.
    pub kind: DeviceKind,
    /// The booleans of its definition.
    pub flags: CommandFlags,
}

impl DeviceProfile {
    /// The profile of the devices of a definition: the kind from its name, the rest from its booleans.
    pub fn new(definition_name: &str, flags: CommandFlags) -> Self {
        Self { kind: DeviceKind::of_definition(definition_name), flags }
    }
}

impl From<DeviceKind> for DeviceProfile {
    /// The profile of a device of which no definition is at hand.
    fn from(kind: DeviceKind) -> Self {
        Self { kind, flags: CommandFlags::default() }
    }
}

/// The reason why a command is not offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnavailableReason {
    /// Devices of this kind have no RFID reader.
    NoReader(DeviceKind),
    /// Devices of this kind have no lock and so no passes; the command is one about them.
    NoLock(DeviceKind, Command),
    /// Devices of this kind take no commands at all.
    TakesNoCommands(DeviceKind),
    /// The page of this kind lists the command with no.
    NotOffered(DeviceKind, Command),
    /// The device definition has this property set to false.
    DefinitionSays(&'static str),
    /// The device is not connected, and the command is not queueable.
    NotConnected(Command),
}

impl fmt::Display for UnavailableReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReader(kind) => {
                write!(f, "{} has no RFID reader, so there are no tags to get", kind.with_article())
            }
            Self::NoLock(kind, command) => {
                let consequence = match command {
                    Command::SyncCredentials => "there are no passes to sync",
                    Command::LastCredentialsSync => "no passes are ever synced",
                    Command::UnlockDoor => "there is nothing to unlock",
                    _ => "there is nothing to lock down",
                };
                write!(f, "{} has no lock that Jetstream operates, so {consequence}", kind.with_article())
            }
            Self::TakesNoCommands(kind) => write!(f, "{} takes no commands", kind.with_article()),
            Self::NotOffered(kind, command) => {
                write!(f, "{} does not offer \u{201c}{}\u{201d}", kind.with_article(), command.title())
            }
            Self::DefinitionSays(property) => {
                write!(f, "its device definition says {property} = false")
            }
            Self::NotConnected(command) => {
                write!(f, "not connected, and \u{201c}{}\u{201d} is never queued: it would fail", command.title())
            }
        }
    }
}

/// Whether `command` can be asked of a device.
///
/// - An explicit boolean of the device definition overrules what the pages say about the kind, either way.
/// - Of an unknown kind nothing is refused but what its definition refuses.
/// - A command that is not queueable needs a device that is not known to be disconnected.
pub fn can(command: Command, device: &DeviceProfile, connection: Connection) -> Result<(), UnavailableReason> {
    let listed = support(device.kind, command);
    match (device.flags.about(command), listed) {
        (Some((_, true)), _) | (None, Support::Yes | Support::NotListed) => {}
        // The kind explains more than a property's name does, so it is asked first.
        (_, Support::No) => return Err(unsupported(command, device.kind)),
        (Some((property, false)), _) => return Err(UnavailableReason::DefinitionSays(property)),
    }
    if command.class() == CommandClass::SynchronousNotQueueable && connection == Connection::NotConnected {
        return Err(UnavailableReason::NotConnected(command));
    }
    Ok(())
}

fn unsupported(command: Command, kind: DeviceKind) -> UnavailableReason {
    let about_lock = matches!(
        command,
        Command::SyncCredentials | Command::LastCredentialsSync | Command::Lockdown | Command::UnlockDoor
    );
    if kind == DeviceKind::Handheld {
        UnavailableReason::TakesNoCommands(kind)
    } else if command == Command::GetTags && kind.has_reader() == Some(false) {
        UnavailableReason::NoReader(kind)
    } else if about_lock && kind.has_lock() == Some(false) {
        UnavailableReason::NoLock(kind, command)
    } else {
        UnavailableReason::NotOffered(kind, command)
    }
}

/// The delivery of a command that is sent now. Its display is a sentence for the person about to send it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExpectedDelivery {
    /// Jetstream answers from its own records, connected or not.
    Answered,
    /// It runs while the caller waits; the answer says how it went.
    RunsNow,
    /// It starts now; how it went is told by an event later.
    RunsLater,
    /// It is queued, and not in force until the device fetches it.
    Queued,
    /// It fails.
    Fails,
    /// The connection is not known: it runs or is queued.
    Unknown,
    /// The connection is not known: it runs or fails.
    UnknownMayFail,
}

/// The delivery of `command` to a device that takes it; see [`can`] for whether it does.
///
/// A mobile case is powered only after its lid is shut and during its nightly scan: there `Queued` may take a day
/// even if all is well.
pub const fn outlook(command: Command, connection: Connection) -> ExpectedDelivery {
    match (command.class(), connection) {
        (CommandClass::NotACommand, _) => ExpectedDelivery::Answered,
        (CommandClass::NotSynchronousQueueable, Connection::Connected) => ExpectedDelivery::RunsLater,
        (_, Connection::Connected) => ExpectedDelivery::RunsNow,
        (CommandClass::SynchronousNotQueueable, Connection::NotConnected) => ExpectedDelivery::Fails,
        (_, Connection::NotConnected) => ExpectedDelivery::Queued,
        (CommandClass::SynchronousNotQueueable, Connection::Unknown) => ExpectedDelivery::UnknownMayFail,
        (_, Connection::Unknown) => ExpectedDelivery::Unknown,
    }
}

impl fmt::Display for ExpectedDelivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Answered => "Jetstream answers from its own records; the device is not asked",
            Self::RunsNow => "connected: it runs at once, and the answer says how it went",
            Self::RunsLater => "connected: it starts at once; an event tells later how it went",
            Self::Queued => {
                "offline: it will be queued and is not in force until the device polls; \
                 after 24 hours it times out"
            }
            Self::Fails => "offline: it would fail, since it is never queued",
            Self::Unknown => {
                "connection unknown: it runs at once if the device is connected; otherwise it \
                 will be queued and is not in force until the device polls"
            }
            Self::UnknownMayFail => "connection unknown: it runs at once if the device is connected, else it fails",
        })
    }
}

#[cfg(test)]
#[path = "capabilities_tests.rs"]
mod tests;
