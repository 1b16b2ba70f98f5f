//! Calls about credentials, the lists of those who may open a device. Changes are stored in Jetstream; a sync sends them to the device.

use std::fmt;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::{
    call::{Call, Method, Safety},
    commands::{CommandResponse, command},
    endpoint::Endpoint,
    names::DeviceName,
    time,
    wire::{self, DecodeError, Object},
};

pub use crate::pass::{Pass, PassError};

/// The three lists of a device. Only `Basic` is documented; the others are known from the vendor's SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CredentialType {
    /// Pass numbers.
    Basic,
    /// User names with passwords.
    User,
    /// Ids with PINs.
    Pin,
}

impl CredentialType {
    fn segment(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::User => "user",
            Self::Pin => "pin",
        }
    }
}

/// Credentials to store. `User` and `Pin` carry a secret for each name.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Pass numbers.
    Basic(Vec<Pass>),
    /// User name and password.
    User(Vec<(String, String)>),
    /// Id and PIN.
    Pin(Vec<(String, String)>),
}

impl Credentials {
    /// The list that they belong to.
    pub fn credential_type(&self) -> CredentialType {
        match self {
            Self::Basic(_) => CredentialType::Basic,
            Self::User(_) => CredentialType::User,
            Self::Pin(_) => CredentialType::Pin,
        }
    }

    fn body(&self) -> Value {
        match self {
            Self::Basic(passes) => json!(passes.iter().map(Pass::reveal).collect::<Vec<_>>()),
            Self::User(secrets) | Self::Pin(secrets) => {
                Value::Object(secrets.iter().map(|(name, secret)| (name.clone(), json!(secret))).collect::<Map<_, _>>())
            }
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = match self {
            Self::Basic(passes) => passes.len(),
            Self::User(secrets) | Self::Pin(secrets) => secrets.len(),
        };
        write!(formatter, "{count} {:?} credentials", self.credential_type())
    }
}

fn segments(device: &DeviceName, kind: CredentialType) -> [&str; 4] {
    ["devices", device.as_str(), "credentials", kind.segment()]
}

/// Pass numbers, or the names of `User` and `Pin` credentials. An object of names is taken for the list of its names;
/// nothing at all (204) for the empty list, as *Delete Device Credentials* is documented in both ways.
fn names(body: &str) -> Result<Vec<String>, DecodeError> {
    match wire::optional(body)? {
        None => Ok(Vec::new()),
        Some(Value::Object(entries)) => Ok(entries.into_iter().map(|(name, _)| name).collect()),
        // What stands there instead may be a pass, and an error is not the place to show one.
        Some(list) => {
            wire::texts(list, "credentials").map_err(|error| DecodeError { found: "something else".into(), ..error })
        }
    }
}

/// `GET /3/devices/{name}/credentials/{type}` (page *Get Device Credentials*): the list stored in Jetstream, not the one on
/// the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListCredentials {
    /// The device.
    pub device: DeviceName,
    /// Which list.
    pub kind: CredentialType,
}

impl Endpoint for ListCredentials {
    type Response = Vec<String>;

    fn call(&self) -> Call {
        Call::read(segments(&self.device, self.kind))
    }

    fn parse(&self, body: &str) -> Result<Vec<String>, DecodeError> {
        names(body)
    }
}

/// `POST /3/devices/{name}/credentials/{type}` (page *Create Device Credentials*): appends. Whether the answer is what was
/// added or the whole list is not documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCredentials {
    /// The device.
    pub device: DeviceName,
    /// What to append.
    pub credentials: Credentials,
}

impl Endpoint for AddCredentials {
    type Response = Vec<String>;

    fn call(&self) -> Call {
        Call::new(Method::Post, Safety::Unsafe, segments(&self.device, self.credentials.credential_type()))
            .with_body(&self.credentials.body())
    }

    fn parse(&self, body: &str) -> Result<Vec<String>, DecodeError> {
        names(body)
    }
}

/// `PUT /3/devices/{name}/credentials/{type}` (page *Modify Device Credentials*): replaces the whole list; an empty one
/// clears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplaceCredentials {
    /// The device.
    pub device: DeviceName,
    /// The list from now on.
    pub credentials: Credentials,
}

impl Endpoint for ReplaceCredentials {
    type Response = Vec<String>;

    fn call(&self) -> Call {
        Call::new(Method::Put, Safety::Idempotent, segments(&self.device, self.credentials.credential_type()))
            .with_body(&self.credentials.body())
    }

    fn parse(&self, body: &str) -> Result<Vec<String>, DecodeError> {
        names(body)
    }
}

/// `DELETE /3/devices/{name}/credentials/{type}` (page *Delete Device Credentials*): removes those named. The page says 204
/// without a body, the vendor's SDK reads the remaining list: both are taken.
#[derive(Clone, PartialEq, Eq)]
pub struct RemoveCredentials {
    /// The device.
    pub device: DeviceName,
    /// Which list.
    pub kind: CredentialType,
    /// Pass numbers, or the names of `User` and `Pin` credentials.
    pub names: Vec<String>,
    /// Send `PATCH` in place of `DELETE`, for transports that cannot send a body with `DELETE`.
    pub by_patch: bool,
}

impl fmt::Debug for RemoveCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RemoveCredentials({}, {:?}, {} of them)", self.device, self.kind, self.names.len())
    }
}

impl Endpoint for RemoveCredentials {
    /// What remains, where the answer says it.
    type Response = Vec<String>;

    fn call(&self) -> Call {
        let method = if self.by_patch { Method::Patch } else { Method::Delete };
        Call::new(method, Safety::Unsafe, segments(&self.device, self.kind)).with_body(&json!(self.names))
    }

    fn parse(&self, body: &str) -> Result<Vec<String>, DecodeError> {
        names(body)
    }
}

/// `POST /3/devices/{name}/credentials/sync` (page *Sync Device Credentials*): sends the stored list to the device.
/// Synchronous and queueable; its queued event is named `SyncCredentials` or `UpdatePasses`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncCredentials(pub DeviceName);

impl Endpoint for SyncCredentials {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Post, ["devices", self.0.as_str(), "credentials", "sync"])
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// `GET /3/devices/{name}/credentials/sync` (page *Get Last Device Credentials Sync Date/Time*): when the list was last sent.
/// Jetstream answers itself; no command is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCredentialsSync(pub DeviceName);

impl Endpoint for LastCredentialsSync {
    /// `None` when it was never sent.
    type Response = Option<Timestamp>;

    fn call(&self) -> Call {
        Call::read(["devices", self.0.as_str(), "credentials", "sync"])
    }

    fn parse(&self, body: &str) -> Result<Option<Timestamp>, DecodeError> {
        let Some(value) = wire::optional(body)? else { return Ok(None) };
        let time = value.as_str().and_then(time::parse);
        let time = time.ok_or_else(|| DecodeError::new("answer", "a date and time", value))?;
        Ok(Some(time).filter(time::is_set))
    }
}

#[cfg(test)]
#[path = "credentials_tests.rs"]
mod tests;
