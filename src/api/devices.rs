//! Calls about devices: list, create, read, modify, delete, and whether one is connected.

use serde_json::json;

use crate::{
    call::{Call, Method, Safety},
    capabilities::Connection,
    endpoint::Endpoint,
    ids::Id,
    names::{AliasName, DefinitionName, DeviceName, SerialNumber},
    wire::{self, DecodeError, Object},
};

/// A device as Jetstream lists it. Texts are as received: what another client wrote may not be a legal name today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Jetstream's number of it; stays when the device is renamed.
    pub id: Option<Id>,
    /// Its name; [`DeviceName::parse`] tells whether calls can be made for it.
    pub name: String,
    /// The serial number on its label.
    pub serial_number: String,
    /// The name of its device definition.
    pub definition: String,
    /// `US`, `EU`, `AP` or `USGOV`; fixed when the device is created.
    pub region: String,
    /// The policy added to it; Jetstream writes an empty text for none.
    pub policy: Option<String>,
    /// The aliases a handheld may assume.
    pub aliases: Vec<String>,
}

impl Device {
    /// Reads a device object.
    pub fn read(mut object: Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            id: object.optional_integer("Id")?.map(Id),
            name: object.text("Name")?,
            serial_number: object.optional_text("SerialNumber")?.unwrap_or_default(),
            definition: object.optional_text("DeviceDefinition")?.unwrap_or_default(),
            region: object.optional_text("Region")?.unwrap_or_default(),
            policy: object.optional_text("Policy")?.filter(|policy| !policy.is_empty()),
            aliases: object.texts("Aliases")?,
        })
    }
}

/// `GET /3/devices`: all devices of the application. There is no paging. Known from the vendor's SDK.
///
/// Only exact matches are offered as filters: the operators of Jetstream's search are not documented.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListDevices {
    /// Only the device with this number.
    pub id: Option<Id>,
    /// Only the device with this name.
    pub name: Option<String>,
    /// Only the device with this serial number.
    pub serial_number: Option<String>,
    /// Only devices with this definition.
    pub definition: Option<String>,
    /// Only devices in this region.
    pub region: Option<String>,
    /// Only devices with this policy.
    pub policy: Option<String>,
}

impl Endpoint for ListDevices {
    type Response = Vec<Device>;

    fn call(&self) -> Call {
        Call::read(["devices"])
            .with_query("id", self.id.map(|id| id.to_string()).as_deref())
            .with_query("name", self.name.as_deref())
            .with_query("serialnumber", self.serial_number.as_deref())
            .with_query("devicedefinition", self.definition.as_deref())
            .with_query("region", self.region.as_deref())
            .with_query("policy", self.policy.as_deref())
    }

    fn parse(&self, body: &str) -> Result<Vec<Device>, DecodeError> {
        wire::list_of(body, "devices", Device::read)
    }
}

/// `GET /3/devices/{name}`; 404 for an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetDevice(pub DeviceName);

impl Endpoint for GetDevice {
    type Response = Device;

    fn call(&self) -> Call {
        Call::read(["devices", self.0.as_str()])
    }

    fn parse(&self, body: &str) -> Result<Device, DecodeError> {
        Device::read(Object::parse(body)?)
    }
}

/// The fields that *Create a Device* and *Modify a Device* write. Region counts only for creation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDraft {
    /// The name, unique in the application.
    pub name: DeviceName,
    /// The serial number, unique (probably in all of Jetstream).
    pub serial_number: SerialNumber,
    /// An existing device definition.
    pub definition: DefinitionName,
    /// The aliases it may assume; sent even when empty, since the field is documented as required.
    pub aliases: Vec<AliasName>,
}

impl DeviceDraft {
    fn body(&self) -> serde_json::Value {
        json!({
            "Name": self.name.as_str(),
            "SerialNumber": self.serial_number.as_str(),
            "DeviceDefinition": self.definition.as_str(),
            "Aliases": self.aliases.iter().map(AliasName::as_str).collect::<Vec<_>>(),
        })
    }
}

/// `POST /3/devices` (page *Create a Device*): answers 201 and publishes a DeviceAddedEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateDevice {
    /// The fields of the new device.
    pub device: DeviceDraft,
    /// One of *Get Regions*; cannot be changed later.
    pub region: String,
}

impl Endpoint for CreateDevice {
    type Response = Device;

    fn call(&self) -> Call {
        let mut body = self.device.body();
        if let Some(fields) = body.as_object_mut() {
            fields.insert("Region".to_owned(), json!(self.region));
        }
        Call::new(Method::Post, Safety::Unsafe, ["devices"]).with_body(&body)
    }

    fn parse(&self, body: &str) -> Result<Device, DecodeError> {
        Device::read(Object::parse(body)?)
    }
}

/// `PUT /3/devices/{name}` (page *Modify a Device*): overwrites name, serial number, definition and aliases, and publishes
/// a DeviceModifiedEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModifyDevice {
    /// Its name until now.
    pub name: DeviceName,
    /// Its fields from now on.
    pub device: DeviceDraft,
}

impl Endpoint for ModifyDevice {
    type Response = Device;

    fn call(&self) -> Call {
        Call::new(Method::Put, Safety::Idempotent, ["devices", self.name.as_str()]).with_body(&self.device.body())
    }

    fn parse(&self, body: &str) -> Result<Device, DecodeError> {
        Device::read(Object::parse(body)?)
    }
}

/// `DELETE /3/devices/{name}`: answers 204 and publishes a DeviceRemovedEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteDevice(pub DeviceName);

impl Endpoint for DeleteDevice {
    type Response = ();

    fn call(&self) -> Call {
        Call::new(Method::Delete, Safety::Unsafe, ["devices", self.0.as_str()])
    }

    fn parse(&self, body: &str) -> Result<(), DecodeError> {
        wire::empty(body)
    }
}

/// `GET /3/devices/{name}/status`: is the device connected? Jetstream answers this itself, without asking the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetDeviceStatus(pub DeviceName);

impl Endpoint for GetDeviceStatus {
    type Response = Connection;

    fn call(&self) -> Call {
        Call::read(["devices", self.0.as_str(), "status"])
    }

    /// `WebSocketsEnabled` is the only sign of a connection in the whole API; where it is absent, nothing is known.
    fn parse(&self, body: &str) -> Result<Connection, DecodeError> {
        let enabled = Object::parse(body)?.optional_bool("WebSocketsEnabled")?;
        Ok(enabled.map_or(Connection::Unknown, Connection::of))
    }
}

#[cfg(test)]
#[path = "devices_tests.rs"]
mod tests;
