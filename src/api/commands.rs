//! Calls that send a command to a device, and the response that they share.

use std::fmt;

use serde_json::json;

use crate::{
    call::{Call, Method, Safety},
    endpoint::Endpoint,
    ids::{CommandId, Guid},
    names::DeviceName,
    pass::Pass,
    policies::as_object,
    redact::redact,
    wire::{DecodeError, Object, Pair},
};

/// The `Status` in the response to a command. Two values are documented.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CommandStatus {
    /// The device has answered; look at the exceptions for whether it succeeded.
    Completed,
    /// The command waits for the device, or runs without being waited for.
    Queued,
    /// Any other text, as received.
    Other(String),
}

impl CommandStatus {
    fn read(word: &str) -> Self {
        if word.eq_ignore_ascii_case("Completed") {
            Self::Completed
        } else if word.eq_ignore_ascii_case("Queued") {
            Self::Queued
        } else {
            Self::Other(word.to_owned())
        }
    }
}

/// The response to a command (page *Glossary* and each command's page).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandResponse {
    /// The identifier that the events of the command have, too.
    pub command_id: CommandId,
    /// Whether the device has already answered.
    pub status: CommandStatus,
    /// What went wrong; empty means that nothing did. This is the documented sign of failure, not the HTTP status.
    pub exceptions: Vec<Pair>,
    /// What the command returns.
    pub output: Vec<Pair>,
}

impl CommandResponse {
    /// Reads the response to a command.
    pub fn read(mut object: Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            command_id: CommandId::new(&object.text("CommandId")?),
            status: CommandStatus::read(&object.optional_text("Status")?.unwrap_or_default()),
            exceptions: object.pairs("ExceptionList")?,
            output: object.pairs("OutputParameterList")?,
        })
    }
}

/// A command: never repeated by a program, whatever its verb.
pub(crate) fn command<'a>(method: Method, segments: impl IntoIterator<Item = &'a str>) -> Call {
    Call::new(method, Safety::Unsafe, segments)
}

/// The error of a number of hours that no lockdown can last.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Nothing was given.
    #[error("Give the hours: a whole number from 0 to 168. 0 ends the lockdown.")]
    Empty,
    /// A whole number outside the range.
    #[error("{0} is outside the range. Allowed are 0 to 168 hours; 0 ends the lockdown.")]
    Range(i64),
    /// A fraction, or no number at all.
    #[error("{0:?} is not a whole number. Allowed are 0 to 168 hours; 0 ends the lockdown.")]
    NotWhole(String),
}

/// The duration of a lockdown: 0 to 168 hours; 0 ends one (page *Lockdown a Device*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LockdownHours(u8);

impl LockdownHours {
    /// The longest lockdown: a week.
    pub const MAX: u8 = 168;

    /// Takes a number of hours.
    pub fn new(hours: i64) -> Result<Self, HoursError> {
        u8::try_from(hours).ok().filter(|hours| *hours <= Self::MAX).map(Self).ok_or(HoursError::Range(hours))
    }

    /// Reads what a person typed.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(HoursError::Empty);
        }
        Self::new(text.parse().map_err(|_| HoursError::NotWhole(text.to_owned()))?)
    }

    /// The hours.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for LockdownHours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// `POST /3/devices/{name}/lockdown` (page *Lockdown a Device*): for so many hours not even a valid pass opens the door.
///
/// Synchronous and queueable: at once when the device is connected, else when it fetches the command. There is no call that
/// tells whether a device is locked down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lockdown {
    /// The device.
    pub device: DeviceName,
    /// How long; 0 ends the lockdown.
    pub hours: LockdownHours,
}

impl Endpoint for Lockdown {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Post, ["devices", self.device.as_str(), "lockdown"])
            .with_body(&json!({ "Hours": self.hours.get() }))
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// The error of a text that is no unlock token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The token is neither a GUID of 36 characters nor a pass of 10 to 40 hexadecimal digits.")]
pub struct TokenError;

/// The token of an unlock: any GUID, or a pass on the device's list. A secret: CommandQueuedEvent echoes it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AccessToken(String);

impl AccessToken {
    /// Reads what a person typed.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        match Guid::parse(text) {
            Ok(guid) => Ok(Self(guid.to_string())),
            Err(_) => Pass::parse(text).map(|pass| Self(pass.reveal().to_owned())).map_err(|_| TokenError),
        }
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<Guid> for AccessToken {
    fn from(guid: Guid) -> Self {
        Self(guid.to_string())
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AccessToken({})", redact(&self.0))
    }
}

/// `POST /3/devices/{name}/unlockdoor` (page *Unlock a Device's Door*): opens the door for DoorUnlockTimeLimit seconds.
///
/// Synchronous and **not** queueable: it fails when the device is not connected. In which form it fails is not documented.
/// The token comes back as `PassRfid` of the AggregateEvent, so a fresh GUID tells who opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlockDoor {
    /// The device.
    pub device: DeviceName,
    /// A GUID, or a listed pass.
    pub token: AccessToken,
}

impl Endpoint for UnlockDoor {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Post, ["devices", self.device.as_str(), "unlockdoor"])
            .with_body(&json!({ "AccessToken": self.token.reveal() }))
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// `POST /3/devices/{name}/reset` (page *Restart a Device*): not synchronous; the completion event comes minutes later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restart(pub DeviceName);

impl Endpoint for Restart {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Post, ["devices", self.0.as_str(), "reset"])
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// `GET /3/devices/{name}/epclist` (page *Get All RFID Tags*): makes the device scan. A command, although it is a `GET`;
/// the tags come as `EPC` pairs of the completion event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetTags(pub DeviceName);

impl Endpoint for GetTags {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Get, ["devices", self.0.as_str(), "epclist"])
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// `POST /3/devices/{name}/configuration` (page *Set Configuration Values for a Device*): sets a few parameters without a
/// policy. Fifteen keys are allowed, see the catalogue; a policy added later overwrites the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetConfigurationValues {
    /// The device.
    pub device: DeviceName,
    /// Lower-case parameter names with their values.
    pub values: Vec<Pair>,
}

impl Endpoint for SetConfigurationValues {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Post, ["devices", self.device.as_str(), "configuration"]).with_body(&as_object(&self.values))
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

#[cfg(test)]
#[path = "commands_tests.rs"]
mod tests;
