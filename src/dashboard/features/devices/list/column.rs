//! What the list can show of a device, one column each; all of them can be sorted by.

use crate::state::directory::device_entry::DeviceEntry;
use jetstream_ui::{Column, SortDirection};

/// The columns of the list, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceColumn {
    /// The name.
    Name,
    /// The type, by its label.
    Type,
    /// The device definition.
    Definition,
    /// The serial number.
    Serial,
    /// The region.
    Region,
    /// The policy.
    Policy,
    /// The aliases that a handheld may assume, by the first.
    Aliases,
    /// Connected or not.
    Connection,
    /// When it was last heard.
    Heard,
    /// The version that it reported of its firmware.
    Firmware,
    /// The last temperatures that it reported, by the highest.
    Temperature,
    /// The gravest that is known of its lockdown.
    Lockdown,
    /// The worst of its open incidents, then how many there are.
    Incidents,
}

impl DeviceColumn {
    /// Every column.
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

    /// The word in the header.
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

    /// The word in the URL, and the class of its cells.
    pub fn word(self) -> &'static str {
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

    /// The column of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }

    /// The header of its column.
    pub fn column(self) -> Column {
        Column { title: self.title(), sortable: true }
    }

    /// What the first click on the header gives: what is wrong comes first.
    pub fn first(self) -> SortDirection {
        match self {
            Self::Temperature | Self::Lockdown | Self::Incidents => SortDirection::Descending,
            _ => SortDirection::Ascending,
        }
    }

    /// Does its value change while nobody touches the list?
    pub fn is_live(self) -> bool {
        matches!(
            self,
            Self::Connection | Self::Heard | Self::Firmware | Self::Temperature | Self::Lockdown | Self::Incidents
        )
    }

    /// The text to sort by; `None` where there is none, or where the column is sorted by something else.
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
