//! The table of log entry types: the meaning of each, what ends it, and what to do about it.
//!
//! The table of the "Security Cabinets" page is explicitly not complete, and the one of RFID enclosures is not known:
//! they are taken to send the same entries (inferred). A type that is not listed here is shown as it comes.
//!
//! Letter case of the names is inferred except for `ValidPass`, so [`log_entry_type`] does not look at it.

use super::Evidence;

/// The level a device gives an entry, from the most urgent down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Sent with `LogEntryLevel` error, warning or information.
    Error,
    /// Sent with `LogEntryLevel` warning or information.
    Warning,
    /// Sent with `LogEntryLevel` information only.
    Information,
}

/// What ends the state that an entry reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IncidentEnd {
    /// The entry of this name.
    By(&'static str),
    /// The next start of the device, reported as `Startup` (inferred from the page's words on reboots).
    Startup,
    /// It reports a state, but no entry is documented that would report its end: only a person can tell.
    NeverDocumented,
    /// It is itself the end of the states that these entries report.
    Clears(&'static [&'static str]),
    /// It reports something that happened, not a state.
    Nothing,
}

/// A type of log entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogEntryType {
    /// The `Type` in the entry.
    pub name: &'static str,
    /// The level it is sent at, where known.
    pub level: Option<Level>,
    /// What it says about the device.
    pub meaning: &'static str,
    /// What ends it.
    pub clearing: IncidentEnd,
    /// What to do next; empty where there is nothing to do.
    pub next: &'static str,
    /// How its existence is known.
    pub evidence: Evidence,
}

impl LogEntryType {
    /// Whether the entry opens a state that lasts until something ends it.
    pub const fn opens(&self) -> bool {
        matches!(self.clearing, IncidentEnd::By(_) | IncidentEnd::Startup | IncidentEnd::NeverDocumented)
    }

    /// Whether this entry ends the state that an entry of type `opened` reports, in any letter case.
    pub fn closes(&self, opened: &str) -> bool {
        match self.clearing {
            IncidentEnd::Clears(names) => names.iter().any(|name| name.eq_ignore_ascii_case(opened)),
            _ => false,
        }
    }
}

const fn error(name: &'static str, clearing: IncidentEnd, meaning: &'static str, next: &'static str) -> LogEntryType {
    LogEntryType { name, level: Some(Level::Error), meaning, clearing, next, evidence: Evidence::Documented }
}

const fn other(name: &'static str, evidence: Evidence, clearing: IncidentEnd, meaning: &'static str) -> LogEntryType {
    LogEntryType { name, level: None, meaning, clearing, next: "", evidence }
}

/// All known types: first those of the "Security Cabinets" page in its order, then what other sources name.
pub static LOG_ENTRY_TYPES: &[LogEntryType] = &[
    error(
        "ACPowerFailure",
        IncidentEnd::By("ACPowerRestore"),
        "Mains power is lost; the device runs on its battery.",
        "Check plug and fuse. With ACLockdownOnPowerFailure the device locks itself.",
    ),
    error("ACPowerRestore", IncidentEnd::Clears(&["ACPowerFailure"]), "Mains power is back.", ""),
    error(
        "DoorBreach",
        IncidentEnd::NeverDocumented,
        "The door came open without the device having released its lock; it may have been forced.",
        "Go and look. Check the lock and the content.",
    ),
    error(
        "DoorOpen",
        IncidentEnd::By("DoorOpenRestore"),
        "The door has been open for longer than DoorOpenTimeLimit.",
        "Close the door.",
    ),
    error("DoorOpenRestore", IncidentEnd::Clears(&["DoorOpen"]), "The door is closed again.", ""),
    error(
        "DoorSensorFailure",
        IncidentEnd::NeverDocumented,
        "The device finds its door sensor faulty, so what it says about the door may be wrong.",
        "Check the door by eye and have the sensor repaired.",
    ),
    error(
        "LowBattery",
        IncidentEnd::NeverDocumented,
        "The backup battery is below BatteryThreshold.",
        "Restore mains power; with mains present, have the battery replaced.",
    ),
    error(
        "LowFlashSpace",
        IncidentEnd::NeverDocumented,
        "Less than a quarter of the flash storage is free.",
        "Set LogFileLevel lower; if it persists, ask Terso Support.",
    ),
    error(
        "LowMemory",
        IncidentEnd::Startup,
        "Less than a quarter of the memory is free. Said again every hour; at a tenth the device reboots.",
        "Restart the device at a quiet moment.",
    ),
    error(
        "NewFirmwareDownloadError",
        IncidentEnd::Nothing,
        "A firmware update was asked for and failed.",
        "Check the network; if it fails again, ask Terso Support.",
    ),
    error("Shutdown", IncidentEnd::Startup, "The device was powered down.", "Find out who did it, and why."),
    error("Startup", IncidentEnd::Clears(&["Shutdown", "LowMemory"]), "The device started.", ""),
    error(
        "UserPassReaderFailure",
        IncidentEnd::By("UserPassReaderRestore"),
        "The device lost its pass reader: nobody can open it with a pass.",
        "Check the reader's cable; to open the door, unlock it from here.",
    ),
    error(
        "UserPassReaderRestore",
        IncidentEnd::Clears(&["UserPassReaderFailure"]),
        "The device has its pass reader again.",
        "",
    ),
    // Named on the same page, but not in its list of error entries: it presumably needs the level information.
    other(
        "ValidPass",
        Evidence::Documented,
        IncidentEnd::Nothing,
        "A listed pass was presented and the door released.",
    ),
    LogEntryType {
        next: "If it repeats, ask whose pass it is.",
        ..other("InvalidPass", Evidence::Inferred, IncidentEnd::Nothing, "A pass was presented and refused.")
    },
    // The description of DoorOpenTimeLimit on the "Countertop Cabinet" page calls its alarm so.
    LogEntryType {
        next: "Close the door.",
        ..other(
            "DoorAjar",
            Evidence::Documented,
            IncidentEnd::NeverDocumented,
            "The door has been open for longer than DoorOpenTimeLimit.",
        )
    },
    LogEntryType {
        next: "Send the policy to the device again.",
        ..other(
            "PolicyError",
            Evidence::Older,
            IncidentEnd::NeverDocumented,
            "The device's settings differ from its policy.",
        )
    },
    LogEntryType {
        next: "Send the policy to the device again.",
        ..other(
            "PolicyException",
            Evidence::Older,
            IncidentEnd::NeverDocumented,
            "The device's settings differ from its policy.",
        )
    },
];

/// The type of a name, in any letter case; `None` where the catalogue does not know it.
pub fn log_entry_type(name: &str) -> Option<&'static LogEntryType> {
    LOG_ENTRY_TYPES.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
}

#[cfg(test)]
#[path = "log_entries_tests.rs"]
mod tests;
