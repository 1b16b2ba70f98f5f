//! An enum of the columns of the device list. The list can be sorted by each of them.

use crate::state::directory::device_entry::DeviceEntry;
use jetstream_ui::{Column, SortDirection};

/// A column. The variants are in display order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceColumn {
    /// The name.
    Name,
    /// The type, sorted by its label.
    Type,
    /// The device definition.
    Definition,
    /// The serial number.
    Serial,
    /// The region.
    Region,
    /// The policy.
    Policy,
    /// The aliases that a handheld may assume, sorted by the first.
    Aliases,
    /// The connection state.
    Connection,
    /// When the device was last heard.
    Heard,
    /// The firmware version that the device last reported.
    Firmware,
    /// The last temperatures that the device reported, sorted by the highest.
    Temperature,
    /// The most severe known lockdown state.
    Lockdown,
    /// The most severe open incident and the number of open incidents, sorted in this order.
    Incidents,
}

impl DeviceColumn {
    /// All columns.
    pub const ALL: [Self; 13] = [
        Self::Name,
        Self::Type,
        Self::Definition,
        Self::Serial,
        Self::Region,
        Self::Policy,
        Self::Aliases,
        Self::Connection,
        Self::Heard,
        Self::Firmware,
        Self::Temperature,
        Self::Lockdown,
        Self::Incidents,
    ];

    /// The title in the header.
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Type => "Type",
            Self::Definition => "Definition",
            Self::Serial => "Serial",
            Self::Region => "Region",
            Self::Policy => "Policy",
            Self::Aliases => "Aliases",
            Self::Connection => "Connection",
            Self::Heard => "Last heard",
            Self::Firmware => "Firmware",
            Self::Temperature => "Temperature",
            Self::Lockdown => "Lockdown",
            Self::Incidents => "Incidents",
        }
    }

    /// The value in the URL, and the CSS class of its cells.
    pub fn value(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::Definition => "definition",
            Self::Serial => "serial",
            Self::Region => "region",
            Self::Policy => "policy",
            Self::Aliases => "aliases",
            Self::Connection => "connection",
            Self::Heard => "heard",
            Self::Firmware => "firmware",
            Self::Temperature => "temperature",
            Self::Lockdown => "lockdown",
            Self::Incidents => "incidents",
        }
    }

    /// Parses a value of the URL.
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.value() == value)
    }

    /// The definition of its header.
    pub fn column(self) -> Column {
        Column { title: self.title(), sortable: true }
    }

    /// The direction after the first click on the header. Columns of problems start with the worst.
    pub fn first(self) -> SortDirection {
        match self {
            Self::Temperature | Self::Lockdown | Self::Incidents => SortDirection::Descending,
            _ => SortDirection::Ascending,
        }
    }

    /// Returns whether the value changes without user input.
    pub fn is_live(self) -> bool {
        matches!(
            self,
            Self::Connection | Self::Heard | Self::Firmware | Self::Temperature | Self::Lockdown | Self::Incidents
        )
    }

    /// The text to sort by; `None` if the device has none, or if the column is not sorted by text.
    pub fn text(self, entry: &DeviceEntry) -> Option<&str> {
        let text = match self {
            Self::Type => entry.kind().label(),
            Self::Definition => &entry.device.definition,
            Self::Serial => &entry.device.serial_number,
            Self::Region => &entry.device.region,
            Self::Policy => entry.device.policy.as_deref()?,
            Self::Aliases => entry.device.aliases.first()?,
            Self::Name
            | Self::Connection
            | Self::Heard
            | Self::Firmware
            | Self::Temperature
            | Self::Lockdown
            | Self::Incidents => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }
}
