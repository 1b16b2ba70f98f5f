//! A decoder of the content of an event from its properties.

use serde_json::Value;

use super::{Body, CommandCompletion, CommandQueued, CredentialChange, DeviceChange, LogEntry, Reading};
use crate::{
    ids::{CommandId, Id},
    time,
    wire::{DecodeError, Object, Pair},
};

impl Body {
    /// Takes out what the type is known to have. An error means that a property has another form than documented.
    pub(super) fn read(event_type: &str, object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(match event_type.to_ascii_lowercase().as_str() {
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
            "statusevent" => Self::Status(status(object)?),
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
            _ => Self::Other,
        })
    }
}

fn each<T>(
    object: &mut Object<'_>,
    name: &str,
    read: fn(Object<'_>) -> Result<T, DecodeError>,
) -> Result<Vec<T>, DecodeError> {
    object.objects(name)?.into_iter().map(read).collect()
}

fn log_entry(mut object: Object<'_>) -> Result<LogEntry, DecodeError> {
    Ok(LogEntry {
        level: object.optional_text("Level")?.unwrap_or_default(),
        entry_type: object.optional_text("Type")?.unwrap_or_default(),
        message: object.optional_text("Message")?.unwrap_or_default(),
        log_time: object.optional_text("LogTime")?.as_deref().and_then(time::parse),
    })
}

fn reading(mut object: Object<'_>) -> Result<Reading, DecodeError> {
    Ok(Reading {
        name: object.optional_text("Name")?.unwrap_or_default(),
        value: object.optional_text("Value")?.unwrap_or_default(),
        reading_time: object.optional_text("ReadingTime")?.as_deref().and_then(time::parse),
    })
}

fn device(object: &mut Object<'_>) -> Result<DeviceChange, DecodeError> {
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

fn credentials(object: &mut Object<'_>, list: &str) -> Result<CredentialChange, DecodeError> {
    Ok(CredentialChange {
        credential_type: object.optional_text("CredentialType")?.unwrap_or_default(),
        credentials: object.texts(list)?,
    })
}

/// All properties of a status, known or not: they vary by device type and firmware, and each is a text to show.
fn status(object: &mut Object<'_>) -> Result<Vec<Pair>, DecodeError> {
    let plain = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    Ok(object.take_unknown_fields()?.into_iter().map(|(key, value)| Pair { key, value: plain(value) }).collect())
}
