//! What each type of event says.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::{
    ids::{CommandId, Id},
    time,
    wire::{DecodeError, Object, Pair},
};

/// How bad something is, worst last. `Error`, `error` and `ERROR` are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Trace, verbose and debug lines.
    Debug,
    /// Nothing to do.
    Information,
    /// Worth a look.
    Warning,
    /// An alarm.
    Error,
}

impl Severity {
    /// Every severity, least first.
    pub const ALL: [Self; 4] = [Self::Debug, Self::Information, Self::Warning, Self::Error];

    /// Reads a log entry's `Level`; a word that nobody knows counts as information.
    pub fn read(level: &str) -> Self {
        match level.to_ascii_lowercase().as_str() {
            "error" => Self::Error,
            "warning" => Self::Warning,
            "debug" | "trace" | "verbose" => Self::Debug,
            _ => Self::Information,
        }
    }

    /// The word for it, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

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
    /// Ties it to the answer and the completion.
    pub command_id: CommandId,
    /// The command's name in events, such as `Lockdown`.
    pub command_name: String,
    /// The path that was called.
    pub uri: Option<String>,
    /// The verb that was used; one documented example has the wrong one.
    pub verb: Option<String>,
    /// Who sent it.
    pub user: Option<String>,
    /// What it was sent with, such as `Hours`.
    pub parameters: Vec<Pair>,
}

/// A device finished a command, or it timed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandCompletion {
    /// Ties it to the answer and the queued event.
    pub command_id: CommandId,
    /// The command's name in events.
    pub command_name: String,
    /// What it returned; may be empty on success and on failure.
    pub output: Vec<Pair>,
    /// What went wrong; empty means success. `CommandTimedOut` after 1440 minutes in the queue.
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

/// What an event says, by its type.
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
        /// What process.
        process_type: String,
        /// Its data.
        parameters: Vec<Pair>,
    },
    /// A type, or a form of a known type, that this crate does not know. Its fields are in the event's `extra`.
    Other,
}

impl Body {
    /// Reads what the type says. Where a field has an unexpected form, nothing is taken out and the body is `Other`.
    pub(super) fn read(event_type: &str, object: Object) -> (Self, Map<String, Value>) {
        let mut fields = object.clone();
        match Self::typed(event_type, &mut fields) {
            Ok(Some(Self::Status(_))) => (Self::Status(status(object)), Map::new()),
            Ok(Some(body)) => (body, fields.rest()),
            Ok(None) | Err(_) => (Self::Other, object.rest()),
        }
    }

    fn typed(event_type: &str, object: &mut Object) -> Result<Option<Self>, DecodeError> {
        Ok(Some(match event_type.to_ascii_lowercase().as_str() {
            "aggregateevent" => Self::Aggregate {
                pass_rfid: object.optional_text("PassRfid")?.unwrap_or_default(),
                adds: object.texts("Adds")?,
                removes: object.texts("Removes")?,
                alias: object.optional_text("Alias")?,
            },
            "objectevent" => Self::Object {
                observe: object.texts("Observe")?,
                alias: object.optional_text("Alias")?,
                credential: match object.optional_text("Credential")? {
                    None => object.optional_text("Credential(s)")?,
                    some => some,
                },
            },
            "heartbeatevent" => Self::Heartbeat,
            "logentryevent" => Self::LogEntry(each(object, "LogEntries", log_entry)?),
            "sensorreadingevent" => Self::SensorReading(each(object, "SensorReadings", reading)?),
            "statusevent" => Self::Status(Vec::new()),
            "commandqueuedevent" => Self::CommandQueued(CommandQueued {
                command_id: CommandId::new(&object.text("CommandId")?),
                command_name: object.optional_text("CommandName")?.unwrap_or_default(),
                uri: object.optional_text("URI")?,
                verb: object.optional_text("Verb")?,
                user: object.optional_text("User")?,
                parameters: object.pairs("Parameters")?,
            }),
            "commandcompletionevent" => Self::CommandCompletion(CommandCompletion {
                command_id: CommandId::new(&object.text("CommandId")?),
                command_name: object.optional_text("CommandName")?.unwrap_or_default(),
                output: object.pairs("OutputParameterList")?,
                exceptions: object.pairs("ExceptionList")?,
                user: object.optional_text("User")?,
            }),
            "deviceaddedevent" => Self::DeviceAdded(device(object)?),
            "devicemodifiedevent" => Self::DeviceModified(device(object)?),
            "deviceremovedevent" => Self::DeviceRemoved(object.optional_integer("Id")?.map(Id)),
            "devicecredentialsaddedevent" => Self::CredentialsAdded(credentials(object, "AddedCredentials")?),
            "devicecredentialsmodifiedevent" => Self::CredentialsModified(credentials(object, "CurrentCredentials")?),
            "devicecredentialsremovedevent" => Self::CredentialsRemoved(credentials(object, "RemovedCredentials")?),
            "aliasaddedevent" | "aliasmodifiedevent" => Self::AliasChanged {
                id: object.optional_integer("Id")?.map(Id),
                alias: object.optional_text("Alias")?.unwrap_or_default(),
                devices: object.texts("Devices")?,
                region: object.optional_text("Region")?,
            },
            "aliasremovedevent" => Self::AliasRemoved(object.optional_text("Alias")?.unwrap_or_default()),
            "businessprocessevent" => Self::BusinessProcess {
                process_type: object.optional_text("ProcessType")?.unwrap_or_default(),
                parameters: object.pairs("Parameters")?,
            },
            _ => return Ok(None),
        }))
    }

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

fn each<T>(object: &mut Object, name: &str, read: fn(Object) -> Result<T, DecodeError>) -> Result<Vec<T>, DecodeError> {
    object.objects(name)?.into_iter().map(read).collect()
}

fn log_entry(mut object: Object) -> Result<LogEntry, DecodeError> {
    Ok(LogEntry {
        level: object.optional_text("Level")?.unwrap_or_default(),
        entry_type: object.optional_text("Type")?.unwrap_or_default(),
        message: object.optional_text("Message")?.unwrap_or_default(),
        log_time: object.optional_text("LogTime")?.as_deref().and_then(time::parse),
    })
}

fn reading(mut object: Object) -> Result<Reading, DecodeError> {
    Ok(Reading {
        name: object.optional_text("Name")?.unwrap_or_default(),
        value: object.optional_text("Value")?.unwrap_or_default(),
        reading_time: object.optional_text("ReadingTime")?.as_deref().and_then(time::parse),
    })
}

fn device(object: &mut Object) -> Result<DeviceChange, DecodeError> {
    Ok(DeviceChange {
        id: object.optional_integer("Id")?.map(Id),
        definition: object.optional_text("DeviceDefinition")?,
        serial_number: match object.optional_text("DeviceSerialNumber")? {
            None => object.optional_text("SerialNumber")?,
            some => some,
        },
        region: object.optional_text("Region")?,
        aliases: object.texts("Aliases")?,
    })
}

fn credentials(object: &mut Object, list: &str) -> Result<CredentialChange, DecodeError> {
    Ok(CredentialChange {
        credential_type: object.optional_text("CredentialType")?.unwrap_or_default(),
        credentials: object.texts(list)?,
    })
}

/// All fields of a status, known or not: they vary by device type and firmware, and each is a text to show.
fn status(object: Object) -> Vec<Pair> {
    let plain = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    object.rest().into_iter().map(|(key, value)| Pair { key, value: plain(value) }).collect()
}
