//! Tests of the state of a plan and of its devices.

use super::*;
use crate::plan::{SpecError, samples::*};

fn state(journal: &Journal) -> DeviceState {
    plan(&["One"]).device_state(journal, "One")
}

#[test]
fn every_stretch_of_the_way_has_a_name() {
    let one = || device("One");
    let mut journal = journal([(Step::CreatePolicy, done())]);
    assert_eq!(state(&journal), DeviceState::Waiting);
    for (step, outcome, expected) in [
        (Step::Remove(one()), started(), DeviceState::Removing),
        (Step::Remove(one()), done(), DeviceState::WithoutPolicy),
        (Step::Add(one()), started(), DeviceState::Adding),
        (Step::Add(one()), done(), DeviceState::Assigned),
        (Step::Sync(one()), started(), DeviceState::Syncing),
        (Step::Sync(one()), queued(), DeviceState::SyncQueued),
        (Step::Read(one()), started(), DeviceState::SyncQueued),
        (Step::Read(one()), queued(), DeviceState::SyncQueued),
        (Step::Sync(one()), done(), DeviceState::ReadQueued),
        (Step::Read(one()), done(), DeviceState::ReadBack),
    ] {
        journal.push(super::super::JournalEntry { step, outcome });
        assert_eq!(state(&journal), expected);
    }
}

#[test]
fn a_failure_names_its_step_and_its_reason() {
    let journal = journal([(Step::Remove(device("One")), done()), (Step::Add(device("One")), failed())]);
    assert_eq!(state(&journal), DeviceState::Failed { step: Step::Add(device("One")), why: "Refused.".into() });
    let asked = journal.and(Step::Add(device("One")), asked());
    assert_eq!(state(&asked), DeviceState::WithoutPolicy);
}

#[test]
fn a_device_may_lack_a_policy_from_the_first_call_on_until_one_is_known_to_be_there() {
    let plan = plan(&["One"]);
    let one = || device("One");
    let lacks = |journal: &Journal| plan.without_policy(journal) == ["One"];
    let none = Journal::default();
    assert!(!lacks(&none));
    let removing = none.and(Step::Remove(one()), started());
    assert!(lacks(&removing));
    assert!(!lacks(&removing.clone().and(Step::Remove(one()), failed())));
    assert!(lacks(&removing.clone().and(Step::Remove(one()), unknown())));
    let removed = removing.and(Step::Remove(one()), done());
    for outcome in [started(), failed(), unknown(), asked()] {
        assert!(lacks(&removed.clone().and(Step::Add(one()), outcome)));
    }
    assert!(!lacks(&removed.clone().and(Step::Add(one()), done())));
    assert!(!lacks(&removed.clone().and(Step::Restore(one()), done())));
    let taken = Outcome::Conflict { at: noon(), why: "It has another.".into() };
    assert!(!lacks(&removed.and(Step::Add(one()), taken)));
}

#[test]
fn only_a_device_that_waits_for_a_person_is_held_up() {
    let plan = plan(&["One"]);
    let one = || device("One");
    let removed = journal([(Step::CreatePolicy, done()), (Step::Remove(one()), done())]);
    assert!(plan.held_up(&removed).is_empty());
    assert!(plan.held_up(&removed.clone().and(Step::Add(one()), started())).is_empty());
    assert_eq!(plan.held_up(&removed.and(Step::Add(one()), failed())), ["One"]);
}

#[test]
fn a_device_that_never_had_a_policy_has_not_lost_one() -> Result<(), SpecError> {
    let spec = crate::plan::PlanSpec { devices: vec![Assignment::new(device("One"))], ..spec(&[]) };
    let plan = of(spec);
    let journal = journal([(Step::Add(device("One")), started()), (Step::Add(device("One")), failed())]);
    assert!(plan.without_policy(&journal).is_empty());
    let gone_again = journal.and(Step::Add(device("One")), done()).and(Step::Add(device("One")), failed());
    assert_eq!(plan.without_policy(&gone_again), ["One"]);
    Ok(())
}

#[test]
fn a_plan_waits_for_its_devices_before_it_is_finished() {
    let plan = plan(&["One"]);
    let one = || device("One");
    assert_eq!(plan.stage(&Journal::default()), Stage::New);
    let journal = journal([(Step::CreatePolicy, done())]);
    assert_eq!(plan.stage(&journal), Stage::Begun);
    let sent = journal
        .and(Step::Remove(one()), done())
        .and(Step::Add(one()), done())
        .and(Step::Sync(one()), queued())
        .and(Step::Read(one()), queued())
        .and(Step::DeleteOld, done());
    assert_eq!(plan.stage(&sent), Stage::Sent);
    assert_eq!(plan.progress(&sent), Progress { done: 4, queued: 2, total: 6 });
    let finished = sent.and(Step::Sync(one()), done()).and(Step::Read(one()), done());
    assert_eq!(plan.stage(&finished), Stage::Finished);
}
