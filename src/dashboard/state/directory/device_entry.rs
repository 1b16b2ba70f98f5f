//! A device of the list with values derived from it. They are computed once and read for every row and every keystroke.

use jetstream_api::{
    capabilities::{CommandFlags, Connection, DeviceProfile, can},
    catalogue::Command,
    devices::Device,
    kind::DeviceKind,
    names::{DeviceName, NameError},
};

/// A device with its profile, its name for calls, and its search and sort keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceEntry {
    /// The device as Jetstream lists it.
    pub device: Device,
    /// Its kind and its abilities.
    pub profile: DeviceProfile,
    /// The name for calls, or why none can be made.
    pub name: Result<DeviceName, NameError>,
    /// All text that a search compares, with ASCII letters in lower case: names are ASCII by rule, and the tables for all other letters
    /// would be 20 kB of WebAssembly.
    pub haystack: String,
    /// The name in lower case, for sorting.
    pub sort_key: String,
}

impl DeviceEntry {
    /// An entry for a device with the flags of its definition.
    pub fn new(device: Device, flags: CommandFlags) -> Self {
        let profile = DeviceProfile::new(&device.definition, flags);
        let mut parts = vec![
            device.name.as_str(),
            profile.kind.label(),
            &device.definition,
            &device.serial_number,
            &device.region,
            device.policy.as_deref().unwrap_or_default(),
        ];
        parts.extend(device.aliases.iter().map(String::as_str));
        let haystack = parts.join("\n").to_ascii_lowercase();
        Self {
            profile,
            haystack,
            sort_key: device.name.to_ascii_lowercase(),
            name: DeviceName::parse(&device.name),
            device,
        }
    }

    /// The name for a status call; `None` where the name cannot be sent, or where this kind of device does not support the call.
    pub fn callable_name(&self) -> Option<DeviceName> {
        can(Command::Status, &self.profile, Connection::Unknown).ok()?;
        self.name.clone().ok()
    }

    /// Its kind.
    pub fn kind(&self) -> DeviceKind {
        self.profile.kind
    }
}
