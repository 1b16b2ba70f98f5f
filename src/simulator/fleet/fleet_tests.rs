//! Tests of the fleet at the start.

use std::collections::BTreeSet;

use jetstream_api::{
    capabilities::Connection,
    devices::{GetDeviceStatus, ListDevices},
    events::Body,
    kind::DeviceKind,
    names::DeviceName,
};

use crate::{
    Options,
    testing::{TestBed, name},
};

#[test]
fn the_fleet_is_as_the_pages_and_specs_expect_it() {
    let mut bed = TestBed::new();
    let devices = bed.send(&ListDevices::default()).unwrap();
    for kind in DeviceKind::ALL {
        assert!(devices.iter().any(|device| DeviceKind::of_definition(&device.definition) == kind), "{kind}");
    }
    assert!(devices.iter().any(|device| device.name.len() == 128));
    assert!(bed.cabinets().len() >= 6);
    let first = name("Security Cabinet 1");
    assert_eq!(bed.send(&GetDeviceStatus(first)), Ok(Connection::Connected));
    assert_eq!(bed.simulator.locked_until("Security Cabinet 1"), None);
    assert_eq!(bed.send(&GetDeviceStatus(name("Security Cabinet 2, offline"))), Ok(Connection::NotConnected));
    assert!(bed.simulator.locked_until("Mercy General, Emergency Dept., Security Cabinet").is_some());
    assert!(bed.simulator.asked().executions.is_empty(), "nobody has asked yet");
}

#[test]
fn every_name_and_serial_number_is_legal_and_unique_in_a_fleet_of_any_size() {
    for devices in [0, 1, 24, 48, 3_000] {
        let mut bed = TestBed::with(&Options { devices, sentinels: false, ..Options::default() });
        let listed = bed.send(&ListDevices::default()).unwrap();
        assert_eq!(listed.len(), devices);
        assert!(listed.iter().all(|device| DeviceName::parse(&device.name).is_ok()));
        assert_eq!(listed.iter().map(|device| &device.name).collect::<BTreeSet<_>>().len(), devices);
        assert_eq!(listed.iter().map(|device| &device.serial_number).collect::<BTreeSet<_>>().len(), devices);
    }
}

#[test]
fn every_device_with_heartbeats_but_the_silent_one_has_sent_an_event_before_the_start() {
    let mut bed = TestBed::new();
    let senders: BTreeSet<_> = bed.events().into_iter().filter_map(|event| event.device).collect();
    let never: Vec<_> = bed
        .send(&ListDevices::default())
        .unwrap()
        .into_iter()
        .map(|device| device.name)
        .filter(|name| !senders.contains(name.as_str()))
        .collect();
    assert!(never.contains(&"Nordstadt Klinik, Basement, Security Cabinet".to_owned()));
    assert!(
        never.iter().all(|name| [
            "Nordstadt Klinik, Basement, Security Cabinet",
            "Courier Case 7",
            "Handheld 3, OR inventory"
        ]
        .contains(&name.as_str())),
        "{never:?}"
    );
}

#[test]
fn the_events_of_the_last_hour_explain_the_initial_conditions() {
    let mut bed = TestBed::new();
    let events = bed.events();
    let lockdown =
        events.iter().find_map(|event| if let Body::CommandQueued(queued) = &event.body { Some(queued) } else { None });
    assert_eq!(lockdown.unwrap().user.as_deref(), Some("colleague"));
    let entry = |device: &str, entry: &str| {
        events
            .iter()
            .filter(|event| event.device.as_deref() == Some(device))
            .any(|event| matches!(&event.body, Body::LogEntry(entries) if entries[0].entry_type == entry))
    };
    assert!(entry("Mercy General, OR 2, Implant Cabinet", "DoorOpen"));
    assert!(entry("Mercy General, Research Lab, Ultra-low Freezer", "ACPowerFailure"));
}

#[test]
fn clocks_are_a_little_off_and_one_by_years() {
    let mut bed = TestBed::new();
    bed.hours(2);
    for event in bed.events() {
        let (Some(happened), Some(received)) = (event.event_time, event.received_time) else { continue };
        let years = received.duration_since(happened).as_hours() / (24 * 365);
        let behind = event.device.as_deref() == Some("Nordstadt Klinik, Vaccines, Fridge");
        assert_eq!(years, if behind { 7 } else { 0 }, "{}", event.raw);
    }
}
