//! Tests of the fold of incidents.

use super::*;
use crate::test_events::{at, heartbeat, log_entries};

fn names(incidents: &Incidents, device: &str) -> Vec<&'static str> {
    incidents.open(device).map(|incident| incident.kind.name).collect()
}

fn folded(events: &[Event]) -> Incidents {
    let mut incidents = Incidents::default();
    events.iter().for_each(|event| incidents.apply(event));
    incidents
}

#[test]
fn a_door_left_open_is_an_incident_until_it_is_closed() {
    let opened = log_entries("l1", "Cabinet 7", &[("DoorOpen", "10:00:00")], "10:00:01");
    let closed = log_entries("l2", "Cabinet 7", &[("DoorOpenRestore", "10:05:00")], "10:05:01");
    let mut incidents = folded(&[opened]);
    let incident = incidents.get("Cabinet 7", "DoorOpen").unwrap();
    assert_eq!((incident.first.at, incident.first.event.as_str()), (Some(at("10:00:01")), "l1"));
    assert_eq!(incident.first.by_device, Some(at("10:00:00")));
    assert!(incident.has_documented_end());
    assert_eq!((incidents.count("Cabinet 7"), incidents.count("Cabinet 8")), (1, 0));
    incidents.apply(&closed);
    assert_eq!((incidents.count("Cabinet 7"), incidents.iter().count()), (0, 0));
}

#[test]
fn a_restore_that_arrives_before_its_failure_closes_it() {
    let lost = log_entries("l1", "Cabinet 7", &[("ACPowerFailure", "10:00:00")], "10:00:01");
    let back = log_entries("l2", "Cabinet 7", &[("ACPowerRestore", "10:05:00")], "10:05:01");
    assert_eq!(folded(&[back, lost]).count("Cabinet 7"), 0);
}

#[test]
fn a_failure_after_the_restore_is_open_again() {
    let entries = [
        ("l1", "ACPowerFailure", "10:00:00"),
        ("l2", "ACPowerRestore", "10:05:00"),
        ("l3", "ACPowerFailure", "11:00:00"),
    ];
    let events = entries.map(|(id, entry, time)| log_entries(id, "Cabinet 7", &[(entry, time)], time));
    for order in [[0, 1, 2], [2, 1, 0], [2, 0, 1], [1, 2, 0]] {
        let incidents = folded(&order.map(|index| events[index].clone()));
        assert_eq!(
            incidents.get("Cabinet 7", "ACPowerFailure").map(|incident| incident.first.event.to_string()),
            Some("l3".into())
        );
    }
}

#[test]
fn events_delivered_in_one_second_are_ordered_by_the_devices_clock() {
    // The identifiers would say the opposite.
    let opened = log_entries("z", "Cabinet 7", &[("DoorOpen", "08:00:00")], "10:00:00");
    let closed = log_entries("a", "Cabinet 7", &[("DoorOpenRestore", "08:05:00")], "10:00:00");
    let (mut opened, mut closed) = (opened, closed);
    opened.received_time = Some(at("10:00:00"));
    closed.received_time = Some(at("10:00:00"));
    assert_eq!(folded(&[opened, closed]).count("Cabinet 7"), 0);
}

#[test]
fn both_entries_in_one_event_are_taken_in_their_order() {
    let event =
        log_entries("l1", "Cabinet 7", &[("DoorOpen", "10:00:00"), ("DoorOpenRestore", "10:00:00")], "10:00:00");
    assert_eq!(folded(&[event]).count("Cabinet 7"), 0);
}

#[test]
fn a_start_closes_shutdown_and_low_memory_and_no_breach() {
    let before =
        [("DoorBreach", "09:00:00"), ("LowMemory", "09:00:00"), ("Shutdown", "09:30:00"), ("LowBattery", "09:30:00")];
    let mut incidents = folded(&[log_entries("l1", "Cabinet 7", &before, "09:30:00")]);
    assert_eq!(names(&incidents, "Cabinet 7"), ["DoorBreach", "LowBattery", "LowMemory", "Shutdown"]);
    incidents.apply(&log_entries("l2", "Cabinet 7", &[("Startup", "10:00:00")], "10:00:00"));
    assert_eq!(names(&incidents, "Cabinet 7"), ["DoorBreach", "LowBattery"]);
    assert!(!incidents.get("Cabinet 7", "DoorBreach").unwrap().has_documented_end());
}

#[test]
fn letter_case_does_not_matter() {
    let opened = log_entries("l1", "Cabinet 7", &[("userpassreaderfailure", "10:00:00")], "10:00:00");
    let closed = log_entries("l2", "Cabinet 7", &[("USERPASSREADERRESTORE", "10:01:00")], "10:01:00");
    let mut incidents = folded(&[opened]);
    assert_eq!(names(&incidents, "Cabinet 7"), ["UserPassReaderFailure"]);
    incidents.apply(&closed);
    assert_eq!(incidents.count("Cabinet 7"), 0);
}

#[test]
fn an_incident_that_is_reported_again_keeps_its_beginning() {
    let hours = [("l1", "08:00:00"), ("l2", "09:00:00"), ("l3", "10:00:00")];
    let incidents = folded(&hours.map(|(id, time)| log_entries(id, "Cabinet 7", &[("LowMemory", time)], time)));
    let incident = incidents.get("Cabinet 7", "LowMemory").unwrap();
    assert_eq!((incident.first.event.as_str(), incident.latest.event.as_str(), incident.reports), ("l1", "l3", 3));
    assert!(!incident.began_before);
}

#[test]
fn an_incident_reported_without_end_takes_bounded_memory_and_says_so() {
    let mut incidents = Incidents::default();
    for number in 0..500 {
        let time = format!("2026-05-{:02}T{:02}:00:00Z", 1 + number / 24, number % 24);
        incidents.apply(&log_entries(&format!("l{number:03}"), "Cabinet 7", &[("LowBattery", &time)], &time));
    }
    let incident = incidents.get("Cabinet 7", "LowBattery").unwrap();
    assert_eq!((incident.reports, incident.latest.event.as_str()), (64, "l499"));
    assert!(incident.began_before);
}

#[test]
fn what_is_no_state_is_no_incident() {
    let passed = log_entries("l1", "Cabinet 7", &[("ValidPass", "10:00:00"), ("Unheard", "10:00:00")], "10:00:00");
    assert_eq!(folded(&[passed, heartbeat("h1", "Cabinet 7", "10:00:00")]).iter().count(), 0);
}

#[test]
fn what_is_over_is_remembered_with_its_beginning_and_its_end() {
    let opened = log_entries("l1", "Cabinet 7", &[("DoorOpen", "10:00:00")], "10:00:01");
    let again = log_entries("l2", "Cabinet 7", &[("DoorOpen", "10:03:00")], "10:03:01");
    let closed = log_entries("l3", "Cabinet 7", &[("DoorOpenRestore", "10:05:00")], "10:05:01");
    let reopened = log_entries("l4", "Cabinet 7", &[("DoorOpen", "11:00:00")], "11:00:01");
    let incidents = folded(&[reopened, closed, again, opened]);
    let history: Vec<_> = incidents.history("Cabinet 7").collect();
    let told =
        |incident: &Incident| (incident.first.at, incident.end.as_ref().and_then(|end| end.at), incident.reports);
    let times = [(Some(at("10:00:01")), Some(at("10:05:01")), 2), (Some(at("11:00:01")), None, 1)];
    assert_eq!(history.iter().map(told).collect::<Vec<_>>(), times);
    assert_eq!((incidents.open("Cabinet 7").count(), incidents.iter_history().count()), (1, 2));
}

#[test]
fn an_incident_is_cut_only_where_its_beginning_is_gone() {
    let mut incidents = Incidents::default();
    for number in 0..100 {
        let (entry, minute) = (["DoorOpen", "DoorOpenRestore"][number % 2], number / 2);
        let time = format!("10:{minute:02}:{:02}", number % 2);
        incidents.apply(&log_entries(&format!("l{number:03}"), "Cabinet 7", &[(entry, &time)], &time));
    }
    let history: Vec<_> = incidents.history("Cabinet 7").collect();
    assert_eq!(history.len(), 32);
    assert!(history.iter().all(|incident| !incident.began_before && incident.end.is_some()));
}
