//! Tests of the fold of device health.

use super::*;
use crate::test_events::{at, by_device, by_jetstream, completed, heartbeat, lockdown};
use serde_json::json;

fn folded(events: impl IntoIterator<Item = Event>) -> Health {
    let mut health = Health::default();
    events.into_iter().for_each(|event| health.apply(&Arc::new(event)));
    health
}

fn heard_at(health: &Health, now: &str) -> Option<Timestamp> {
    health.last_heard("Cabinet 7", at(now)).map(|heard| heard.at)
}

#[test]
fn a_device_is_heard_when_jetstream_gets_something_of_it() {
    let wrong_clock = json!({ "ReceivedTime": at("10:00:00").to_string() });
    let health = folded([by_jetstream("h1", "HeartbeatEvent", "Cabinet 7", "2019-01-01T00:00:00Z", wrong_clock)]);
    let heard = health.last_heard("Cabinet 7", at("10:30:00")).unwrap();
    assert_eq!((heard.at, heard.ahead, heard.by_jetstream), (at("10:00:00"), false, true));
    assert_eq!((heard.event.as_str(), &*heard.event_type), ("h1", "HeartbeatEvent"));
}

#[test]
fn a_device_that_sent_nothing_was_never_heard() {
    let health = folded([lockdown("c1", "Cabinet 7", "maria", "4", "10:00:00")]);
    assert_eq!(health.last_heard("Cabinet 7", at("11:00:00")), None);
    let hourly = Expectation::of(DeviceKind::SecurityCabinet, 60);
    assert_eq!(health.silence("Cabinet 7", hourly, at("23:00:00")), Liveness::NeverHeard);
}

#[test]
fn what_jetstream_publishes_itself_is_not_the_device() {
    let timed_out = completed("c1", "Lockdown", "Cabinet 7", &[("CommandTimedOut", "after 1440 minutes")], "12:00:00");
    let unreceived =
        by_jetstream("x1", "CommandCompletionEvent", "Cabinet 7", "12:00:00", json!({ "CommandId": "c2" }));
    let modified = by_jetstream("m1", "DeviceModifiedEvent", "Cabinet 7", "12:00:00", json!({ "Id": 7 }));
    let passes =
        by_jetstream("p1", "DeviceCredentialsAddedEvent", "Cabinet 7", "12:00:00", json!({ "AddedCredentials": [] }));
    let unheard = by_jetstream("u1", "SomethingNewEvent", "Cabinet 7", "12:00:00", json!({}));
    let health = folded([timed_out, unreceived, modified, passes, unheard, heartbeat("h1", "Cabinet 7", "10:00:00")]);
    assert_eq!(heard_at(&health, "13:00:00"), Some(at("10:00:00")));
}

#[test]
fn everything_that_a_device_sends_counts() {
    for event in [
        completed("c1", "Lockdown", "Cabinet 7", &[], "10:00:00"),
        by_device("s1", "StatusEvent", "Cabinet 7", "10:00:00", json!({})),
        by_device("l1", "LogEntryEvent", "Cabinet 7", "10:00:00", json!({ "LogEntries": [] })),
        by_device("u1", "SomethingNewEvent", "Cabinet 7", "10:00:00", json!({})),
    ] {
        let name = Arc::clone(&event.event_type);
        assert_eq!(heard_at(&folded([event]), "11:00:00"), Some(at("10:00:00")), "{name}");
    }
}

#[test]
fn a_time_ahead_of_now_is_clamped_and_marked() {
    let health = folded([by_jetstream("h1", "HeartbeatEvent", "Cabinet 7", "2031-01-01T00:00:00Z", json!({}))]);
    let heard = health.last_heard("Cabinet 7", at("10:00:00")).unwrap();
    assert_eq!((heard.at, heard.ahead, heard.by_jetstream), (at("10:00:00"), true, false));
}

#[test]
fn a_clock_that_is_ahead_does_not_hide_what_jetstream_got() {
    let ahead = by_jetstream("h2", "HeartbeatEvent", "Cabinet 7", "2031-01-01T00:00:00Z", json!({}));
    let health = folded([heartbeat("h1", "Cabinet 7", "09:00:00"), ahead]);
    assert_eq!(heard_at(&health, "10:00:00"), Some(at("09:00:00")));
}

#[test]
fn silence_is_measured_by_the_devices_own_interval() {
    let health = folded([heartbeat("h1", "Cabinet 7", "10:00:00")]);
    let silence =
        |minutes, now| health.silence("Cabinet 7", Expectation::of(DeviceKind::SecurityCabinet, minutes), at(now));
    assert_eq!(silence(60, "11:05:00"), Liveness::Heard);
    assert_eq!(silence(60, "11:05:01"), Liveness::SilentSince(at("11:05:00")));
    assert_eq!(silence(240, "11:05:01"), Liveness::Heard);
    assert_eq!(silence(0, "23:00:00"), Liveness::NotExpected);
}

#[test]
fn a_handheld_is_never_silent_and_a_mobile_case_after_25_hours() {
    let health = folded([heartbeat("h1", "Cabinet 7", "10:00:00")]);
    let silence = |kind, now| health.silence("Cabinet 7", Expectation::of(kind, 60), at(now));
    assert_eq!(silence(DeviceKind::Handheld, "2027-01-01T00:00:00Z"), Liveness::NotExpected);
    assert_eq!(silence(DeviceKind::MobileCase, "2026-05-19T11:00:00Z"), Liveness::Heard);
    assert_eq!(
        silence(DeviceKind::MobileCase, "2026-05-19T11:00:01Z"),
        Liveness::SilentSince(at("2026-05-19T11:00:00Z"))
    );
}

#[test]
fn the_last_status_tells_the_firmware() {
    let status = |id: &str, version: &str, time: &str| {
        by_device(id, "StatusEvent", "Cabinet 7", time, json!({ "agentversion": version, "FreeMem": "55" }))
    };
    let health = folded([status("s2", "4.8.22", "11:00:00"), status("s1", "4.8.21", "10:00:00")]);
    assert_eq!(health.firmware("Cabinet 7"), Some("4.8.22"));
    assert_eq!(health.status_event("Cabinet 7").map(|event| event.id.as_str()), Some("s2"));
    assert!(health.status("Cabinet 7").iter().any(|field| field.key == "FreeMem" && field.value == "55"));
    assert_eq!(health.firmware("Cabinet 8"), None);
}
