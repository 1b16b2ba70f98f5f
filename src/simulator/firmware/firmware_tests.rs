//! Tests of the firmware of a device.

use jetstream_api::events::{Body, Event};

use crate::testing::TestBed;

fn entry(event: &Event) -> Option<&str> {
    if let Body::LogEntry(entries) = &event.body { Some(&entries[0].entry_type) } else { None }
}

#[test]
fn something_visible_happens_every_few_seconds_by_itself() {
    let mut bed = TestBed::new();
    bed.simulator.take_issued();
    bed.minutes(10);
    assert!(bed.simulator.take_issued().len() > 100);
}

#[test]
fn a_heartbeat_comes_at_its_interval_and_not_in_between() {
    let mut bed = TestBed::small();
    bed.simulator.take_issued();
    bed.hours(12);
    let beats: Vec<_> =
        bed.events_of("Security Cabinet 1").into_iter().filter(|event| event.body == Body::Heartbeat).collect();
    assert_eq!(beats.len(), 12);
    for pair in beats.windows(2) {
        assert_eq!(pair[1].received_time.unwrap().duration_since(pair[0].received_time.unwrap()).as_mins(), 60);
    }
}

#[test]
fn a_refused_pass_is_reported_during_a_lockdown_and_no_valid_one() {
    let mut bed = TestBed::small();
    bed.simulator.take_issued();
    bed.hours(7);
    let events = bed.events_of("Mercy General, Emergency Dept., Security Cabinet");
    let entries: Vec<_> = events.iter().filter_map(entry).collect();
    assert!(entries.contains(&"InvalidPass"));
    assert!(!entries.contains(&"ValidPass"));
    bed.hours(18);
    let events = bed.events_of("Mercy General, Emergency Dept., Security Cabinet");
    assert!(events.iter().filter_map(entry).any(|entry| entry == "ValidPass"), "it ended by time, without a word");
}

#[test]
fn a_battery_that_empties_is_reported_and_then_the_device_is_silent_until_mains_are_back() {
    let mut bed = TestBed::small();
    let device = "Mercy General, ICU, Security Cabinet";
    bed.simulator.raise_incident(device, "ACPowerFailure").unwrap();
    bed.simulator.take_issued();
    bed.hours(5);
    let events = bed.events_of(device);
    let entries: Vec<_> = events.iter().filter_map(entry).filter(|entry| !entry.ends_with("Pass")).collect();
    assert_eq!(entries, ["LowBattery", "Shutdown"]);
    bed.hours(5);
    assert_eq!(bed.events_of(device), []);
    bed.simulator.raise_incident(device, "ACPowerRestore").unwrap();
    let events = bed.events_of(device);
    assert_eq!(events.iter().filter_map(entry).collect::<Vec<_>>(), ["Startup", "ACPowerRestore"]);
}

#[test]
fn mains_that_fail_lock_the_door_where_the_device_is_set_to() {
    let mut bed = TestBed::small();
    let freezer = "Mercy General, Research Lab, Ultra-low Freezer";
    let world = &mut bed.simulator.world;
    assert!(world.devices.find(freezer).unwrap().is_locked(world.context.now), "its definition's default says so");
    bed.simulator.raise_incident(freezer, "ACPowerRestore").unwrap();
    let world = &bed.simulator.world;
    assert!(!world.devices.find(freezer).unwrap().is_locked(world.context.now));
}

#[test]
fn memory_that_runs_low_is_reported_every_hour_until_the_device_restarts_by_itself() {
    let mut bed = TestBed::small();
    let device = "Mercy General, ICU, Security Cabinet";
    bed.simulator.take_issued();
    bed.simulator.raise_incident(device, "LowMemory").unwrap();
    bed.hours(72);
    let events = bed.events_of(device);
    let entries: Vec<_> =
        events.iter().filter_map(entry).filter(|entry| ["LowMemory", "Shutdown", "Startup"].contains(entry)).collect();
    let reports = entries.iter().position(|entry| *entry != "LowMemory").unwrap();
    assert!(reports > 0);
    assert_eq!(entries[reports..reports + 2], ["Shutdown", "Startup"]);
}

#[test]
fn the_night_brings_a_scan_and_a_status_once_per_day() {
    let mut bed = TestBed::small();
    bed.simulator.take_issued();
    bed.hours(24 * 20);
    let events = bed.events_of("St. Anne, Pharmacy, Fridge 1");
    let count = |kind: &str| events.iter().filter(|event| &*event.event_type == kind).count();
    let starts = events.iter().filter(|event| entry(event) == Some("Startup")).count();
    assert_eq!((count("ObjectEvent"), count("StatusEvent") - starts), (20, 20), "a scan waits until the door is shut");
}

#[test]
fn a_door_that_stands_open_keeps_the_scan_away_and_not_the_status() {
    let mut bed = TestBed::small();
    bed.simulator.raise_incident("St. Anne, Pharmacy, Fridge 1", "DoorOpen").unwrap();
    bed.simulator.take_issued();
    bed.hours(24);
    let events = bed.events_of("St. Anne, Pharmacy, Fridge 1");
    let count = |kind: &str| events.iter().filter(|event| &*event.event_type == kind).count();
    assert_eq!((count("ObjectEvent"), count("StatusEvent")), (0, 1));
}

#[test]
fn a_mobile_case_reports_when_its_lid_is_shut_and_says_where_it_is() {
    let mut bed = TestBed::small();
    bed.simulator.take_issued();
    bed.hours(24);
    let events = bed.events_of("Courier Case 7");
    assert!(events.iter().all(|event| event.body != Body::Heartbeat));
    let readings = events
        .iter()
        .find_map(|event| if let Body::SensorReading(readings) = &event.body { Some(readings) } else { None });
    let mut names: Vec<_> = readings.unwrap().iter().map(|reading| reading.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["BatteryLevel", "Latitude", "Longitude", "SignalStrength", "TemperatureA"]);
}
