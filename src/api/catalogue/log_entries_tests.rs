//! Tests of the table of log entry types.

use super::*;

#[test]
fn the_error_entries_are_those_of_the_security_cabinets_page() {
    let names: Vec<_> =
        LOG_ENTRY_TYPES.iter().filter(|entry| entry.level == Some(Level::Error)).map(|entry| entry.name).collect();
    assert_eq!(
        names,
        [
            "ACPowerFailure",
            "ACPowerRestore",
            "DoorBreach",
            "DoorOpen",
            "DoorOpenRestore",
            "DoorSensorFailure",
            "LowBattery",
            "LowFlashSpace",
            "LowMemory",
            "NewFirmwareDownloadError",
            "Shutdown",
            "Startup",
            "UserPassReaderFailure",
            "UserPassReaderRestore",
        ]
    );
}

#[test]
fn who_is_ended_by_an_entry_is_named_by_it() {
    for entry in LOG_ENTRY_TYPES {
        let closer = match entry.clearing {
            IncidentEnd::By(name) => name,
            IncidentEnd::Startup => "Startup",
            _ => continue,
        };
        let closer = log_entry_type(closer).unwrap();
        assert!(closer.closes(entry.name), "{} should close {}", closer.name, entry.name);
        assert!(!closer.opens(), "{}", closer.name);
    }
}

#[test]
fn entries_are_paired_as_documented_and_no_further() {
    let closes = |closer: &str, opened: &str| log_entry_type(closer).unwrap().closes(opened);
    assert!(closes("acpowerrestore", "ACPOWERFAILURE"));
    assert!(closes("DoorOpenRestore", "DoorOpen"));
    assert!(closes("Startup", "LowMemory"));
    assert!(!closes("Startup", "DoorBreach"));
    assert!(!closes("ACPowerRestore", "LowBattery"));
    assert!(!closes("ValidPass", "DoorOpen"));
    assert!(log_entry_type("DoorBreach").unwrap().opens());
    assert!(!log_entry_type("ValidPass").unwrap().opens());
    assert_eq!(log_entry_type("Unheard"), None);
}

#[test]
fn an_open_state_always_says_what_to_do() {
    for entry in LOG_ENTRY_TYPES.iter().filter(|entry| entry.opens()) {
        assert!(!entry.next.is_empty(), "{}", entry.name);
    }
}
