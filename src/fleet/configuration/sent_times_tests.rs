//! Tests of the times at which values were sent to a device.

use jetstream_api::{commands::CommandStatus, events::Event};
use proptest::prelude::*;

use super::*;
use crate::{
    commands::ClickResult,
    configuration::samples::{CABINET, commands_of, set, synced, values_reported},
    test_events::{at, click, completed, guid, queued, response},
};

const SET: &str = "SetConfigValuesCommand";

fn sent(events: &[Event], now: &str) -> SentTimes {
    SentTimes::of(&commands_of(events), CABINET, at(now))
}

fn some(time: &str) -> Option<Timestamp> {
    Some(at(time))
}

#[test]
fn a_sync_is_on_its_way_until_the_device_confirms_it() {
    let events = [synced("s", "10:00:00"), completed("s", SET, CABINET, &[], "11:00:00")];
    assert_eq!(sent(&events[..1], "10:30:00"), SentTimes { pending: some("10:00:00"), synced: None, changed: None });
    assert_eq!(
        sent(&events, "12:00:00"),
        SentTimes { pending: None, synced: some("10:00:00"), changed: some("11:00:00") }
    );
    assert!(sent(&events, "12:00:00").is_newer_than(at("10:59:59")));
    assert!(!sent(&events, "12:00:00").is_newer_than(at("11:00:00")));
}

#[test]
fn single_values_that_were_set_change_the_device_and_are_no_sync() {
    let events = [set("v", "10:00:00"), completed("v", SET, CABINET, &[], "10:00:01")];
    assert_eq!(sent(&events[..1], "10:30:00"), SentTimes::default());
    assert_eq!(sent(&events, "10:30:00"), SentTimes { changed: some("10:00:01"), ..SentTimes::default() });
}

#[test]
fn a_completion_that_may_be_of_either_command_is_a_change() {
    let events = [completed("x", SET, CABINET, &[], "10:00:01")];
    assert_eq!(sent(&events, "10:30:00"), SentTimes { changed: some("10:00:01"), ..SentTimes::default() });
}

#[test]
fn a_sync_that_the_device_never_fetched_changed_nothing_and_one_that_failed_on_it_may_have() {
    let timed_out = [synced("s", "10:00:00"), completed("s", SET, CABINET, &[("CommandTimedOut", "")], "10:30:00")];
    assert_eq!(sent(&timed_out, "10:31:00"), SentTimes::default());
    let failed = [synced("s", "10:00:00"), completed("s", SET, CABINET, &[("Invalid", "dns")], "10:30:00")];
    assert_eq!(sent(&failed, "10:31:00"), SentTimes { changed: some("10:30:00"), ..SentTimes::default() });
}

#[test]
fn a_sync_of_which_nothing_was_heard_for_a_day_may_have_been_done_all_that_time() {
    let sent = sent(&[synced("s", "2026-05-18T10:00:00Z")], "2026-05-20T10:00:00Z");
    assert_eq!(sent, SentTimes { changed: some("2026-05-19T10:00:00Z"), ..SentTimes::default() });
}

#[test]
fn the_latest_sync_says_whether_one_is_on_its_way() {
    let first = [synced("s1", "10:00:00"), completed("s1", SET, CABINET, &[], "10:00:05")];
    let again = [first.as_slice(), &[synced("s2", "11:00:00")]].concat();
    assert_eq!(sent(&again, "11:00:01").pending, some("11:00:00"));
    // The completion of the first may have been missed.
    let missed = [synced("s1", "10:00:00"), synced("s2", "11:00:00"), completed("s2", SET, CABINET, &[], "11:00:05")];
    assert_eq!(sent(&missed, "11:30:00").pending, None);
    // What timed out leaves what was queued before it.
    let refused = [
        synced("s1", "10:00:00"),
        synced("s2", "11:00:00"),
        completed("s2", SET, CABINET, &[("CommandTimedOut", "")], "11:00:05"),
    ];
    assert_eq!(sent(&refused, "11:30:00").pending, some("10:00:00"));
}

#[test]
fn a_sync_that_was_asked_for_here_is_known_from_its_answer_too() {
    let mut commands = Commands::default();
    commands.click(click(1, CABINET, Command::SetPolicyParameters, &[], "10:00:00"));
    let of = |commands: &Commands, now: &str| SentTimes::of(commands, CABINET, at(now));
    assert_eq!(of(&commands, "10:00:01").pending, some("10:00:00"), "the call is under way");

    let mut refused = commands.clone();
    refused.answer(guid(1), ClickResult::Failed("HTTP 400".into()), at("10:00:02"));
    assert_eq!(of(&refused, "10:00:03"), SentTimes::default());

    let mut lost = commands.clone();
    lost.answer(guid(1), ClickResult::Unknown("the connection broke".into()), at("10:00:02"));
    assert_eq!(
        of(&lost, "10:00:30"),
        SentTimes { changed: some("10:00:30"), ..SentTimes::default() },
        "it may be done by now"
    );
    assert_eq!(of(&lost, "11:00:00").changed, some("10:01:30"), "and not much later than it was sent");
    lost.apply(&synced("s", "10:00:01"));
    assert_eq!(
        of(&lost, "10:00:30"),
        SentTimes { pending: some("10:00:01"), ..SentTimes::default() },
        "its event was found"
    );
    lost.apply(&completed("s", SET, CABINET, &[], "10:00:05"));
    let done = SentTimes { pending: None, synced: some("10:00:01"), changed: some("10:00:05") };
    assert_eq!(of(&lost, "11:00:00"), done, "and counts in place of the click");

    commands.answer(guid(1), response("s", CommandStatus::Completed, &[]), at("10:00:02"));
    assert_eq!(
        of(&commands, "10:00:03"),
        SentTimes { pending: None, synced: some("10:00:00"), changed: some("10:00:02") }
    );
}

#[test]
fn an_answer_without_a_command_id_is_waited_for_and_then_taken_for_done() {
    let mut commands = Commands::default();
    commands.click(click(1, CABINET, Command::SetPolicyParameters, &[], "10:00:00"));
    commands.answer(guid(1), ClickResult::Accepted, at("10:00:02"));
    assert_eq!(SentTimes::of(&commands, CABINET, at("10:01:00")).pending, some("10:00:00"));
    let later = SentTimes::of(&commands, CABINET, at("12:00:00"));
    assert_eq!(later, SentTimes { changed: some("10:01:30"), ..SentTimes::default() });
}

#[test]
fn questions_and_other_devices_change_nothing() {
    let events = [
        values_reported("g", "10:00:00", &[("ip", "0.0.0.0")]),
        queued("l", "Lockdown", CABINET, "maria", &[("Hours", "4")], "10:00:00"),
        completed("x", SET, "Cabinet 8", &[], "10:00:01"),
    ];
    assert_eq!(sent(&events, "10:30:00"), SentTimes::default());
}

proptest! {
    #[test]
    fn the_order_in_which_events_come_does_not_matter(
        events in Just(vec![
            synced("s1", "10:00:00"),
            completed("s1", SET, CABINET, &[], "10:00:05"),
            set("v", "10:10:00"),
            completed("v", SET, CABINET, &[("Invalid", "")], "10:10:01"),
            synced("s2", "11:00:00"),
            synced("s3", "11:00:00"),
            completed("s3", SET, CABINET, &[("CommandTimedOut", "")], "11:00:09"),
        ]).prop_shuffle()
    ) {
        let expected = SentTimes { pending: some("11:00:00"), synced: some("10:00:00"), changed: some("10:10:01") };
        prop_assert_eq!(sent(&events, "11:30:00"), expected);
    }
}
