//! Tests of the scheduler of a plan.

use super::*;
use crate::plan::samples::*;

fn created() -> Journal {
    journal([(Step::CreatePolicy, done())])
}

#[test]
fn nothing_is_sent_before_the_policy_exists() {
    let plan = plan(&["One", "Two"]);
    let step = Step::CreatePolicy;
    assert_eq!(plan.next(&Journal::default(), 4), std::slice::from_ref(&step));
    for outcome in [started(), failed(), unknown()] {
        assert_eq!(plan.next(&journal([(step.clone(), outcome)]), 4), []);
    }
    assert_eq!(plan.next(&created(), 4), [Step::Remove(device("One")), Step::Remove(device("Two"))]);
}

#[test]
fn a_device_without_a_policy_comes_before_one_that_still_has_its_old_one() {
    let plan = plan(&["One", "Two", "Three"]);
    let journal = created().and(Step::Remove(device("Two")), done());
    assert_eq!(plan.next(&journal, 1), [Step::Add(device("Two"))]);
    assert_eq!(plan.next(&journal, 2), [Step::Add(device("Two")), Step::Remove(device("One"))]);
}

#[test]
fn no_more_steps_are_under_way_than_allowed() {
    let plan = plan(&["One", "Two", "Three"]);
    let journal = created().and(Step::Remove(device("One")), started());
    assert_eq!(plan.next(&journal, 2), [Step::Remove(device("Two"))]);
    let journal = journal.and(Step::Remove(device("Two")), started());
    assert_eq!(plan.next(&journal, 2), []);
    assert_eq!(plan.next(&journal, 0), []);
}

#[test]
fn no_further_device_loses_its_policy_while_one_is_held_up_without() {
    let plan = plan(&["One", "Two"]);
    let one = || device("One");
    for outcome in [failed(), unknown()] {
        let journal = created().and(Step::Remove(one()), done()).and(Step::Add(one()), outcome);
        assert_eq!(plan.next(&journal, 4), []);
        let repaired = journal.clone().and(Step::Add(one()), asked());
        assert_eq!(plan.next(&repaired, 4), [Step::Add(one()), Step::Remove(device("Two"))]);
        let given_back = journal.and(Step::Restore(one()), done());
        assert_eq!(plan.next(&given_back, 4), [Step::Remove(device("Two"))]);
    }
}

#[test]
fn a_device_that_kept_its_old_policy_holds_nobody_up() {
    let plan = plan(&["One", "Two"]);
    let journal = created().and(Step::Remove(device("One")), failed());
    assert_eq!(plan.next(&journal, 4), [Step::Remove(device("Two"))]);
}

#[test]
fn a_queued_sync_does_not_hold_up_the_question_for_the_values() {
    let plan = plan(&["One"]);
    let one = || device("One");
    let journal = created().and(Step::Remove(one()), done()).and(Step::Add(one()), done());
    assert_eq!(plan.next(&journal, 4), [Step::Sync(one())]);
    assert_eq!(plan.next(&journal.clone().and(Step::Sync(one()), queued()), 4), [Step::Read(one())]);
    for outcome in [started(), failed(), unknown()] {
        assert_eq!(plan.next(&journal.clone().and(Step::Sync(one()), outcome), 4), []);
    }
}

#[test]
fn the_old_policy_is_deleted_when_every_device_is_through() {
    let plan = plan(&["One"]);
    let one = || device("One");
    let journal = created().and(Step::Remove(one()), done()).and(Step::Add(one()), done());
    let through = journal.and(Step::Sync(one()), queued()).and(Step::Read(one()), queued());
    assert_eq!(plan.next(&through, 4), [Step::DeleteOld]);
    let sync_failed = through.clone().and(Step::Sync(one()), failed());
    assert_eq!(plan.next(&sync_failed, 4), []);
    assert_eq!(plan.next(&through.and(Step::DeleteOld, done()), 4), []);
}

#[test]
fn a_device_with_its_old_policy_back_keeps_that_policy_from_being_deleted() {
    let plan = plan(&["One"]);
    let one = || device("One");
    let journal = created().and(Step::Remove(one()), done()).and(Step::Add(one()), failed());
    assert_eq!(plan.next(&journal.clone().and(Step::Restore(one()), asked()), 4), [Step::Restore(one())]);
    assert_eq!(plan.next(&journal.and(Step::Restore(one()), done()), 4), []);
}

#[test]
fn whoever_asks_for_a_step_asks_for_what_follows_it() {
    let plan = plan(&["One"]);
    let one = || device("One");
    let restored = created()
        .and(Step::Remove(one()), done())
        .and(Step::Add(one()), failed())
        .and(Step::Restore(one()), done())
        .and(Step::Remove(one()), asked());
    assert_eq!(plan.next(&restored, 4), [Step::Remove(one())]);
    assert_eq!(plan.next(&restored.and(Step::Remove(one()), done()), 4), [Step::Add(one())]);
}

#[test]
fn asking_for_what_is_under_way_sends_nothing() {
    let plan = plan(&["One"]);
    let one = || device("One");
    let journal = created().and(Step::Remove(one()), started());
    for step in [Step::Remove(one()), Step::Add(one()), Step::Restore(one())] {
        assert_eq!(plan.next(&journal.clone().and(step, asked()), 4), []);
    }
    let creating = crate::plan::samples::journal([(Step::CreatePolicy, started())]).and(Step::CreatePolicy, asked());
    assert_eq!(plan.next(&creating, 4), []);
}

#[test]
fn before_a_pause_only_those_without_a_policy_are_served() {
    let plan = plan(&["One", "Two", "Three"]);
    let journal = created().and(Step::Remove(device("Two")), done()).and(Step::Remove(device("Three")), started());
    assert_eq!(plan.final_steps(&journal, 4), [Step::Add(device("Two"))]);
    let served = journal.and(Step::Add(device("Two")), done());
    assert_eq!(plan.final_steps(&served, 4), []);
}

#[test]
fn what_is_open_or_unknown_is_listed_apart() {
    let plan = plan(&["One", "Two", "Three"]);
    let journal = created()
        .and(Step::Remove(device("One")), started())
        .and(Step::Remove(device("Two")), unknown())
        .and(Step::Remove(device("Three")), done())
        .and(Step::Restore(device("Three")), unknown());
    assert_eq!(plan.open(&journal), [Step::Remove(device("One"))]);
    assert_eq!(plan.unknown(&journal), [Step::Remove(device("Two")), Step::Restore(device("Three"))]);
}

#[test]
fn going_on_asks_for_what_was_certainly_not_done() {
    let plan = plan(&["One", "Two", "Three"]);
    let taken = || Outcome::Conflict { at: noon(), why: "It has another.".into() };
    let journal = created()
        .and(Step::Remove(device("One")), failed())
        .and(Step::Remove(device("Two")), done())
        .and(Step::Add(device("Two")), failed())
        .and(Step::Remove(device("Three")), done())
        .and(Step::Add(device("Three")), taken())
        .and(Step::DeleteOld, failed());
    let begins_anew = Step::Remove(device("Three"));
    let all = [Step::DeleteOld, Step::Remove(device("One")), Step::Add(device("Two")), begins_anew];
    assert_eq!(plan.retries(&journal), all);
    let restored = journal.and(Step::Restore(device("Two")), done());
    assert!(!plan.retries(&restored).contains(&Step::Add(device("Two"))), "it has its old policy back");
    let not_restored = restored.clone().and(Step::Restore(device("Two")), failed());
    assert!(plan.retries(&not_restored).contains(&Step::Restore(device("Two"))));
    let has_another = restored.and(Step::Restore(device("Two")), taken());
    assert!(plan.retries(&has_another).contains(&Step::Remove(device("Two"))));
}

#[test]
fn a_device_is_left_out_unless_it_lacks_a_policy() {
    let plan = plan(&["One", "Two"]);
    let mut journal = created().and(Step::Remove(device("One")), failed()).and(Step::Remove(device("Two")), done());
    for entry in plan.skip(&journal, &device("One"), noon()) {
        journal.push(entry);
    }
    assert_eq!(plan.next(&journal, 4), [Step::Add(device("Two"))]);
    assert_eq!(plan.skip(&journal, &device("Two"), noon()), []);
    assert_eq!(plan.skip(&journal, &device("Nobody"), noon()), []);
}
