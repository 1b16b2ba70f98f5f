//! The tables of configuration parameters of each kind of device, and functions that look one up.
//!
//! The table of security cabinets is complete; the others hold what could be read of pages that were cut off, so a
//! parameter that a device definition has may be missing here. Handhelds have no parameters that the API could set.

mod build;
mod countertop_cabinet;
mod legacy_enclosure;
mod mobile_case;
mod read_point;
mod rfid_enclosure;
mod security_cabinet;
mod shared;
mod surface_read_point;
mod unclassified;

use super::{FirmwareVersion, Parameter, ParameterText};
use crate::kind::DeviceKind;

/// The keys that Set Configuration Values takes (page "Set Configuration Values for a Device"). Twelve of them do not
/// exist on a security cabinet: offer only what the device definition has.
pub static DIRECTLY_SETTABLE: [&str; 15] = [
    "antennarxsensitivity",
    "antenna1rxsensitivity",
    "antenna2rxsensitivity",
    "antenna3rxsensitivity",
    "antenna4rxsensitivity",
    "antennatxpower",
    "antenna1txpower",
    "antenna2txpower",
    "antenna3txpower",
    "antenna4txpower",
    "dooropentimelimit",
    "fieldofview",
    "heartbeateventinterval",
    "objecteventscantime",
    "sensorreadingeventinterval",
];

/// Whether Set Configuration Values takes this key, in any letter case.
pub fn directly_settable(key: &str) -> bool {
    DIRECTLY_SETTABLE.iter().any(|settable| settable.eq_ignore_ascii_case(key))
}

/// The known parameters of devices of `kind` with firmware 4 or later, sorted by name.
pub const fn parameters(kind: DeviceKind) -> &'static [Parameter] {
    match kind {
        DeviceKind::RfidEnclosure => &rfid_enclosure::PARAMETERS,
        DeviceKind::SecurityCabinet => &security_cabinet::PARAMETERS,
        DeviceKind::CountertopCabinet => &countertop_cabinet::PARAMETERS,
        DeviceKind::ReadPoint => &read_point::PARAMETERS,
        DeviceKind::SurfaceReadPoint => &surface_read_point::PARAMETERS,
        DeviceKind::MobileCase => &mobile_case::PARAMETERS,
        DeviceKind::Handheld | DeviceKind::Unknown => &[],
    }
}

/// As [`parameters`], for a device of which the firmware (or its definition's) is known: RFID enclosures with
/// firmware 3 have a table of their own.
pub const fn parameters_in(kind: DeviceKind, firmware: FirmwareVersion) -> &'static [Parameter] {
    match kind {
        DeviceKind::RfidEnclosure if firmware.major() == 3 => &legacy_enclosure::PARAMETERS,
        _ => parameters(kind),
    }
}

/// The parameter of this key, in any letter case, on devices of `kind` with firmware 4 or later.
pub fn parameter(kind: DeviceKind, key: &str) -> Option<&'static Parameter> {
    find(parameters(kind), key)
}

/// The parameter of this key on any kind of device, for its name and description only: where a device definition has
/// a parameter that the table of its kind lacks. Range and default of another kind do not hold for it.
pub fn parameter_anywhere(key: &str) -> Option<&'static Parameter> {
    DeviceKind::ALL
        .into_iter()
        .map(parameters)
        .chain([&unclassified::PARAMETERS as &[_], &legacy_enclosure::PARAMETERS])
        .find_map(|table| find(table, key))
}

fn find(table: &'static [Parameter], key: &str) -> Option<&'static Parameter> {
    table.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(key))
}

/// The [`parameter`] of this key in words.
pub fn words(kind: DeviceKind, key: &str) -> Option<&'static ParameterText> {
    let words: &[ParameterText] = match kind {
        DeviceKind::RfidEnclosure => &rfid_enclosure::WORDS,
        DeviceKind::SecurityCabinet => &security_cabinet::WORDS,
        DeviceKind::CountertopCabinet => &countertop_cabinet::WORDS,
        DeviceKind::ReadPoint => &read_point::WORDS,
        DeviceKind::SurfaceReadPoint => &surface_read_point::WORDS,
        DeviceKind::MobileCase => &mobile_case::WORDS,
        DeviceKind::Handheld | DeviceKind::Unknown => &[],
    };
    beside(parameters(kind), words, key)
}

/// As [`words`], for a device of which the firmware (or its definition's) is known; see [`parameters_in`].
pub fn words_in(kind: DeviceKind, firmware: FirmwareVersion, key: &str) -> Option<&'static ParameterText> {
    match kind {
        DeviceKind::RfidEnclosure if firmware.major() == 3 => legacy_words(key),
        _ => words(kind, key),
    }
}

/// The words of what [`parameter_anywhere`] finds.
pub fn words_anywhere(key: &str) -> Option<&'static ParameterText> {
    let on_a_kind = DeviceKind::ALL.into_iter().find_map(|kind| words(kind, key));
    let unplaced = || beside(&unclassified::PARAMETERS, &unclassified::WORDS, key);
    on_a_kind.or_else(unplaced).or_else(|| legacy_words(key))
}

fn legacy_words(key: &str) -> Option<&'static ParameterText> {
    beside(&legacy_enclosure::PARAMETERS, &legacy_enclosure::WORDS, key)
}

/// The texts of a parameter: those with the same index as the parameter in its table.
fn beside(table: &'static [Parameter], words: &'static [ParameterText], key: &str) -> Option<&'static ParameterText> {
    let mut rows = table.iter().zip(words);
    rows.find(|(parameter, _)| parameter.name.eq_ignore_ascii_case(key)).map(|(_, words)| words)
}

#[cfg(test)]
#[path = "parameters_tests.rs"]
mod tests;
