//! Tests of each sync state, from the events, clicks and responses that lead to it.

use jetstream_api::{catalogue::Command, commands::CommandStatus};
use serde_json::json;

use super::*;
use crate::{
    ClickResult, Fleet,
    passes::Changes,
    test_events::{at, by_jetstream, click, completed, guid, queued, response},
};

const CABINET: &str = "Cabinet 7";
const OLD: &str = "00A1B2C3D4";
const NEW: &str = "00A1B2C3D5";

fn added(id: &str, kind: &str, time: &str) -> jetstream_api::events::Event {
    let more = json!({ "CredentialType": kind, "AddedCredentials": [NEW] });
    by_jetstream(id, "DeviceCredentialsAddedEvent", CABINET, time, more)
}

fn sync(id: &str, passes: &[&str], time: &str) -> jetstream_api::events::Event {
    let parameters: Vec<_> = passes.iter().map(|pass| ("Add", *pass)).chain([("Remove", "*")]).collect();
    queued(id, "UpdatePasses", CABINET, "demo", &parameters, time)
}

fn synced(id: &str, time: &str) -> jetstream_api::events::Event {
    completed(id, "SyncCredentials", CABINET, &[], time)
}

fn fleet(events: Vec<jetstream_api::events::Event>) -> Fleet {
    let mut fleet = Fleet::new(1 << 16);
    for event in events {
        fleet.ingest(event);
    }
    fleet
}

fn list(passes: &[&str]) -> Vec<String> {
    passes.iter().map(|pass| (*pass).to_owned()).collect()
}

/// The state at 12:00 with the list stored now; the last sync has not been answered.
fn state(fleet: &Fleet, listed: &[&str]) -> PassState {
    answered(fleet, listed, None)
}

fn answered(fleet: &Fleet, listed: &[&str], last_sync: Option<Option<Timestamp>>) -> PassState {
    let now = at("12:00:00");
    let facts = SyncFacts::of(fleet, CABINET, Changes::default(), now);
    PassState::of(&facts, Some(&list(listed)), last_sync, now)
}

#[test]
fn a_completed_sync_of_the_same_list_is_in_step() {
    let fleet = fleet(vec![sync("s", &[OLD, NEW], "10:00:00"), synced("s", "10:00:01")]);
    let in_step = PassState::InStep { since: at("10:00:01"), by: SyncEvidence::Content };
    assert_eq!(state(&fleet, &[NEW, "00a1b2c3d4"]), in_step);
}

#[test]
fn a_change_in_the_second_of_the_sync_is_judged_by_what_was_sent() {
    let before =
        fleet(vec![added("a", "Basic", "10:00:00"), sync("s", &[OLD, NEW], "10:00:00"), synced("s", "10:00:00")]);
    assert!(matches!(state(&before, &[OLD, NEW]), PassState::InStep { .. }));
    let after = fleet(vec![added("a", "Basic", "10:00:00"), sync("s", &[OLD], "10:00:00"), synced("s", "10:00:00")]);
    let difference = Some(Difference { missing: 1, left: 0 });
    assert!(
        matches!(state(&after, &[OLD, NEW]), PassState::ChangedSince { difference: found, .. } if found == difference)
    );
}

#[test]
fn a_pass_that_was_removed_still_opens_the_door_until_a_sync() {
    let fleet = fleet(vec![sync("s", &[OLD, NEW], "10:00:00"), synced("s", "10:00:01")]);
    let difference = Some(Difference { missing: 0, left: 1 });
    let changed = PassState::ChangedSince { first: None, synced: Some(at("10:00:01")), difference };
    assert_eq!(state(&fleet, &[OLD]), changed);
    let facts = SyncFacts::of(&fleet, CABINET, Changes::default(), at("12:00:00"));
    let on_device = facts.on_device(None, at("12:00:00")).unwrap();
    assert_eq!(on_device.pending(&list(&[OLD])), [NEW]);
    assert!(on_device.has("00a1b2c3d5") && !on_device.has("FFFFFFFFFF"));
    assert!(!format!("{on_device:?}").contains(NEW));
}

#[test]
fn a_queued_sync_says_when_it_is_given_up_and_whether_the_list_has_changed_again() {
    let fleet = fleet(vec![sync("s", &[OLD], "11:00:00")]);
    let queued = |missing| PassState::SyncQueued {
        sent: Some(at("11:00:00")),
        until: Some(at("2026-05-19T11:00:00Z")),
        difference: Some(Difference { missing, left: 0 }),
    };
    assert_eq!(state(&fleet, &[OLD]), queued(0));
    assert_eq!(state(&fleet, &[OLD, NEW]), queued(1));
}

#[test]
fn a_sync_that_failed_says_whether_the_device_was_reached() {
    let on_device = fleet(vec![
        sync("s", &[OLD], "10:00:00"),
        completed("s", "SyncCredentials", CABINET, &[("Broken", "")], "10:00:01"),
    ]);
    assert!(matches!(state(&on_device, &[OLD]), PassState::SyncFailed { failure: Failure::OnDevice(_), .. }));
    let timed_out = fleet(vec![
        sync("s", &[OLD], "10:00:00"),
        completed("s", "UpdatePasses", CABINET, &[("CommandTimedOut", "")], "10:00:01"),
    ]);
    assert!(matches!(state(&timed_out, &[OLD]), PassState::SyncFailed { failure: Failure::TimedOut, .. }));
    let mut refused = fleet(vec![sync("s", &[OLD], "10:00:00"), synced("s", "10:00:01")]);
    refused.click(click(1, CABINET, Command::SyncCredentials, &[], "11:00:00"));
    refused.answer(guid(1), ClickResult::Failed("HTTP 409".into()), at("11:00:01"));
    assert!(matches!(state(&refused, &[OLD]), PassState::SyncFailed { failure: Failure::Refused(_), .. }));
    let facts = SyncFacts::of(&refused, CABINET, Changes::default(), at("12:00:00"));
    assert!(facts.on_device(None, at("12:00:00")).is_some(), "a refused call changes nothing on the device");
}

#[test]
fn an_outcome_that_nobody_knows_is_settled_by_the_time_of_the_last_sync() {
    let mut fleet = fleet(Vec::new());
    fleet.click(click(1, CABINET, Command::SyncCredentials, &[], "11:00:00"));
    fleet.answer(guid(1), ClickResult::Unknown("the connection broke".into()), at("11:00:01"));
    assert_eq!(state(&fleet, &[OLD]), PassState::Unknown(UnknownReason::Outcome));
    let before = Some(Some(at("10:59:59")));
    assert_eq!(answered(&fleet, &[OLD], before), PassState::Unknown(UnknownReason::Outcome));
    let mut own = Changes::default();
    own.record_answer(at("10:00:00"), true);
    let facts = SyncFacts::of(&fleet, CABINET, own, at("12:00:00"));
    let settled = PassState::of(&facts, None, Some(Some(at("11:00:02"))), at("12:00:00"));
    assert_eq!(
        settled,
        PassState::Unknown(UnknownReason::Memory(at("11:00:02"))),
        "done, but nothing is remembered since"
    );
}

#[test]
fn a_sync_that_was_not_seen_makes_what_was_sent_before_it_old() {
    let fleet = fleet(vec![sync("s", &[OLD], "10:00:00"), synced("s", "10:00:01"), added("a", "Basic", "10:30:00")]);
    let later = answered(&fleet, &[OLD, NEW], Some(Some(at("11:00:00"))));
    assert_eq!(later, PassState::InStep { since: at("11:00:00"), by: SyncEvidence::NoChange });
    let same = answered(&fleet, &[OLD, NEW], Some(Some(at("10:00:01"))));
    assert!(matches!(same, PassState::ChangedSince { difference: Some(_), .. }));
}

#[test]
fn without_a_sync_the_answer_and_the_changes_tell() {
    let nothing = fleet(Vec::new());
    assert_eq!(state(&nothing, &[OLD]), PassState::Unknown(UnknownReason::NothingSeen));
    assert_eq!(answered(&nothing, &[OLD], Some(None)), PassState::NeverSynced);
    let long_ago = Some(Some(at("2026-05-01T10:00:00Z")));
    let forgotten = PassState::Unknown(UnknownReason::Memory(at("2026-05-01T10:00:00Z")));
    assert_eq!(answered(&nothing, &[OLD], long_ago), forgotten);
    let changed = fleet(vec![added("a", "Basic", "10:30:00")]);
    for last_sync in [None, long_ago] {
        assert!(matches!(answered(&changed, &[OLD], last_sync), PassState::ChangedSince { first: Some(_), .. }));
    }
}

#[test]
fn where_there_is_no_feed_answers_tell() {
    let mut fleet = fleet(Vec::new());
    fleet.click(click(1, CABINET, Command::SyncCredentials, &[], "11:00:00"));
    fleet.answer(guid(1), response("s", CommandStatus::Completed, &[]), at("11:00:01"));
    let now = at("12:00:00");
    let state = |changed: Option<&str>| {
        let mut own = Changes::default();
        changed.into_iter().for_each(|time| own.record_answer(at(time), true));
        PassState::of(&SyncFacts::of(&fleet, CABINET, own, now), Some(&list(&[OLD])), None, now)
    };
    assert!(matches!(state(Some("11:30:00")), PassState::ChangedSince { difference: None, .. }));
    assert_eq!(state(Some("10:30:00")), PassState::Unknown(UnknownReason::Memory(at("11:00:01"))));
}

#[test]
fn a_change_of_users_is_seen_though_what_a_sync_sends_of_them_is_not() {
    let fleet = fleet(vec![sync("s", &[OLD], "10:00:00"), synced("s", "10:00:01"), added("u", "User", "10:30:00")]);
    let changed = state(&fleet, &[OLD]);
    assert!(matches!(changed, PassState::ChangedSince { difference: Some(difference), .. } if difference.is_none()));
}

#[test]
fn a_sync_of_which_only_the_end_was_seen_says_little_about_what_it_brought() {
    let fleet = fleet(vec![added("a", "Basic", "09:30:00"), synced("s", "10:00:00")]);
    assert_eq!(state(&fleet, &[OLD, NEW]), PassState::Unknown(UnknownReason::Memory(at("10:00:00"))));
}

#[test]
fn a_queued_event_in_another_form_is_not_taken_for_a_list() {
    let parameters = [("Add", "****"), ("Remove", "*")];
    let masked = queued("s", "SyncCredentials", CABINET, "demo", &parameters, "10:00:00");
    let fleet = fleet(vec![masked, synced("s", "10:00:01")]);
    assert_eq!(state(&fleet, &[OLD]), PassState::InStep { since: at("10:00:01"), by: SyncEvidence::NoChange });
}
