//! Tests of the fold of accesses.

use serde_json::json;

use super::*;
use crate::test_events::{by_device, heartbeat};

fn line(id: &str, entry: &str, message: &str, time: &str) -> Event {
    let lines = json!({ "LogEntries": [{ "Level": "Warning", "Type": entry, "Message": message }] });
    by_device(id, "LogEntryEvent", "Cabinet 7", time, lines)
}

fn aggregate(id: &str, opener: &str, time: &str) -> Event {
    by_device(
        id,
        "AggregateEvent",
        "Fridge 1",
        time,
        json!({ "PassRfid": opener, "Adds": ["A", "B"], "Removes": ["C"] }),
    )
}

fn folded(events: &[Event]) -> AccessLog {
    let mut access = AccessLog::default();
    events.iter().for_each(|event| access.apply(event));
    access
}

#[test]
fn each_way_to_a_door_is_told_newest_first() {
    let access = folded(&[
        aggregate("a1", "04A1B2C3D4E5F6", "10:02:00"),
        line("l1", "ValidPass", "Pass 04AABBCCDDEEFF accepted.", "10:00:00"),
        line("l2", "invalidpass", "Pass 04AABBCCDDEEFF refused: lockdown.", "10:01:00"),
    ]);
    let told: Vec<_> =
        access.iter_newest().map(|entry| (&entry.what, entry.opener.as_ref().map(Opener::reveal))).collect();
    assert_eq!(
        told,
        [
            (&AccessKind::Opened { adds: 2, removes: 1 }, Some("04A1B2C3D4E5F6")),
            (&AccessKind::Refused { for_lockdown: true }, Some("04AABBCCDDEEFF")),
            (&AccessKind::Accepted, Some("04AABBCCDDEEFF")),
        ]
    );
}

#[test]
fn a_message_of_another_form_tells_the_time_without_the_pass() {
    let access = folded(&[line("l1", "ValidPass", "Door released.", "10:00:00")]);
    let entry = access.iter_newest().next().unwrap();
    assert_eq!((&entry.what, &entry.opener), (&AccessKind::Accepted, &None));
}

#[test]
fn what_nobody_had_to_unlock_is_no_access() {
    let access = folded(&[aggregate("a1", "", "10:00:00"), heartbeat("h1", "Fridge 1", "10:00:00")]);
    assert_eq!(access.iter_newest().count(), 0);
}

#[test]
fn a_pass_is_not_written_into_a_log() {
    let access = folded(&[aggregate("a1", "04A1B2C3D4E5F6", "10:02:00")]);
    assert!(!format!("{access:?}").contains("04A1B2C3D4"));
}

#[test]
fn of_more_than_are_kept_the_newest_stay_and_the_page_can_say_so() {
    let mut access = AccessLog::default();
    for number in 0..MOST + MOST / 4 {
        let time = format!("2026-05-18T{:02}:{:02}:{:02}Z", number / 3_600, number / 60 % 60, number % 60);
        access.apply(&aggregate(&format!("a{number}"), "04A1B2C3D4E5F6", &time));
    }
    assert_eq!((access.iter_newest().count(), access.is_truncated()), (MOST, true));
    assert_eq!(access.iter_newest().next().unwrap().report.event.as_str(), format!("a{}", MOST + MOST / 4 - 1));
}
