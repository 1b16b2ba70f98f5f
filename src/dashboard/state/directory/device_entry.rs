//! A device of the list, with what follows from it: worked out once, read for every row and keystroke.

use jetstream_api::{
    capabilities::{CommandFlags, Connection, DeviceProfile, can},
    catalogue::Command,
    devices::Device,
    kind::DeviceKind,
    names::{DeviceName, NameError},
};

/// A device as the dashboard knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceEntry {
    /// What Jetstream says.
    pub device: Device,
    /// What it is and can do.
    pub profile: DeviceProfile,
    /// The name for calls, or why none can be made.
    pub name: Result<DeviceName, NameError>,
    /// Everything a search looks at, with ASCII letters in lower case: names are ASCII by rule, and the tables for all other
    /// letters would be 20 kB of WebAssembly.
    pub haystack: String,
    /// The name in lower case, for sorting.
    pub sort_key: String,
}

impl DeviceEntry {
    /// Takes a device and what its definition says.
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

    /// The name to ask for its connection by; `None` where a call cannot be made, or where this kind of device refuses the
    /// question.
    pub fn callable_name(&self) -> Option<DeviceName> {
        can(Command::Status, &self.profile, Connection::Unknown).ok()?;
        self.name.clone().ok()
    }

    /// Its kind.
    pub fn kind(&self) -> DeviceKind {
        self.profile.kind
    }
}
