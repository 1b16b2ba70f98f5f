//! What sort of device a device is.
//!
//! The API has no such field. What it gives is the name of the device definition, in which the vendor writes the
//! model number first (`TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4`), and five booleans that say which commands the
//! definition has. So:
//!
//! - **The model number decides**, through the table in [`models`]. A model number that is not in the table, or none
//!   at all, is [`DeviceKind::Unknown`].
//! - **The booleans do not decide.** `GetEpcListCommand = false` is true of security cabinets, read points, mobile
//!   cases and handhelds alike; `true` is true of enclosures, countertop cabinets and surface read points. The other
//!   four (`GetConfigValuesCommand`, `SetConfigValuesCommand`, `ResetCommand`, `UpdateFirmwareCommand`) separate at
//!   best handhelds and mobile cases from the rest, and a definition may lack a command for reasons of its own. No
//!   combination names one kind, so they only overrule, command by command, what the kind suggests: see
//!   [`rules::can`](crate::rules::can).

use core::{error::Error, fmt, str::FromStr};

use crate::catalogue::models;

/// The sort of a device, as the vendor's device type pages divide them.
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

    /// The kind of a model number such as `TS092`; letter case does not matter.
    pub fn of_model(number: &str) -> Self {
        models::model(number).map_or(Self::Unknown, |model| model.kind)
    }

    /// The kind of the devices of a device definition, from the model number in the definition's name.
    pub fn of_definition(definition_name: &str) -> Self {
        model_number(definition_name).map_or(Self::Unknown, Self::of_model)
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

/// The text names no [`DeviceKind`].
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

/// The body of a device: finer than its kind, where the model number tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A cabinet at room temperature, with or without RFID.
    Cabinet,
    /// A refrigerator.
    Fridge,
    /// A freezer.
    Freezer,
    /// An ultra-low temperature freezer.
    UltraLowFreezer,
    /// A small cabinet that stands on a table.
    Countertop,
    /// A reader at a door or under a ceiling.
    Portal,
    /// A flat reader.
    Tray,
    /// A case that is carried around.
    Case,
    /// A hand-held reader.
    Handheld,
}

impl Form {
    /// The form for people: `Ultra-low freezer`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cabinet => "Cabinet",
            Self::Fridge => "Fridge",
            Self::Freezer => "Freezer",
            Self::UltraLowFreezer => "Ultra-low freezer",
            Self::Countertop => "Countertop cabinet",
            Self::Portal => "Read point",
            Self::Tray => "Surface read point",
            Self::Case => "Mobile case",
            Self::Handheld => "Handheld",
        }
    }
}

/// The form of the devices of a device definition: by its model number, else (for models the catalogue does not know)
/// by the word in the second place of its name, where the vendor writes `Cabinet` and, presumably, its siblings.
pub fn form_of(definition_name: &str) -> Option<Form> {
    let known = model_number(definition_name).and_then(models::model);
    known.map_or_else(|| form_from_words(definition_name), |model| model.form)
}

fn form_from_words(definition_name: &str) -> Option<Form> {
    let words = definition_name.split(',').nth(1)?.to_ascii_lowercase();
    if words.contains("freezer") {
        Some(if words.contains("ultra") { Form::UltraLowFreezer } else { Form::Freezer })
    } else if words.contains("fridge") || words.contains("refrigerator") {
        Some(Form::Fridge)
    } else if words.contains("cabinet") {
        Some(Form::Cabinet)
    } else {
        None
    }
}

/// The model number in the name of a device definition: `TS`, three digits and at most one letter, standing as a word
/// anywhere in the name, in any letter case. The first one counts.
pub fn model_number(definition_name: &str) -> Option<&str> {
    definition_name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).find(|word| is_model_number(word))
}

fn is_model_number(word: &str) -> bool {
    match word.as_bytes() {
        [t, s, digits @ .., letter] if digits.len() == 3 && letter.is_ascii_alphabetic() => {
            is_series(*t, *s) && digits.iter().all(u8::is_ascii_digit)
        }
        [t, s, digits @ ..] => is_series(*t, *s) && digits.len() == 3 && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn is_series(t: u8, s: u8) -> bool {
    t.eq_ignore_ascii_case(&b'T') && s.eq_ignore_ascii_case(&b'S')
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
