//! The content of each type of event.

use jiff::Timestamp;

use super::Severity;
use crate::{
    ids::{CommandId, Id},
    wire::Pair,
};

/// One line of a LogEntryEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// The level as received; [`Severity::read`] understands it.
    pub level: String,
    /// The entry's name, such as `DoorOpen` or `ValidPass`; the catalogue says what it means.
    pub entry_type: String,
    /// Free text; its form is not documented.
    pub message: String,
    /// When the device wrote it.
    pub log_time: Option<Timestamp>,
}

/// One value of a SensorReadingEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The sensor, such as `TemperatureA`.
    pub name: String,
    /// The value as received: a text on the wire.
    pub value: String,
    /// When it was read.
    pub reading_time: Option<Timestamp>,
}

/// Somebody sent a command. It can arrive after the completion, and it echoes the token of an unlock: a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandQueued {
    /// The identifier that the response and the completion have, too.
    pub command_id: CommandId,
    /// The command's name in events, such as `Lockdown`.
    pub command_name: String,
    /// The path that was called.
    pub uri: Option<String>,
    /// The verb that was used; one documented example has the wrong one.
    pub verb: Option<String>,
    /// Who sent it.
    pub user: Option<String>,
    /// Its parameters, such as `Hours`.
    pub parameters: Vec<Pair>,
}

/// A device finished a command, or it timed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandCompletion {
    /// The identifier that the response and the queued event have, too.
    pub command_id: CommandId,
    /// The command's name in events.
    pub command_name: String,
    /// Its output; may be empty on success and on failure.
    pub output: Vec<Pair>,
    /// Its exceptions; empty means success. `CommandTimedOut` after 1440 minutes in the queue.
    pub exceptions: Vec<Pair>,
    /// Documented, but in no example.
    pub user: Option<String>,
}

/// A device was added or modified; a rename carries the new name, so follow the id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceChange {
    /// Jetstream's number of the device.
    pub id: Option<Id>,
    /// Its definition.
    pub definition: Option<String>,
    /// Its serial number.
    pub serial_number: Option<String>,
    /// Its region.
    pub region: Option<String>,
    /// Its aliases; absent in the documented examples.
    pub aliases: Vec<String>,
}

/// Credentials changed in Jetstream, not yet on the device. The values are secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialChange {
    /// `Basic`, `User` or `Pin`, as received.
    pub credential_type: String,
    /// Added, removed, or, for a modification, all of them.
    pub credentials: Vec<String>,
}

/// The content of an event, by its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// AggregateEvent: tags that came and went with one opening of the door.
    Aggregate {
        /// The pass that opened, or the token of an unlock; empty on devices without access control.
        pass_rfid: String,
        /// EPCs that appeared.
        adds: Vec<String>,
        /// EPCs that disappeared.
        removes: Vec<String>,
        /// From the vendor's SDK.
        alias: Option<String>,
    },
    /// ObjectEvent: all tags read at one moment.
    Object {
        /// EPCs.
        observe: Vec<String>,
        /// Handhelds only.
        alias: Option<String>,
        /// Handhelds only; the page prints it as `Credential(s)`.
        credential: Option<String>,
    },
    /// HeartbeatEvent: the device is alive.
    Heartbeat,
    /// LogEntryEvent: alarms and log lines.
    LogEntry(Vec<LogEntry>),
    /// SensorReadingEvent.
    SensorReading(Vec<Reading>),
    /// StatusEvent: versions, addresses, memory, uptime. Properties vary by device, so they are pairs.
    Status(Vec<Pair>),
    /// CommandQueuedEvent.
    CommandQueued(CommandQueued),
    /// CommandCompletionEvent.
    CommandCompletion(CommandCompletion),
    /// DeviceAddedEvent.
    DeviceAdded(DeviceChange),
    /// DeviceModifiedEvent.
    DeviceModified(DeviceChange),
    /// DeviceRemovedEvent.
    DeviceRemoved(Option<Id>),
    /// DeviceCredentialsAddedEvent.
    CredentialsAdded(CredentialChange),
    /// DeviceCredentialsModifiedEvent.
    CredentialsModified(CredentialChange),
    /// DeviceCredentialsRemovedEvent.
    CredentialsRemoved(CredentialChange),
    /// AliasAddedEvent and AliasModifiedEvent: `(id, new name, devices, region)`.
    AliasChanged {
        /// Jetstream's number of it.
        id: Option<Id>,
        /// Its name from now on.
        alias: String,
        /// Its devices.
        devices: Vec<String>,
        /// Its region.
        region: Option<String>,
    },
    /// AliasRemovedEvent.
    AliasRemoved(String),
    /// BusinessProcessEvent: free data of an application on the device (vendor's SDK).
    BusinessProcess {
        /// The name of the process.
        process_type: String,
        /// Its data.
        parameters: Vec<Pair>,
    },
    /// A type, or a form of a known type, that this crate does not know. Its fields are in the event's `extra`.
    Other,
}

impl Body {
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::LogEntry(entries) => {
                entries.iter().map(|entry| Severity::read(&entry.level)).max().unwrap_or(Severity::Information)
            }
            Self::CommandCompletion(completion) if !completion.exceptions.is_empty() => Severity::Error,
            _ => Severity::Information,
        }
    }
}
