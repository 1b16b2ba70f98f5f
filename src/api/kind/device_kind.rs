//! The enum of the kinds of devices.

use core::{error::Error, fmt, str::FromStr};

/// The kind of a device, as the vendor's device type pages divide them.
///
/// The newer summary pages *Terso Secure* (security cabinets and RFID enclosures under one name) and *Terso Flex*
/// (open-air read points) are not kinds of their own: no model number is known for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeviceKind {
    /// Access-controlled RFID cabinet, fridge or freezer (page "RFID Enclosures").
    RfidEnclosure,
    /// Access-controlled cabinet without RFID reader and without thermometer (page "Security Cabinets").
    SecurityCabinet,
    /// RFID cabinet for a countertop, without a lock (page "Countertop Cabinet").
    CountertopCabinet,
    /// Portal or overhead reader (page "Read Point").
    ReadPoint,
    /// Flat reader, the "RFID tray" (page "Surface Read Point").
    SurfaceReadPoint,
    /// Battery-powered case on a cellular network (page "Mobile Case").
    MobileCase,
    /// Hand-held reader, which takes no commands (page "Handheld").
    Handheld,
    /// The definition's name has no model number, or one that the catalogue does not know.
    Unknown,
}

impl DeviceKind {
    /// Every kind, the unknown one last.
    pub const ALL: [Self; 8] = [
        Self::RfidEnclosure,
        Self::SecurityCabinet,
        Self::CountertopCabinet,
        Self::ReadPoint,
        Self::SurfaceReadPoint,
        Self::MobileCase,
        Self::Handheld,
        Self::Unknown,
    ];

    /// The kind for people, as a heading or in a column: `Security cabinet`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::RfidEnclosure => "RFID enclosure",
            Self::SecurityCabinet => "Security cabinet",
            Self::CountertopCabinet => "Countertop cabinet",
            Self::ReadPoint => "Read point",
            Self::SurfaceReadPoint => "Surface read point",
            Self::MobileCase => "Mobile case",
            Self::Handheld => "Handheld",
            Self::Unknown => "Unknown type",
        }
    }

    /// The kind inside a sentence: `a security cabinet`.
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::RfidEnclosure => "an RFID enclosure",
            Self::SecurityCabinet => "a security cabinet",
            Self::CountertopCabinet => "a countertop cabinet",
            Self::ReadPoint => "a read point",
            Self::SurfaceReadPoint => "a surface read point",
            Self::MobileCase => "a mobile case",
            Self::Handheld => "a handheld",
            Self::Unknown => "a device of unknown type",
        }
    }

    /// The kind in a URL: `security-cabinet`. [`FromStr`] reads it back.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RfidEnclosure => "rfid-enclosure",
            Self::SecurityCabinet => "security-cabinet",
            Self::CountertopCabinet => "countertop-cabinet",
            Self::ReadPoint => "read-point",
            Self::SurfaceReadPoint => "surface-read-point",
            Self::MobileCase => "mobile-case",
            Self::Handheld => "handheld",
            Self::Unknown => "unknown",
        }
    }

    /// Whether devices of this kind have an RFID reader; `None` where the kind is unknown.
    pub const fn has_reader(self) -> Option<bool> {
        match self {
            Self::SecurityCabinet => Some(false),
            Self::Unknown => None,
            _ => Some(true),
        }
    }

    /// Whether devices of this kind have a lock that Jetstream can operate, and so a list of passes; `None` where the
    /// kind is unknown.
    pub const fn has_lock(self) -> Option<bool> {
        match self {
            Self::RfidEnclosure | Self::SecurityCabinet => Some(true),
            Self::Unknown => None,
            _ => Some(false),
        }
    }
}

impl fmt::Display for DeviceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// The error of a text that names no [`DeviceKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseKindError;

impl fmt::Display for ParseKindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no device type of this name")
    }
}

impl Error for ParseKindError {}

impl FromStr for DeviceKind {
    type Err = ParseKindError;

    /// Reads what [`DeviceKind::as_str`] writes; letter case does not matter.
    fn from_str(text: &str) -> Result<Self, ParseKindError> {
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text)).ok_or(ParseKindError)
    }
}
