//! Calls that read device definitions: the commands, parameters and sensors of a kind of device.

use crate::{
    call::Call,
    capabilities::CommandFlags,
    endpoint::Endpoint,
    ids::{Guid, Id},
    names::DefinitionName,
    wire::{self, DecodeError, Object, Pair},
};

/// A device definition. Field names come from the vendor's SDK; the page itself is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDefinition {
    /// Jetstream's number of it.
    pub id: Option<Id>,
    /// Its name, for example `TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4`.
    pub name: String,
    /// The firmware of its devices, such as `4.5`.
    pub firmware_version: Option<String>,
    /// The commands that its devices take.
    pub flags: CommandFlags,
    /// Commands beyond the common ones; the strings of v3 are not documented.
    pub device_specific_command_names: Vec<String>,
    /// Parameter name to type. Type names are not documented: `Int`, `Bool`, `String`, `Float`, `DateTime` in any case.
    pub config_parameters: Vec<Pair>,
    /// Sensor name to unit.
    pub sensor_reading_measures: Vec<Pair>,
}

impl DeviceDefinition {
    /// Reads a definition object.
    pub fn read(mut object: Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            id: object.optional_integer("Id")?.map(Id),
            name: object.text("Name")?,
            firmware_version: object.optional_text("FirmwareVersion")?,
            flags: CommandFlags {
                get_config_values: object.optional_bool("GetConfigValuesCommand")?,
                set_config_values: object.optional_bool("SetConfigValuesCommand")?,
                get_epc_list: object.optional_bool("GetEpcListCommand")?,
                reset: object.optional_bool("ResetCommand")?,
                update_firmware: object.optional_bool("UpdateFirmwareCommand")?,
            },
            device_specific_command_names: object.texts("DeviceSpecificCommandNames")?,
            config_parameters: object.pairs("ConfigParameters")?,
            sensor_reading_measures: object.pairs("SensorReadingMeasures")?,
        })
    }
}

/// `GET /3/devicedefinitions`: all definitions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListDeviceDefinitions;

impl Endpoint for ListDeviceDefinitions {
    type Response = Vec<DeviceDefinition>;

    fn call(&self) -> Call {
        Call::read(["devicedefinitions"])
    }

    fn parse(&self, body: &str) -> Result<Vec<DeviceDefinition>, DecodeError> {
        wire::list_of(body, "devicedefinitions", DeviceDefinition::read)
    }
}

/// `GET /3/devicedefinitions/{name}`; 404 for an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetDeviceDefinition(pub DefinitionName);

impl Endpoint for GetDeviceDefinition {
    type Response = DeviceDefinition;

    fn call(&self) -> Call {
        Call::read(["devicedefinitions", self.0.as_str()])
    }

    fn parse(&self, body: &str) -> Result<DeviceDefinition, DecodeError> {
        DeviceDefinition::read(Object::parse(body)?)
    }
}

/// `GET /3/devicedefinitions/OldId/{guid}`: the definition that had this id in version 1 or 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetDeviceDefinitionByOldId(pub Guid);

impl Endpoint for GetDeviceDefinitionByOldId {
    type Response = DeviceDefinition;

    fn call(&self) -> Call {
        Call::read(["devicedefinitions", "OldId", &self.0.to_string()])
    }

    fn parse(&self, body: &str) -> Result<DeviceDefinition, DecodeError> {
        DeviceDefinition::read(Object::parse(body)?)
    }
}

#[cfg(test)]
#[path = "definitions_tests.rs"]
mod tests;
