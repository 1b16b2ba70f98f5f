//! Tests of the results of steps that are commands.

use jetstream_api::{catalogue::Command, commands::CommandStatus, events::Event};

use super::*;
use crate::{
    ClickResult, Commands,
    plan::{Step, samples::*},
    test_events::{at, click, completed, guid, queued as queued_event, response},
};

const SET: &str = "SetConfigValuesCommand";

/// A sync of `One`, sent at noon as click 9.
fn sent() -> Journal {
    let started = Outcome::Started { at: noon(), click: Some(guid(9)) };
    journal([(Step::Sync(device("One")), started)])
}

fn apply_events(commands: &mut Commands, events: &[Event]) {
    events.iter().for_each(|event| commands.apply(event));
}

fn sync_event(id: &str, time: &str) -> Event {
    let mut event = queued_event(id, SET, "One", "demo", &[("dooropentimelimit", "300")], time);
    if let jetstream_api::events::Body::CommandQueued(queued) = &mut event.body {
        queued.uri = Some("/3/Devices/One/policy/sync".into());
    }
    event
}

fn heard_at(journal: &Journal, commands: &Commands, time: &str) -> Vec<Outcome> {
    plan(&["One"]).results_from_events(journal, commands, at(time)).into_iter().map(|entry| entry.outcome).collect()
}

/// Adds what is heard to the journal, as a runner does.
fn push_results(journal: &mut Journal, commands: &Commands, time: &str) -> Vec<Outcome> {
    let notes = plan(&["One"]).results_from_events(journal, commands, at(time));
    notes.iter().for_each(|note| journal.push(note.clone()));
    notes.into_iter().map(|entry| entry.outcome).collect()
}

fn clicked() -> Commands {
    let mut commands = Commands::default();
    commands.click(click(9, "One", Command::SetPolicyParameters, &[], "12:00:00"));
    commands
}

#[test]
fn a_call_on_its_way_says_nothing() {
    assert_eq!(heard_at(&sent(), &clicked(), "12:00:30"), []);
}

#[test]
fn the_answer_of_this_pages_click_is_the_outcome() {
    let mut commands = clicked();
    commands.answer(guid(9), response("c1", CommandStatus::Completed, &[]), at("12:00:05"));
    assert_eq!(heard_at(&sent(), &commands, "12:00:06"), [Outcome::Done { at: at("12:00:06") }]);
    let mut commands = clicked();
    commands.answer(guid(9), ClickResult::Failed("No such device. (HTTP 404)".into()), at("12:00:05"));
    let refused = Outcome::Failed { at: at("12:00:06"), why: "No such device. (HTTP 404)".into() };
    assert_eq!(heard_at(&sent(), &commands, "12:00:06"), [refused]);
}

#[test]
fn a_queued_sync_is_done_when_its_event_comes_hours_later() {
    let (mut journal, mut commands) = (sent(), clicked());
    commands.answer(guid(9), response("c1", CommandStatus::Queued, &[]), at("12:00:05"));
    let waiting = Outcome::Queued { at: at("12:00:06"), command: Some(CommandId::new("c1")) };
    assert_eq!(push_results(&mut journal, &commands, "12:00:06"), [waiting]);
    assert_eq!(push_results(&mut journal, &commands, "12:00:07"), [], "said once");
    apply_events(&mut commands, &[completed("c1", SET, "One", &[], "17:30:00")]);
    assert_eq!(push_results(&mut journal, &commands, "17:30:01"), [Outcome::Done { at: at("17:30:01") }]);
    assert_eq!(push_results(&mut journal, &commands, "17:30:02"), []);
}

#[test]
fn after_a_reload_the_command_is_found_by_its_id() {
    let known = Outcome::Queued { at: noon(), command: Some(CommandId::new("c1")) };
    let journal = sent().and(Step::Sync(device("One")), known);
    let mut commands = Commands::default();
    assert_eq!(heard_at(&journal, &commands, "17:30:00"), []);
    apply_events(&mut commands, &[completed("c1", SET, "One", &[("PolicyError", "No.")], "17:30:00")]);
    let failed = Outcome::Failed { at: at("17:30:01"), why: "PolicyError: No.".into() };
    assert_eq!(heard_at(&journal, &commands, "17:30:01"), [failed]);
}

#[test]
fn after_a_reload_without_an_answer_it_is_the_only_command_that_it_can_be() {
    let journal = sent().and(Step::Sync(device("One")), unknown());
    let mut commands = Commands::default();
    // Another command, another time, another device.
    let other = queued_event("x1", "GetConfigValuesCommand", "One", "demo", &[], "12:00:01");
    let elsewhere = queued_event("x3", SET, "Two", "demo", &[], "12:00:01");
    apply_events(&mut commands, &[other, sync_event("x2", "09:00:00"), elsewhere]);
    assert_eq!(heard_at(&journal, &commands, "12:05:00"), []);
    apply_events(&mut commands, &[sync_event("c1", "12:00:02")]);
    let found = Outcome::Queued { at: at("12:05:00"), command: Some(CommandId::new("c1")) };
    assert_eq!(heard_at(&journal, &commands, "12:05:00"), [found]);
    apply_events(&mut commands, &[sync_event("c2", "12:00:04")]);
    assert_eq!(heard_at(&journal, &commands, "12:05:00"), [], "of two nobody knows which");
}

#[test]
fn a_success_without_an_id_waits_for_its_event() {
    let (mut journal, mut commands) = (sent(), clicked());
    commands.answer(guid(9), ClickResult::Accepted, at("12:00:05"));
    assert_eq!(
        push_results(&mut journal, &commands, "12:00:06"),
        [Outcome::Queued { at: at("12:00:06"), command: None }]
    );
    apply_events(&mut commands, &[sync_event("c1", "12:00:03")]);
    let named = Outcome::Queued { at: at("12:00:08"), command: Some(CommandId::new("c1")) };
    assert_eq!(push_results(&mut journal, &commands, "12:00:08"), [named]);
    apply_events(&mut commands, &[completed("c1", SET, "One", &[], "12:00:10")]);
    assert_eq!(push_results(&mut journal, &commands, "12:00:11"), [Outcome::Done { at: at("12:00:11") }]);
}

#[test]
fn a_command_that_nobody_fetched_has_failed_and_one_that_was_finished_late_is_done() {
    let (mut journal, mut commands) = (sent(), clicked());
    commands.answer(guid(9), response("c1", CommandStatus::Queued, &[]), at("12:00:05"));
    push_results(&mut journal, &commands, "12:00:06");
    apply_events(&mut commands, &[completed("c1", SET, "One", &[("CommandTimedOut", "…")], "2026-05-19T12:00:05Z")]);
    let told_why = push_results(&mut journal, &commands, "2026-05-19T12:00:06Z");
    assert!(matches!(&told_why[..], [Outcome::Failed { why, .. }] if why.contains("24 hours")), "{told_why:?}");
    let mut finished = completed("c1", SET, "One", &[], "2026-05-19T12:00:07Z");
    finished.id = jetstream_api::ids::EventId::new("later");
    apply_events(&mut commands, &[finished]);
    assert!(matches!(push_results(&mut journal, &commands, "2026-05-19T12:00:08Z")[..], [Outcome::Done { .. }]));
}

#[test]
fn a_queued_command_of_which_nothing_is_heard_for_a_day_is_unknown() {
    let journal = sent().and(Step::Sync(device("One")), queued());
    let commands = Commands::default();
    assert_eq!(heard_at(&journal, &commands, "2026-05-19T12:00:00Z"), []);
    let unheard = heard_at(&journal, &commands, "2026-05-19T12:06:00Z");
    assert!(matches!(unheard[..], [Outcome::Unknown { .. }]), "{unheard:?}");
}

#[test]
fn an_earlier_attempt_says_nothing_about_a_later_one() {
    let (mut journal, mut commands) = (sent(), clicked());
    commands.answer(guid(9), ClickResult::Failed("Busy.".into()), at("12:00:05"));
    push_results(&mut journal, &commands, "12:00:06");
    let again = journal.and(Step::Sync(device("One")), asked());
    assert_eq!(heard_at(&again, &commands, "12:00:07"), []);
    commands.click(click(8, "One", Command::SetPolicyParameters, &[], "12:01:00"));
    let again = again.and(Step::Sync(device("One")), Outcome::Started { at: at("12:01:00"), click: Some(guid(8)) });
    assert_eq!(heard_at(&again, &commands, "12:01:01"), []);
}

#[test]
fn one_command_for_two_attempts_is_the_command_of_the_step() {
    let (mut journal, mut commands) = (sent(), clicked());
    commands.answer(guid(9), ClickResult::Unknown("HTTP 500".into()), at("12:00:05"));
    assert!(matches!(push_results(&mut journal, &commands, "12:00:06")[..], [Outcome::Unknown { .. }]));
    let mut journal = journal
        .and(Step::Sync(device("One")), asked())
        .and(Step::Sync(device("One")), Outcome::Started { at: at("12:00:30"), click: Some(guid(8)) });
    commands.click(click(8, "One", Command::SetPolicyParameters, &[], "12:00:30"));
    commands.answer(guid(8), ClickResult::Accepted, at("12:00:31"));
    apply_events(&mut commands, &[sync_event("c1", "12:00:30")]);
    let named = Outcome::Queued { at: at("12:00:32"), command: Some(CommandId::new("c1")) };
    assert_eq!(push_results(&mut journal, &commands, "12:00:32"), [named]);
    apply_events(&mut commands, &[completed("c1", SET, "One", &[], "12:00:33")]);
    assert_eq!(push_results(&mut journal, &commands, "12:00:34"), [Outcome::Done { at: at("12:00:34") }]);
}
