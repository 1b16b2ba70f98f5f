//! Tests of the texts of the drift table.

use std::sync::Arc;

use jetstream_api::wire::Pair;
use jetstream_fleet::configuration::{Assigned, DriftInput, Reported, SentTimes, Values, drift};

use super::*;
use crate::features::fleet_configuration::model::tests::{fleet, place_of, policy};

const VALUES: [(&str, &str); 5] = [
    ("batterythreshold", "23"),
    ("dooropentimelimit", "300"),
    ("heartbeateventinterval", "60"),
    ("ping", "5"),
    ("userbypass", "0"),
];

fn at(time: &str) -> Timestamp {
    format!("2026-05-18T{time}Z").parse().unwrap()
}

/// The sentence at 12:05 on a cabinet that reported these values at 12:00.
fn said(reported: &[(&str, &str)]) -> String {
    let setup = fleet(&[("Cabinet 7", Some("Ward"))], vec![policy("Ward", &VALUES, &[])]);
    let (_, configuration) = place_of(&setup, "Cabinet 7");
    let values = reported.iter().copied().collect::<Values>();
    let reported = Reported { values, without_value: Vec::new(), at: at("12:00:00") };
    let found = drift(&DriftInput {
        schema: &configuration.schema,
        policy: Assigned::Policy(configuration.policy.values().unwrap()),
        overrides: &configuration.overrides,
        stored_policy: None,
        sent: SentTimes::default(),
        reported: Some(&reported),
    });
    sentence(&found, configuration, at("12:05:00"))
}

#[test]
fn what_differs_is_named_with_both_values_and_the_rest_is_counted() {
    let with = |changed: &[(&'static str, &'static str)]| {
        said(
            &VALUES
                .map(|(key, value)| (key, changed.iter().find(|(other, _)| *other == key).map_or(value, |one| one.1))),
        )
    };
    assert_eq!(with(&[]), "Every value is as it should be, as reported 5 min ago.");
    assert_eq!(with(&[("dooropentimelimit", "600")]), "DoorOpenTimeLimit is 600 s, should be 300 s.");
    assert_eq!(with(&[("userbypass", "False"), ("ping", "5.0")]), with(&[]), "these mean the same");
    let many =
        with(&[("dooropentimelimit", "1"), ("ping", "1"), ("batterythreshold", "1"), ("heartbeateventinterval", "1")]);
    assert!(many.ends_with("; and 1 more."), "{many}");
}

#[test]
fn what_was_not_reported_is_said() {
    assert_eq!(
        said(&[("userbypass", "0"), ("ping", "5")]),
        "What it reported agrees; no value came for BatteryThreshold, DoorOpenTimeLimit, HeartbeatEventInterval."
    );
    assert_eq!(
        said(&[("userbypass", "1"), ("ping", "5")]),
        "UserBypass is On (the list of passes is ignored), should be Off. 3 values it did not report."
    );
}

#[test]
fn a_sync_that_is_due_says_since_when() {
    let setup = fleet(&[("Cabinet 7", None)], Vec::new());
    let (_, configuration) = place_of(&setup, "Cabinet 7");
    let said = |drift| sentence(&drift, configuration, at("12:05:00"));
    let due = |synced| Drift::AwaitsSync { updated: Some(at("12:00:00")), synced, changes: None };
    assert_eq!(said(due(None)), "Added 5 min ago, never sent to the device.");
    assert_eq!(said(due(Some(at("11:05:00")))), "Added 5 min ago, last sent before that, 1 h ago.");
    let never = Drift::AwaitsSync { updated: None, synced: None, changes: None };
    assert_eq!(said(never), "Never sent to the device.");
    let change = ValueChange { key: "userbypass".into(), name: "UserBypass".into(), from: Some("1".into()), to: None };
    let queued = Drift::Queued { since: at("12:00:00"), changes: Some(vec![change]) };
    assert_eq!(
        said(queued),
        "Sent 5 min ago; the device has not confirmed it. It would change: UserBypass is On (the list of passes is ignored), should be not set."
    );
}

#[test]
fn every_state_has_a_word_of_its_own_here_and_in_the_url() {
    for one in DriftStatus::ALL {
        for other in DriftStatus::ALL {
            assert_eq!(one == other, one.word() == other.word());
            assert_eq!(one == other, one.value() == other.value());
        }
    }
}

#[test]
fn a_command_that_failed_says_why() {
    let exceptions: Arc<[Pair]> = [Pair { key: "Answer".into(), value: "HTTP 500".into() }].into();
    let latest = |command, state| latest_words(&LatestReport { command, state });
    assert_eq!(latest(Command::GetPolicyParameters, CommandState::Failed { exceptions }), "Reading failed: HTTP 500");
    assert_eq!(latest(Command::SetPolicyParameters, CommandState::Queued), "Sync: queued");
}
