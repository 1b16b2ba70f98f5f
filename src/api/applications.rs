//! Firmware and application calls: typed after the vendor's SDK, absent from the v3 pages. Treat them as unsupported
//! until a device has been seen to take them.

use std::fmt;

use serde_json::json;

use crate::{
    call::{Call, Method},
    commands::{CommandResponse, command},
    endpoint::Endpoint,
    names::{DefinitionName, DeviceName},
    wire::{DecodeError, Object, Pair},
};

/// `POST /3/devices/{name}/version`: updates the firmware. v3 dropped its queued event, and no v3 device page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateFirmware {
    /// The device.
    pub device: DeviceName,
    /// The definition it has afterwards, if it changes.
    pub new_definition: Option<DefinitionName>,
    /// Where the device fetches the firmware.
    pub url: String,
    /// What is updated; the SDK's test says `AGENT`.
    pub component: String,
}

impl Endpoint for UpdateFirmware {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Post, ["devices", self.device.as_str(), "version"]).with_body(&json!({
            "NewDeviceDefinition": self.new_definition.as_ref().map(DefinitionName::as_str),
            "Url": self.url,
            "Component": self.component,
        }))
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// `GET /3/devices/{name}/applicationvalues?parameters=a,b`: asks an application on the device; a command in spite of `GET`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetApplicationValues {
    /// The device.
    pub device: DeviceName,
    /// The parameters to read.
    pub parameters: Vec<String>,
}

impl Endpoint for GetApplicationValues {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        command(Method::Get, ["devices", self.device.as_str(), "applicationvalues"])
            .with_query("parameters", Some(&self.parameters.join(",")))
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// `POST /3/devices/{name}/applicationvalues`: sets values of an application on the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetApplicationValues {
    /// The device.
    pub device: DeviceName,
    /// Names and values.
    pub parameters: Vec<Pair>,
}

impl Endpoint for SetApplicationValues {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        let pairs: Vec<_> =
            self.parameters.iter().map(|pair| json!({ "Key": pair.key, "Value": pair.value })).collect();
        command(Method::Post, ["devices", self.device.as_str(), "applicationvalues"])
            .with_body(&json!({ "Parameters": pairs }))
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

/// `POST /3/devices/{name}/applicationversion`: updates an application on the device.
#[derive(Clone, PartialEq, Eq)]
pub struct UpdateApplication {
    /// The device.
    pub device: DeviceName,
    /// Where the device fetches it.
    pub url: String,
    /// The user name for that place.
    pub username: String,
    /// The password for that place.
    pub password: String,
}

impl fmt::Debug for UpdateApplication {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UpdateApplication({}, {})", self.device, self.url)
    }
}

impl Endpoint for UpdateApplication {
    type Response = CommandResponse;

    fn call(&self) -> Call {
        let body = json!({ "Url": self.url, "Username": self.username, "Password": self.password });
        command(Method::Post, ["devices", self.device.as_str(), "applicationversion"]).with_body(&body)
    }

    fn parse(&self, body: &str) -> Result<CommandResponse, DecodeError> {
        CommandResponse::read(Object::parse(body)?)
    }
}

#[cfg(test)]
#[path = "applications_tests.rs"]
mod tests;
