//! Tests of the fold of lockdowns.

use super::*;
use crate::{
    ClickResult, Fleet,
    test_events::{at, by_jetstream, click, completed, guid, lockdown, locked, log_entries, response},
};
use jetstream_api::{catalogue::Command, commands::CommandStatus, events::Event};
use serde_json::json;

const CABINET: &str = "Cabinet 7";

fn folded(events: &[Event]) -> Fleet {
    let mut fleet = Fleet::new(1 << 20);
    for event in events {
        fleet.ingest(event.clone());
    }
    fleet
}

fn states(fleet: &Fleet, now: &str) -> Vec<LockdownState> {
    fleet.lockdown(CABINET, at(now)).states(None)
}

/// Which statements hold, in a word each.
fn words(fleet: &Fleet, now: &str, setting: Option<bool>) -> Vec<&'static str> {
    let states = fleet.lockdown(CABINET, at(now)).states(setting);
    states
        .iter()
        .map(|state| match state {
            LockdownState::InForce { .. } => "in force",
            LockdownState::ByPowerFailure { .. } => "by power failure",
            LockdownState::MaybeByPowerFailure { .. } => "maybe by power failure",
            LockdownState::Unknown { .. } => "unknown",
            LockdownState::Queued { .. } => "queued",
            LockdownState::EndQueued { .. } => "end queued",
            LockdownState::Ended { by_calculation: true, .. } => "run out",
            LockdownState::Ended { by_calculation: false, .. } => "ended",
        })
        .collect()
}

#[test]
fn where_nothing_was_seen_no_lockdown_is_known() {
    assert_eq!(states(&folded(&[lockdown("c1", "Cabinet 8", "maria", "4", "10:00:00")]), "10:01:00"), []);
}

#[test]
fn a_lockdown_is_in_force_from_its_completion_for_its_hours() {
    let fleet = folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00"), locked("c1", CABINET, "10:20:00")]);
    let [LockdownState::InForce { until, hours: 4, instead_of: None, evidence }] = &states(&fleet, "10:21:00")[..]
    else {
        panic!("{:?}", states(&fleet, "10:21:00"));
    };
    assert_eq!(*until, at("14:20:00"));
    assert_eq!((evidence.event.as_ref().map(EventId::as_str), evidence.at), (Some("c-c1"), Some(at("10:20:00"))));
    assert_eq!((evidence.user.as_deref(), evidence.ours, evidence.ahead), (Some("maria"), false, false));
    assert_eq!(fleet.lockdown(CABINET, at("14:19:59")).in_force_until(), Some(at("14:20:00")));
}

#[test]
fn a_lockdown_whose_hours_are_over_has_run_out_by_calculation() {
    let fleet = folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00"), locked("c1", CABINET, "10:20:00")]);
    let [LockdownState::Ended { at: end, by_calculation: true, .. }] = &states(&fleet, "14:20:00")[..] else {
        panic!("{:?}", states(&fleet, "14:20:00"));
    };
    assert_eq!(*end, at("14:20:00"));
}

#[test]
fn a_queued_lockdown_is_not_in_force() {
    let fleet = folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00")]);
    let [LockdownState::Queued { hours: Some(4), expires, .. }] = &states(&fleet, "10:21:00")[..] else {
        panic!("{:?}", states(&fleet, "10:21:00"));
    };
    assert_eq!(*expires, Some(at("2026-05-19T10:00:00Z")));
    assert_eq!(fleet.lockdown(CABINET, at("10:21:00")).in_force_until(), None);
}

#[test]
fn zero_hours_end_it() {
    let fleet = folded(&[
        lockdown("c1", CABINET, "maria", "4", "10:00:00"),
        locked("c1", CABINET, "10:00:01"),
        lockdown("c2", CABINET, "maria", "0", "11:00:00"),
        locked("c2", CABINET, "11:00:01"),
    ]);
    assert_eq!(words(&fleet, "11:01:00", None), ["ended"]);
    assert_eq!(words(&fleet, "10:59:00", None), ["ended"], "a statement is about all that was seen");
}

#[test]
fn a_lockdown_in_force_and_its_queued_end_hold_at_once() {
    let fleet = folded(&[
        lockdown("c1", CABINET, "maria", "4", "10:00:00"),
        locked("c1", CABINET, "10:00:01"),
        lockdown("c2", CABINET, "maria", "0", "11:00:00"),
    ]);
    assert_eq!(words(&fleet, "11:01:00", None), ["in force", "end queued"]);
}

#[test]
fn the_later_lockdown_replaces_the_earlier_and_says_that_this_is_assumed() {
    let mut events = vec![
        lockdown("c2", CABINET, "maria", "8", "10:00:00"),
        locked("c2", CABINET, "10:00:00"),
        lockdown("c1", CABINET, "ben", "1", "11:00:00"),
        locked("c1", CABINET, "11:00:00"),
    ];
    for _ in 0..2 {
        let [LockdownState::InForce { until, instead_of, .. }] = &states(&folded(&events), "11:01:00")[..] else {
            panic!()
        };
        assert_eq!((*until, *instead_of), (at("12:00:00"), Some(at("18:00:00"))));
        events.reverse();
    }
    let [LockdownState::Ended { by_calculation: true, instead_of: Some(_), .. }] =
        &states(&folded(&events), "13:00:00")[..]
    else {
        panic!()
    };
}

#[test]
fn a_lockdown_that_failed_or_timed_out_changes_nothing() {
    for exception in ["Jammed", "CommandTimedOut"] {
        let failed = completed("c1", "Lockdown", CABINET, &[(exception, "")], "10:20:00");
        assert_eq!(states(&folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00"), failed]), "10:21:00"), []);
    }
}

#[test]
fn an_answer_is_enough_to_know_that_it_is_in_force() {
    let mut fleet = folded(&[]);
    fleet.click(click(1, CABINET, Command::Lockdown, &[("Hours", "4")], "10:00:00"));
    fleet.answer(guid(1), response("c1", CommandStatus::Completed, &[]), at("10:00:02"));
    let [LockdownState::InForce { until, evidence, .. }] = &states(&fleet, "10:01:00")[..] else { panic!() };
    assert_eq!((*until, evidence.ours, &evidence.event), (at("14:00:02"), true, &None));
}

#[test]
fn after_a_lost_answer_it_is_unknown_until_an_event_tells() {
    let mut fleet = folded(&[]);
    fleet.click(click(1, CABINET, Command::Lockdown, &[("Hours", "4")], "10:00:00"));
    fleet.answer(guid(1), ClickResult::Unknown("the connection broke".into()), at("10:00:05"));
    let [LockdownState::Unknown { why: UncertaintyReason::NoAnswer, hours: Some(4), .. }] =
        &states(&fleet, "10:01:00")[..]
    else {
        panic!()
    };
    fleet.ingest(lockdown("c1", CABINET, "demo", "4", "10:00:01"));
    assert_eq!(words(&fleet, "10:01:00", None), ["queued"], "said once, by the command's own event");
    fleet.ingest(locked("c1", CABINET, "10:00:02"));
    assert_eq!(words(&fleet, "10:01:00", None), ["in force"]);
}

#[test]
fn what_was_unknown_is_settled_by_a_later_command() {
    let mut fleet = folded(&[]);
    fleet.click(click(1, CABINET, Command::Lockdown, &[("Hours", "4")], "10:00:00"));
    fleet.answer(guid(1), ClickResult::Unknown("the connection broke".into()), at("10:00:05"));
    fleet.ingest(lockdown("c2", CABINET, "demo", "0", "11:00:00"));
    assert_eq!(words(&fleet, "11:00:01", None), ["unknown", "end queued"]);
    fleet.ingest(locked("c2", CABINET, "11:00:02"));
    assert_eq!(words(&fleet, "11:00:03", None), ["ended"]);
}

#[test]
fn what_is_unknown_is_so_no_longer_than_it_can_last() {
    let fleet = folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00")]);
    assert_eq!(words(&fleet, "2026-05-19T11:00:00Z", None), ["unknown"], "neither its end nor its time-out was seen");
    assert_eq!(words(&fleet, "2026-05-19T14:00:00Z", None), Vec::<&str>::new());
}

#[test]
fn a_completed_lockdown_of_unknown_hours_may_be_one_or_the_end_of_one() {
    let mut fleet = folded(&[locked("c1", CABINET, "10:00:00")]);
    let [LockdownState::Unknown { why: UncertaintyReason::HoursNotSeen, hours: None, .. }] =
        &states(&fleet, "10:01:00")[..]
    else {
        panic!()
    };
    fleet.ingest(lockdown("c1", CABINET, "maria", "4", "09:59:59"));
    assert_eq!(words(&fleet, "10:01:00", None), ["in force"]);
}

#[test]
fn a_power_failure_locks_only_a_device_that_is_set_so() {
    let mut fleet = folded(&[log_entries("l1", CABINET, &[("ACPowerFailure", "10:00:00")], "10:00:01")]);
    assert_eq!(words(&fleet, "10:01:00", Some(true)), ["by power failure"]);
    assert_eq!(words(&fleet, "10:01:00", None), ["maybe by power failure"]);
    assert_eq!(words(&fleet, "10:01:00", Some(false)), Vec::<&str>::new());
    fleet.ingest(log_entries("l2", CABINET, &[("ACPowerRestore", "10:05:00")], "10:05:01"));
    assert_eq!(words(&fleet, "10:06:00", Some(true)), Vec::<&str>::new());
}

#[test]
fn a_completion_written_by_a_clock_that_is_ahead_lasts_no_longer_for_it() {
    let body = json!({ "CommandId": "c1", "CommandName": "Lockdown" });
    let ahead = by_jetstream("e1", "CommandCompletionEvent", CABINET, "2031-01-01T00:00:00Z", body);
    let fleet = folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00"), ahead]);
    let [LockdownState::InForce { until, evidence, .. }] = &states(&fleet, "10:21:00")[..] else { panic!() };
    assert_eq!((*until, evidence.ahead), (at("14:00:00"), true));
    assert_eq!(words(&fleet, "14:00:00", None), ["run out"]);
}

#[test]
fn hours_are_read_as_received() {
    let hours = |value: &str| hours(&[crate::test_events::pair("hours", value)]);
    assert_eq!((hours("4"), hours(" 0 "), hours("168")), (Some(4), Some(0), Some(168)));
    assert_eq!((hours("169"), hours("-1"), hours("four"), hours("")), (None, None, None, None));
}
