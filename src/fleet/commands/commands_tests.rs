//! Tests of the fold of commands.

use super::*;
use crate::test_events::{at, click, completed, guid, lockdown, locked, pair, queued, response};
use jetstream_api::commands::CommandStatus;

const CABINET: &str = "Cabinet 7";

fn lost() -> ClickResult {
    ClickResult::Unknown("the connection broke".into())
}

fn lock(number: u8, time: &str) -> Click {
    click(number, CABINET, Command::Lockdown, &[("Hours", "4")], time)
}

fn state(commands: &Commands, id: &str, now: &str) -> CommandState {
    commands.get(&CommandId::new(id)).unwrap().state(at(now))
}

fn state_of_click(commands: &Commands, number: u8, now: &str) -> CommandState {
    commands.of_click(guid(number)).unwrap().state(at(now))
}

fn unknown(candidates: &[&str]) -> CommandState {
    CommandState::OutcomeUnknown { candidates: candidates.iter().map(|id| CommandId::new(id)).collect() }
}

fn folded(events: &[Event]) -> Commands {
    let mut commands = Commands::default();
    events.iter().for_each(|event| commands.apply(event));
    commands
}

#[test]
fn a_command_of_another_user_is_queued_and_then_completed() {
    let mut commands = folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00")]);
    assert_eq!(state(&commands, "c1", "10:00:01"), CommandState::Queued);
    commands.apply(&locked("c1", CABINET, "10:20:00"));
    let timeline = commands.get(&CommandId::new("c1")).unwrap();
    assert_eq!(timeline.state(at("10:20:00")), CommandState::Completed);
    assert_eq!((timeline.user(), timeline.is_ours()), (Some("maria"), false));
    assert_eq!(
        (timeline.device(), timeline.command(), timeline.name()),
        (Some(CABINET), Some(Command::Lockdown), "Lockdown")
    );
    assert_eq!(timeline.parameters(), [pair("Hours", "4")]);
}

#[test]
fn a_completion_may_arrive_before_its_queued_event() {
    let mut commands = folded(&[locked("c1", CABINET, "10:00:01")]);
    assert_eq!(state(&commands, "c1", "10:01:00"), CommandState::Completed);
    assert_eq!(commands.get(&CommandId::new("c1")).unwrap().user(), None, "nobody has said who");
    commands.apply(&lockdown("c1", CABINET, "maria", "4", "10:00:00"));
    assert_eq!(state(&commands, "c1", "10:01:00"), CommandState::Completed);
    assert_eq!(commands.get(&CommandId::new("c1")).unwrap().user(), Some("maria"));
}

#[test]
fn exceptions_mean_failure_and_one_of_them_a_time_out() {
    let jammed = completed("c1", "UnlockDoor", CABINET, &[("Jammed", "bolt")], "10:00:00");
    let timed_out = completed("c2", "Lockdown", CABINET, &[("commandTimedOut", "after 1440 minutes")], "10:00:00");
    let commands = folded(&[jammed, timed_out]);
    assert_eq!(
        state(&commands, "c1", "10:01:00"),
        CommandState::Failed { exceptions: [pair("Jammed", "bolt")].into() }
    );
    assert_eq!(state(&commands, "c2", "10:01:00"), CommandState::TimedOut);
}

#[test]
fn what_a_device_did_after_the_time_out_is_done() {
    let timed_out = completed("c1", "Lockdown", CABINET, &[("CommandTimedOut", "")], "10:00:00");
    let mut done = locked("c1", CABINET, "10:00:05");
    done.id = jetstream_api::ids::EventId::new("another");
    assert_eq!(state(&folded(&[timed_out.clone(), done.clone()]), "c1", "11:00:00"), CommandState::Completed);
    assert_eq!(state(&folded(&[done, timed_out]), "c1", "11:00:00"), CommandState::Completed);
}

#[test]
fn a_click_and_its_command_become_one_timeline_when_the_answer_comes() {
    let mut commands = folded(&[]);
    commands.click(lock(1, "10:00:00"));
    assert_eq!(state_of_click(&commands, 1, "10:00:01"), CommandState::Sent);
    commands.apply(&lockdown("c1", CABINET, "demo", "4", "10:00:01"));
    assert_eq!(commands.len(), 2, "no answer has said yet that they are one");
    commands.answer(guid(1), response("c1", CommandStatus::Queued, &[]), at("10:00:02"));
    assert_eq!(commands.len(), 1);
    assert_eq!(state_of_click(&commands, 1, "10:00:02"), CommandState::Queued);
    commands.apply(&locked("c1", CABINET, "10:30:00"));
    let timeline = commands.of_click(guid(1)).unwrap();
    assert_eq!(
        (timeline.state(at("10:31:00")), timeline.user(), timeline.is_ours()),
        (CommandState::Completed, Some("demo"), true)
    );
    let steps: Vec<_> = timeline.steps().iter().map(|step| (step.at, step.source)).collect();
    let (queued, completed) = (timeline.queued_event().unwrap(), timeline.completion_event().unwrap());
    assert_eq!(
        steps,
        [
            (Some(at("10:00:00")), Source::Click(guid(1))),
            (Some(at("10:00:01")), Source::Event(queued)),
            (Some(at("10:00:02")), Source::Answer(guid(1))),
            (Some(at("10:30:00")), Source::Event(completed)),
        ]
    );
}

#[test]
fn an_answer_alone_tells_how_it_stands() {
    let answered = |answer: ClickResult| {
        let mut commands = folded(&[]);
        commands.click(lock(1, "10:00:00"));
        commands.answer(guid(1), answer, at("10:00:01"));
        state_of_click(&commands, 1, "10:00:02")
    };
    assert_eq!(answered(response("c1", CommandStatus::Completed, &[])), CommandState::Completed);
    assert_eq!(answered(response("c1", CommandStatus::Queued, &[])), CommandState::Queued);
    assert_eq!(
        answered(response("c1", CommandStatus::Other("Pending".into()), &[])),
        unknown(&[]),
        "nobody knows this word"
    );
    let failed = answered(response("c1", CommandStatus::Completed, &[("Jammed", "bolt")]));
    assert_eq!(failed, CommandState::Failed { exceptions: [pair("Jammed", "bolt")].into() });
    let refused = answered(ClickResult::Failed("no such device (HTTP 404)".into()));
    assert_eq!(refused, CommandState::Failed { exceptions: [pair("Answer", "no such device (HTTP 404)")].into() });
    assert_eq!(answered(ClickResult::Accepted), CommandState::Sent);
    assert_eq!(answered(lost()), unknown(&[]));
}

#[test]
fn an_answer_is_not_replaced_by_one_that_says_less() {
    let mut commands = folded(&[]);
    commands.click(lock(1, "10:00:00"));
    commands.answer(guid(1), response("c1", CommandStatus::Completed, &[]), at("10:00:01"));
    commands.answer(guid(1), lost(), at("10:00:02"));
    commands.answer(guid(1), ClickResult::Failed("HTTP 500".into()), at("10:00:03"));
    assert_eq!(state_of_click(&commands, 1, "10:00:04"), CommandState::Completed);
    assert_eq!(commands.of_click(guid(1)).unwrap().steps().last().and_then(|step| step.at), Some(at("10:00:01")));
}

#[test]
fn without_an_answer_the_outcome_is_unknown_after_90_seconds() {
    let mut commands = folded(&[]);
    commands.click(lock(1, "10:00:00"));
    assert_eq!(state_of_click(&commands, 1, "10:01:30"), CommandState::Sent);
    assert_eq!(state_of_click(&commands, 1, "10:01:31"), unknown(&[]));
    commands.answer(guid(1), response("c1", CommandStatus::Completed, &[]), at("10:02:00"));
    assert_eq!(state_of_click(&commands, 1, "10:02:00"), CommandState::Completed, "a late answer still counts");
}

#[test]
fn after_a_lost_answer_the_only_candidate_is_probably_this_one() {
    let mut commands = folded(&[]);
    commands.click(lock(1, "10:00:00"));
    commands.answer(guid(1), lost(), at("10:00:05"));
    assert_eq!(state_of_click(&commands, 1, "10:00:06"), unknown(&[]));
    commands.apply(&lockdown("c1", CABINET, "demo", "4", "10:00:02"));
    let timeline = Arc::clone(commands.of_click(guid(1)).unwrap());
    assert_eq!(timeline.state(at("10:00:07")), CommandState::Queued);
    assert_eq!(timeline.provisional(at("10:00:07")).and_then(|other| other.user()), Some("demo"));
    commands.apply(&locked("c1", CABINET, "10:00:08"));
    let timeline = commands.of_click(guid(1)).unwrap();
    assert_eq!(timeline.state(at("10:00:09")), CommandState::Completed, "its completion resolves it");
    assert_eq!(timeline.provisional(at("10:00:09")).and_then(|other| other.id()), Some(&CommandId::new("c1")));
    assert_eq!(timeline.id(), None, "probably is not certainly");
    let once: Vec<_> =
        commands.iter_newest().filter(|timeline| !commands.is_shadowed_by_click(timeline, at("10:00:09"))).collect();
    assert_eq!((commands.len(), once.len()), (2, 1), "and the list need not show it twice");
}

#[test]
fn two_candidates_leave_it_unknown_with_both_listed() {
    let mut commands = folded(&[]);
    commands.click(lock(1, "10:00:00"));
    commands.answer(guid(1), lost(), at("10:00:05"));
    for event in [
        lockdown("c1", CABINET, "demo", "4", "10:00:02"),
        lockdown("c2", CABINET, "colleague", "4", "10:00:40"),
        locked("c1", CABINET, "10:00:03"),
        locked("c2", CABINET, "10:00:41"),
    ] {
        commands.apply(&event);
    }
    assert_eq!(state_of_click(&commands, 1, "10:01:00"), unknown(&["c1", "c2"]));
    assert_eq!(commands.of_click(guid(1)).unwrap().provisional(at("10:01:00")), None);
    assert!(!commands.iter_newest().any(|timeline| commands.is_shadowed_by_click(timeline, at("10:01:00"))));
}

#[test]
fn a_command_that_another_click_was_answered_with_is_no_candidate() {
    let mut commands =
        folded(&[lockdown("c1", CABINET, "demo", "4", "10:00:02"), lockdown("c2", CABINET, "demo", "4", "10:00:21")]);
    commands.click(lock(1, "10:00:00"));
    commands.answer(guid(1), lost(), at("10:00:05"));
    commands.click(lock(2, "10:00:20"));
    assert_eq!(state_of_click(&commands, 1, "10:00:22"), unknown(&["c1", "c2"]));
    commands.answer(guid(2), response("c2", CommandStatus::Completed, &[]), at("10:00:23"));
    assert_eq!(
        commands.of_click(guid(1)).unwrap().provisional(at("10:00:24")).and_then(|other| other.id()),
        Some(&CommandId::new("c1"))
    );
}

#[test]
fn one_command_is_not_probably_that_of_two_clicks() {
    let mut commands = folded(&[lockdown("c1", CABINET, "demo", "4", "10:00:02")]);
    for number in [1, 2] {
        commands.click(lock(number, "10:00:00"));
        commands.answer(guid(number), lost(), at("10:00:05"));
    }
    for number in [1, 2] {
        assert_eq!(state_of_click(&commands, number, "10:00:06"), unknown(&["c1"]));
    }
}

#[test]
fn a_click_whose_answer_names_a_command_elsewhere_contests_nothing_any_more() {
    let mut commands = folded(&[
        lockdown("c1", CABINET, "demo", "4", "10:00:02"),
        lockdown("c9", "its new name", "demo", "4", "10:00:03"),
    ]);
    for number in [1, 2] {
        commands.click(lock(number, "10:00:00"));
        commands.answer(guid(number), lost(), at("10:00:05"));
    }
    commands.answer(guid(2), response("c9", CommandStatus::Completed, &[]), at("10:00:06"));
    assert_eq!(
        commands.of_click(guid(1)).unwrap().provisional(at("10:00:07")).and_then(|other| other.id()),
        Some(&CommandId::new("c1"))
    );
}

#[test]
fn other_devices_hours_and_times_are_no_candidates() {
    let mut commands = folded(&[
        lockdown("other-device", "Cabinet 8", "demo", "4", "10:00:01"),
        lockdown("other-hours", CABINET, "demo", "8", "10:00:01"),
        lockdown("too-early", CABINET, "demo", "4", "09:57:59"),
        lockdown("too-late", CABINET, "demo", "4", "10:02:06"),
        queued("other-command", "UnlockDoor", CABINET, "demo", &[("Hours", "4")], "10:00:01"),
    ]);
    commands.click(lock(1, "10:00:00"));
    commands.answer(guid(1), lost(), at("10:00:05"));
    assert_eq!(state_of_click(&commands, 1, "10:00:06"), unknown(&[]));
}

#[test]
fn a_call_in_flight_claims_nothing() {
    let mut commands =
        folded(&[lockdown("c1", CABINET, "colleague", "4", "10:00:02"), locked("c1", CABINET, "10:00:03")]);
    commands.click(lock(1, "10:00:00"));
    assert_eq!(
        state_of_click(&commands, 1, "10:00:10"),
        CommandState::Sent,
        "no success before an answer or a lost one"
    );
    assert_eq!(state_of_click(&commands, 1, "10:01:31"), CommandState::Completed);
}

#[test]
fn an_accepted_call_without_an_id_is_found_by_its_event() {
    let mut commands = folded(&[queued("c1", "SetConfigValuesCommand", CABINET, "demo", &[("x", "1")], "10:00:01")]);
    commands.click(click(1, CABINET, Command::SetPolicyParameters, &[], "10:00:00"));
    commands.answer(guid(1), ClickResult::Accepted, at("10:00:02"));
    assert_eq!(state_of_click(&commands, 1, "10:00:03"), CommandState::Queued);
    commands.apply(&completed("c1", "SetConfigValuesCommand", CABINET, &[], "10:00:05"));
    assert_eq!(state_of_click(&commands, 1, "10:00:06"), CommandState::Completed);
}

#[test]
fn a_second_execution_of_one_click_is_flagged() {
    let mut commands =
        folded(&[lockdown("c1", CABINET, "demo", "4", "10:00:01"), lockdown("c2", CABINET, "demo", "4", "10:00:02")]);
    commands.apply(&lockdown("c3", CABINET, "colleague", "4", "10:00:03"));
    commands.click(lock(1, "10:00:00"));
    commands.answer(guid(1), response("c1", CommandStatus::Completed, &[]), at("10:00:05"));
    assert_eq!(
        commands.of_click(guid(1)).unwrap().executed_again(),
        [CommandId::new("c2")],
        "not that of the colleague"
    );
    commands.click(lock(2, "10:00:02"));
    commands.answer(guid(2), response("c2", CommandStatus::Completed, &[]), at("10:00:06"));
    assert!(commands.of_click(guid(1)).unwrap().executed_again().is_empty(), "the second one was asked for as well");
}

#[test]
fn a_queued_command_of_which_nothing_is_heard_for_a_day_is_unknown() {
    let commands = folded(&[lockdown("c1", CABINET, "maria", "4", "10:00:00")]);
    assert_eq!(state(&commands, "c1", "2026-05-19T10:05:00Z"), CommandState::Queued);
    assert_eq!(state(&commands, "c1", "2026-05-19T10:05:01Z"), unknown(&[]));
}

#[test]
fn timelines_are_listed_newest_first_of_all_and_of_one_device() {
    let commands = folded(&[
        lockdown("c2", CABINET, "maria", "4", "10:02:00"),
        lockdown("c3", "Cabinet 8", "demo", "4", "10:03:00"),
        lockdown("c1", CABINET, "demo", "4", "10:01:00"),
    ]);
    let ids = |timelines: Vec<&Arc<Timeline>>| {
        timelines.into_iter().filter_map(|timeline| timeline.id().map(ToString::to_string)).collect::<Vec<_>>()
    };
    assert_eq!(ids(commands.iter_newest().collect()), ["c3", "c2", "c1"]);
    assert_eq!(ids(commands.of_device(CABINET).collect()), ["c2", "c1"]);
    assert_eq!(commands.users().map(|user| &**user).collect::<Vec<_>>(), ["demo", "maria"]);
}

#[test]
fn when_there_are_too_many_the_oldest_that_have_ended_leave() {
    let mut commands = Commands::new(16);
    commands.apply(&lockdown("waiting", CABINET, "maria", "4", "09:00:00"));
    commands.apply(&lockdown("in-force", "Cabinet 8", "maria", "4", "09:00:00"));
    commands.apply(&locked("in-force", "Cabinet 8", "09:00:01"));
    for number in 0..100 {
        let (id, time) = (format!("s{number}"), format!("10:{:02}:{:02}", number / 60, number % 60));
        commands.apply(&queued(&id, "SyncCredentials", CABINET, &format!("user {number}"), &[], &time));
        commands.apply(&completed(&id, "SyncCredentials", CABINET, &[], &time));
        assert!(commands.len() <= 16);
    }
    assert!(commands.get(&CommandId::new("waiting")).is_some(), "it has not ended");
    assert!(commands.get(&CommandId::new("in-force")).is_some(), "it is the last lockdown of its device");
    assert!(commands.get(&CommandId::new("s99")).is_some());
    assert_eq!(commands.users().count(), commands.len() - 1, "users without a command leave with it");
    let (length, forgotten) = (commands.len(), commands.evicted_count());
    assert_eq!(u64::try_from(length).unwrap() + forgotten, 102);
    commands.apply(&queued("s0", "SyncCredentials", CABINET, "user 0", &[], "10:00:00"));
    assert_eq!(commands.get(&CommandId::new("s0")), None, "a late repetition does not raise it without its end");
}

#[test]
fn a_long_output_stays_in_its_event() {
    let tags = |count: usize| {
        let pairs: Vec<_> =
            (0..count).map(|number| serde_json::json!({ "Key": "EPC", "Value": number.to_string() })).collect();
        let body =
            serde_json::json!({ "CommandId": "c1", "CommandName": "GetEPCListCommand", "OutputParameterList": pairs });
        let commands =
            folded(&[crate::test_events::by_device("e1", "CommandCompletionEvent", CABINET, "10:00:00", body)]);
        let timeline = commands.get(&CommandId::new("c1")).unwrap();
        (timeline.output().len(), timeline.output_length())
    };
    assert_eq!(tags(128), (128, 128));
    assert_eq!(tags(5000), (0, 5000));
}
