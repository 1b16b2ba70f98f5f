//! Tests of the view model of an incident.

use jetstream_api::{events::Event, time::parse};
use jiff::SignedDuration;

use super::*;

const HOURLY: Expectation = Expectation::Heartbeats(SignedDuration::from_hours(1));

fn at(clock: &str) -> Timestamp {
    parse(&format!("2026-05-18T{clock}Z")).unwrap()
}

fn fleet(events: &[(&str, &str, &str)]) -> Fleet {
    let mut fleet = Fleet::new(1 << 20);
    for (event_type, entry, clock) in events {
        let time = jetstream_api::time::format(at(clock));
        let raw = format!(
            r#"{{"Type":"{event_type}","EventId":"{entry}{clock}","Device":"Cabinet 7","EventTime":"{time}","ReceivedTime":"{time}",
            "LogEntries":[{{"Level":"Error","Type":"{entry}","Message":""}}]}}"#
        );
        assert!(fleet.ingest(Event::parse(&raw).unwrap()));
    }
    fleet
}

fn told(fleet: &Fleet, now: &str) -> Vec<(&'static str, Option<Timestamp>, bool)> {
    let cases = collect(fleet, &[("Cabinet 7".into(), HOURLY)], at(now));
    cases.iter().map(|case| (case.matter.name(), case.begin, case.is_over)).collect()
}

#[test]
fn an_incident_and_the_silence_after_it_are_two_cases() {
    let fleet = fleet(&[("LogEntryEvent", "ACPowerFailure", "10:00:00")]);
    assert_eq!(told(&fleet, "11:00:00"), [("ACPowerFailure", Some(at("10:00:00")), false)]);
    assert_eq!(
        told(&fleet, "13:00:00"),
        [("ACPowerFailure", Some(at("10:00:00")), false), ("Silence", Some(at("11:05:00")), false)]
    );
}

#[test]
fn a_silence_keeps_its_name_when_it_is_over() {
    let before = fleet(&[("HeartbeatEvent", "", "10:00:00")]);
    let after = fleet(&[("HeartbeatEvent", "", "10:00:00"), ("HeartbeatEvent", "", "13:00:00")]);
    let id = |fleet: &Fleet, now| {
        collect(fleet, &[("Cabinet 7".into(), HOURLY)], at(now)).first().map(|case| case.id.clone())
    };
    assert_eq!(id(&before, "12:30:00"), id(&after, "13:10:00"));
    assert_eq!(told(&after, "13:10:00"), [("Silence", Some(at("11:05:00")), true)]);
}

#[test]
fn where_events_are_missing_no_silence_is_claimed() {
    let mut fleet = fleet(&[("HeartbeatEvent", "", "10:00:00"), ("HeartbeatEvent", "", "13:00:00")]);
    fleet.note_gap(at("12:00:00"), "the feed was lost");
    assert_eq!(told(&fleet, "13:10:00"), []);
}
