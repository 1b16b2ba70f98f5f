//! Tests of the control of devices by hand.

use jetstream_api::events::{Body, Event};

use crate::{ControlError, testing::TestBed};

const CABINET: &str = "Security Cabinet 1";

fn entries(events: &[Event]) -> Vec<&str> {
    let logs =
        events.iter().filter_map(|event| if let Body::LogEntry(entries) = &event.body { Some(entries) } else { None });
    logs.flatten().map(|entry| entry.entry_type.as_str()).collect()
}

#[test]
fn a_disconnected_device_reports_later_what_happened_meanwhile() {
    let mut bed = TestBed::new();
    bed.simulator.disconnect(CABINET).unwrap();
    bed.simulator.take_issued();
    bed.simulator.raise_incident(CABINET, "DoorBreach").unwrap();
    bed.hours(3);
    assert_eq!(bed.events_of(CABINET), [], "no heartbeat either");
    bed.simulator.connect(CABINET).unwrap();
    let events = bed.events_of(CABINET);
    assert_eq!(entries(&events)[0], "DoorBreach");
    let breach = &events[0];
    assert!(breach.received_time.unwrap().duration_since(breach.event_time.unwrap()).as_hours() >= 3);
    assert!(events.iter().all(|event| event.body != Body::Heartbeat), "a missed heartbeat is not made up for");
    bed.hours(1);
    assert!(bed.events_of(CABINET).iter().any(|event| event.body == Body::Heartbeat));
}

#[test]
fn a_poll_is_an_exchange_after_which_the_device_is_as_it_was() {
    let mut bed = TestBed::new();
    bed.simulator.disconnect(CABINET).unwrap();
    bed.simulator.take_issued();
    bed.simulator.raise_incident(CABINET, "LowFlashSpace").unwrap();
    bed.simulator.poll(CABINET).unwrap();
    assert_eq!(entries(&bed.events_of(CABINET)), ["LowFlashSpace"]);
    bed.hours(2);
    assert_eq!(bed.events_of(CABINET), []);
}

#[test]
fn incidents_come_in_pairs_and_only_in_order() {
    let mut bed = TestBed::new();
    for (fails, restores) in [
        ("ACPowerFailure", "ACPowerRestore"),
        ("DoorOpen", "DoorOpenRestore"),
        ("UserPassReaderFailure", "UserPassReaderRestore"),
        ("Shutdown", "Startup"),
    ] {
        bed.simulator.take_issued();
        assert_eq!(bed.simulator.raise_incident(CABINET, restores), Err(ControlError::NotNow), "{restores}");
        bed.simulator.raise_incident(CABINET, &fails.to_uppercase()).unwrap();
        assert_eq!(bed.simulator.raise_incident(CABINET, fails), Err(ControlError::NotNow), "{fails}");
        bed.simulator.raise_incident(CABINET, restores).unwrap();
        assert_eq!(entries(&bed.events_of(CABINET)), [fails, restores]);
    }
}

#[test]
fn every_other_entry_can_be_caused_and_no_unknown_one() {
    let mut bed = TestBed::new();
    for entry in [
        "DoorBreach",
        "DoorSensorFailure",
        "InvalidPass",
        "LowBattery",
        "LowFlashSpace",
        "LowMemory",
        "NewFirmwareDownloadError",
        "ValidPass",
    ] {
        bed.simulator.take_issued();
        bed.simulator.raise_incident(CABINET, entry).unwrap();
        assert_eq!(entries(&bed.events_of(CABINET)), [entry]);
    }
    assert_eq!(bed.simulator.raise_incident(CABINET, "Earthquake"), Err(ControlError::NoEntry));
    assert_eq!(bed.simulator.raise_incident("Nobody", "LowMemory"), Err(ControlError::NoDevice));
    assert_eq!(bed.simulator.connect("Nobody"), Err(ControlError::NoDevice));
}

#[test]
fn a_device_that_is_off_cannot_be_polled_and_starts_when_it_is_connected() {
    let mut bed = TestBed::new();
    let silent = "Nordstadt Klinik, Basement, Security Cabinet";
    assert_eq!(bed.simulator.poll(silent), Err(ControlError::NotNow));
    assert_eq!(bed.simulator.raise_incident(silent, "DoorBreach"), Err(ControlError::NotNow));
    bed.simulator.take_issued();
    bed.simulator.connect(silent).unwrap();
    assert_eq!(entries(&bed.events_of(silent)), ["Startup"]);
}

#[test]
fn no_pass_is_valid_during_a_lockdown() {
    let mut bed = TestBed::new();
    let locked = "Mercy General, Emergency Dept., Security Cabinet";
    assert!(bed.simulator.locked_until(locked).is_some());
    assert_eq!(bed.simulator.raise_incident(locked, "ValidPass"), Err(ControlError::NotNow));
}
