//! Tests of the facts about a device that are computed from events.

use jetstream_api::{catalogue::log_entries::LOG_ENTRY_TYPES, events::Event};

use super::*;
use crate::{
    features::devices::list::device_list::tests::{device, entry},
    state::directory::parameters::SettingOrigin,
};

fn entry_event(number: u8, kind: &str) -> Event {
    let text = format!(
        r#"{{ "Type": "LogEntryEvent", "EventId": "{number}", "Device": "Cabinet 7", "EventTime": "2026-05-18T00:31:{number:02}Z",
             "ReceivedTime": "2026-05-18T00:31:{number:02}Z", "LogEntries": [ {{ "Level": "error", "Type": "{kind}" }} ] }}"#
    );
    Event::parse(&text).unwrap()
}

fn interval(value: &str) -> EffectiveValue {
    EffectiveValue { value: Some(value.into()), origin: SettingOrigin::Policy("Ward".into()) }
}

#[test]
fn every_incident_of_the_catalogue_has_its_place_in_the_order() {
    for kind in LOG_ENTRY_TYPES.iter().filter(|kind| kind.opens()) {
        assert!(URGENT.contains(&kind.name), "{}", kind.name);
    }
}

#[test]
fn what_is_not_asked_says_why() {
    let mut case = device("Case 1");
    assert_eq!(no_calls_reason(&entry(case.clone())), None);
    case.definition = "TS080, Mobile Case".into();
    assert!(no_calls_reason(&entry(case)).is_some_and(|why| why.contains("mobile case")));
    assert!(no_calls_reason(&entry(device(".."))).is_some(), "no URL can carry this name");
}

#[test]
fn the_worst_of_several_incidents_is_named() {
    let mut fleet = Fleet::new(1 << 16);
    assert_eq!(problems(&fleet, "Cabinet 7"), None);
    for (number, kind) in [(1, "DoorOpen"), (2, "DoorBreach"), (3, "LowBattery")] {
        fleet.ingest(entry_event(number, kind));
    }
    let trouble = problems(&fleet, "Cabinet 7").unwrap();
    assert_eq!((trouble.count, trouble.worst.name), (3, "DoorBreach"));
    assert_eq!(trouble.since, "2026-05-18T00:31:02Z".parse().ok());
}

#[test]
fn handhelds_and_mobile_cases_are_judged_without_an_interval() {
    let unknown = EffectiveValue { value: None, origin: SettingOrigin::Unknown };
    assert_eq!(expectation(DeviceKind::Handheld, &unknown), Some(Expectation::Handheld));
    assert_eq!(expectation(DeviceKind::MobileCase, &unknown), Some(Expectation::MobileCase));
    assert_eq!(expectation(DeviceKind::SecurityCabinet, &unknown), None);
    assert_eq!(expectation(DeviceKind::SecurityCabinet, &interval("0")), Some(Expectation::HeartbeatsOff));
}

#[test]
fn what_is_expected_names_its_ground() {
    let interval = interval("60");
    let expectation = expectation(DeviceKind::SecurityCabinet, &interval);
    assert_eq!(expected(expectation, &interval), "a heartbeat is due every 1 h (of policy Ward)");
}
