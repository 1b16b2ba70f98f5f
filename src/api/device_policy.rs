//! Calls about the policy of one device: add, read, remove, send to the device, read back from the device.

use jiff::Timestamp;
use serde_json::json;

use crate::{
    call::{Call, Method, Safety},
    commands::{CommandResponse, command},
    endpoint::Endpoint,
    error::ApiError,
    names::{DeviceName, PolicyName},
    policies::as_object,
    time,
    wire::{self, DecodeError, Object, Pair},
};

/// A policy as one device has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevicePolicy {
    /// The policy's name.
    pub name: String,
    /// This device's own values. The documented example shows these alone, not the whole set.
    pub overrides: Vec<Pair>,
    /// When the policy was last added to the device, in Jetstream.
    pub last_update: Option<Timestamp>,
    /// When it was last sent to the device; `None` for never.
    pub last_sync: Option<Timestamp>,
}

impl DevicePolicy {
    /// Reads a device policy object.
    pub fn read(mut object: Object<'_>) -> Result<Self, DecodeError> {
        let mut when = |name| {
            let text = object.optional_text(name)?;
            Ok(text.as_deref().and_then(time::parse).filter(time::is_set))
        };
        let (last_update, last_sync) = (when("LastPolicyUpdate")?, when("LastPolicySync")?);
        Ok(Self { name: object.text("Name")?, overrides: object.pairs("Parameters")?, last_update, last_sync })
    }

    /// Whether Jetstream has a newer policy than it sent to the device. Dates are in whole seconds, and equal ones count as in sync.
    pub fn awaits_sync(&self) -> bool {
        match (self.last_update, self.last_sync) {
            (_, None) => true,
            (Some(update), Some(sync)) => update > sync,
            (None, Some(_)) => false,
        }
    }
}

fn segments(device: &DeviceName) -> [&str; 3] {
    ["devices", device.as_str(), "policy"]
}

/// `POST /3/devices/{name}/policy` (page *Add a Policy to a Device*). The device must not have one already. Whether the
/// success is 200 or 201 is not documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddDevicePolicy {
    /// The device.
    pub device: DeviceName,
    /// An existing policy of the device's definition.
    pub policy: PolicyName,
    /// Values of this device that differ from the policy.
    pub overrides: Vec<Pair>,
}

impl Endpoint for AddDevicePolicy {
    type Response = DevicePolicy;

    fn call(&self) -> Call {
        Call::new(Method::Post, Safety::Unsafe, segments(&self.device))
            .with_body(&json!({ "Name": self.policy.as_str(), "Parameters": as_object(&self.overrides) }))
    }

    fn parse(&self, body: &str) -> Result<DevicePolicy, DecodeError> {
        DevicePolicy::read(Object::parse(body)?)
    }
}

/// `GET /3/devices/{name}/policy` (page *Get a Device's Policy*). What it answers when there is none is not documented:
/// `null`, an empty object and an object without a name are taken for none. A 404 is *not*, since an unknown device
/// answers it too; [`GetDevicePolicy::is_none`] lets a caller who knows the device exists decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetDevicePolicy(pub DeviceName);

impl GetDevicePolicy {
    /// Does this error mean "no policy", for a device that is known to exist?
    pub fn is_none(error: &ApiError) -> bool {
        error.http_status() == Some(404)
    }
}

impl Endpoint for GetDevicePolicy {
    type Response = Option<DevicePolicy>;

    fn call(&self) -> Call {
        Call::read(segments(&self.0))
    }

    fn parse(&self, body: &str) -> Result<Option<DevicePolicy>, DecodeError> {
        let Some(value) = wire::optional(body)? else { return Ok(None) };
        let object = Object::new(value, "policy")?;
        let named = object.clone().optional_text("Name")?.is_some_and(|name| !name.is_empty());
        if named { DevicePolicy::read(object).map(Some) } else { Ok(None) }
    }
}

/// `DELETE /3/devices/{name}/policy`: takes the policy off the device (vendor's SDK).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoveDevicePolicy(pub DeviceName);

impl Endpoint for RemoveDevicePolicy {
    type Response = ();

    fn call(&self) -> Call {
        Call::new(Method::Delete, Safety::Unsafe, segments(&self.0))
    }

    fn parse(&self, body: &str) -> Result<(), DecodeError> {
        wire::empty(body)
    }
}

/// The response to *Set a Device's Policy Parameters*: the older page shows that of a command, the newest one a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncResponse {
    /// The response to a command.
    Command(CommandResponse),
    /// The policy; the command's id is then known only from its events.
    Policy(DevicePolicy),
}

/// `POST /3/devices/{name}/policy/sync` (page *Set a Device's Policy Parameters*): sends policy and overrides to the device.
/// Synchronous and queueable; in events it is `SetConfigValuesCommand`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetPolicyParameters(pub DeviceName);

impl Endpoint for SetPolicyParameters {
    type Response = SyncResponse;

    fn call(&self) -> Call {
        command(Method::Post, segments(&self.0).into_iter().chain(["sync"]))
    }

    fn parse(&self, body: &str) -> Result<SyncResponse, DecodeError> {
        let object = Object::parse(body)?;
        if object.has("CommandId") {
            CommandResponse::read(object).map(SyncResponse::Command)
        } else {
            DevicePolicy::read(object).map(SyncResponse::Policy)
        }
    }
}

/// `GET /3/devices/{name}/policy/sync` (page *Get a Device's Policy Parameters*): asks the *device* for its values. A
/// command, although it is a `GET`. Read the answer's output with [`reported_values`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetPolicyParameters(pub DeviceName);

impl Endpoint for GetPolicyParameters {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Get, segments(&self.0).into_iter().chain(["sync"]))
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// The parameters that a device reports, from the output of *Get a Device's Policy Parameters*.
///
/// Three forms are plausible and taken: pairs of name and value; `Parameter0`/`Value0` pairs that belong together by their
/// number; and `Parameter0` alone, which names the parameters but gives no value (`None`).
pub fn reported_values(output: &[Pair]) -> Vec<(String, Option<String>)> {
    let numbered = |key: &str, word: &str| {
        let rest = key.get(word.len()..)?;
        let number = key.get(..word.len())?.eq_ignore_ascii_case(word).then_some(rest)?;
        number.parse::<u32>().ok()
    };
    let is_value = |pair: &&Pair| numbered(&pair.key, "Value").is_some();
    let values = output.iter().any(|pair| is_value(&pair));
    // A value mostly stands right behind its name, so that is where the search begins: lists have hundreds of entries.
    let value_of = |number: u32, place: usize| {
        let (before, behind) = output.split_at_checked(place)?;
        let mut pairs = behind.iter().chain(before);
        pairs.find(|pair| numbered(&pair.key, "Value") == Some(number)).map(|pair| pair.value.clone())
    };
    let names = output.iter().enumerate().filter(|(_, pair)| !is_value(pair));
    names
        .map(|(place, pair)| match numbered(&pair.key, "Parameter") {
            None => (pair.key.to_ascii_lowercase(), Some(pair.value.clone())),
            Some(number) => (pair.value.to_ascii_lowercase(), if values { value_of(number, place) } else { None }),
        })
        .collect()
}

#[cfg(test)]
#[path = "device_policy_tests.rs"]
mod tests;
