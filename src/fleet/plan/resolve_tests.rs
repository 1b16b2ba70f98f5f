//! Tests of the part of a plan that resolves steps.

use super::*;
use crate::{
    plan::{Assignment, PlanSpec, PreviousAssignment, samples::*},
    test_events::pair,
};
use jetstream_api::{
    policies::{Policy, PolicyDevice},
    wire::Pair,
};

const OWN: &[(&str, &str)] = &[("IP", "10.0.0.7")];

fn created(parameters: &[(&str, &str)]) -> VerificationResult {
    let parameters: Vec<Pair> = parameters.iter().map(|(key, value)| pair(key, value)).collect();
    let (name, definition) = ("Ward 2".to_owned(), "TS092, Security Cabinet".to_owned());
    VerificationResult::Policy(Some(Policy { id: None, name, definition, parameters }))
}

fn settled(step: Step, found: &VerificationResult) -> Outcome {
    plan(&["One"]).resolve_unknown(&step, found, "No answer came.", noon())
}

fn why(outcome: Outcome) -> String {
    match outcome {
        Outcome::Failed { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_policy_with_exactly_these_parameters_was_created() {
    for values in [
        &[("DoorOpenTimeLimit", "300"), ("UserBypass", "0")],
        &[("userbypass", "False"), ("dooropentimelimit", "300.0")],
    ] {
        assert_eq!(settled(Step::CreatePolicy, &created(values)), done());
    }
}

#[test]
fn a_policy_with_other_parameters_is_somebody_elses() {
    let other = created(&[("dooropentimelimit", "60"), ("userbypass", "0"), ("ip", "0.0.0.0")]);
    assert_eq!(
        why(settled(Step::CreatePolicy, &other)),
        "No answer came. A policy of this name exists, with other values (dooropentimelimit; ip)."
    );
    let missing = why(settled(Step::CreatePolicy, &created(&[("userbypass", "0")])));
    assert!(missing.contains("(dooropentimelimit)"), "{missing}");
}

#[test]
fn a_policy_for_another_definition_is_not_the_one() {
    let VerificationResult::Policy(Some(policy)) = created(&[("dooropentimelimit", "300"), ("userbypass", "0")]) else {
        panic!()
    };
    let other = VerificationResult::Policy(Some(Policy { definition: "TS032".into(), ..policy }));
    assert!(why(settled(Step::CreatePolicy, &other)).ends_with("for the device definition TS032."));
    assert!(why(settled(Step::CreatePolicy, &VerificationResult::Policy(None))).ends_with("no policy of this name."));
}

#[test]
fn a_lost_removal_is_settled_by_the_policy_that_the_device_has() {
    let remove = || Step::Remove(device("One"));
    assert_eq!(settled(remove(), &has_none()), done());
    assert!(why(settled(remove(), &has("Ward", OWN))).ends_with("still has its old policy."));
    assert_eq!(settled(remove(), &has("Ward 2", OWN)), done());
    for other in [has("Other", OWN), has("Ward", &[]), has("Ward", &[("ip", "10.0.0.8")])] {
        assert!(matches!(settled(remove(), &other), Outcome::Conflict { .. }), "{other:?}");
    }
}

#[test]
fn a_lost_addition_is_settled_by_the_policy_that_the_device_has() {
    let add = || Step::Add(device("One"));
    assert_eq!(settled(add(), &has("Ward 2", OWN)), done());
    assert!(why(settled(add(), &has_none())).ends_with("has no policy."));
    let Outcome::Conflict { why, .. } = settled(add(), &has("Other", OWN)) else { panic!() };
    assert_eq!(why, "The device has the policy Other now: somebody else was at work.");
    let Outcome::Conflict { why, .. } = settled(add(), &has("Ward 2", &[("ip", "10.0.0.8")])) else { panic!() };
    assert!(why.contains("with other values of its own"), "{why}");
}

#[test]
fn a_server_that_lists_every_value_of_the_device_lists_its_own_among_them() {
    let whole = has("Ward 2", &[("dooropentimelimit", "300"), ("userbypass", "0"), ("ip", "10.0.0.7")]);
    assert_eq!(settled(Step::Add(device("One")), &whole), done());
}

#[test]
fn own_values_that_are_still_there_among_all_values_are_not_dropped() {
    let held = PreviousAssignment { policy: policy("Ward 2"), overrides: values(&[("userbypass", "1")]) };
    let plan = of(PlanSpec {
        from: None,
        create: false,
        delete_old: false,
        devices: vec![Assignment { before: Some(held), ..Assignment::new(device("One")) }],
        ..spec(&["One"])
    });
    let remove = Step::Remove(device("One"));
    let whole = |bypass| has("Ward 2", &[("dooropentimelimit", "300.0"), ("userbypass", bypass)]);
    assert_eq!(plan.blocking_reason(&remove, &whole("1"), noon()), None, "as it was agreed, and still to be done");
    assert!(
        why(plan.resolve_unknown(&remove, &whole("True"), "No answer came.", noon()))
            .ends_with("still has its old policy.")
    );
    assert!(
        matches!(plan.blocking_reason(&remove, &whole("False"), noon()), Some(Outcome::Skipped { .. })),
        "dropped already"
    );
    let more = has("Ward 2", &[("dooropentimelimit", "300"), ("userbypass", "0"), ("ip", "10.0.0.7")]);
    assert!(
        matches!(plan.blocking_reason(&remove, &more, noon()), Some(Outcome::Conflict { .. })),
        "somebody else's value"
    );
}

#[test]
fn the_old_policy_given_back_is_the_one_from_before() {
    let restore = || Step::Restore(device("One"));
    assert_eq!(settled(restore(), &has("Ward", OWN)), done());
    assert!(matches!(settled(restore(), &has("Ward 2", OWN)), Outcome::Conflict { .. }));
    assert!(why(settled(restore(), &has_none())).ends_with("has no policy."));
}

#[test]
fn what_cannot_be_read_stays_unknown() {
    let unread = VerificationResult::Unread("HTTP 503".into());
    for step in [Step::CreatePolicy, Step::Remove(device("One")), Step::Add(device("One")), Step::DeleteOld] {
        assert!(matches!(settled(step, &unread), Outcome::Unknown { .. }));
    }
    assert!(matches!(settled(Step::Sync(device("One")), &unread), Outcome::Unknown { .. }));
}

#[test]
fn nothing_is_taken_off_a_device_that_is_not_as_it_was_agreed() {
    let plan = plan(&["One"]);
    let objection = |found: &VerificationResult| plan.blocking_reason(&Step::Remove(device("One")), found, noon());
    assert_eq!(objection(&has("Ward", OWN)), None);
    assert_eq!(objection(&has_none()), Some(done()));
    assert!(matches!(objection(&has("Ward 2", OWN)), Some(Outcome::Skipped { .. })));
    assert!(matches!(objection(&has("Ward", &[])), Some(Outcome::Conflict { .. })));
    assert!(matches!(objection(&has("Other", OWN)), Some(Outcome::Conflict { .. })));
    assert!(matches!(objection(&VerificationResult::Unread("x".into())), Some(Outcome::Failed { .. })));
}

#[test]
fn a_policy_that_devices_still_have_is_kept_and_says_for_whom() {
    let plan = plan(&["One"]);
    let objection = |devices: &[&str]| {
        let devices = devices.iter().map(|&name| name.to_owned()).collect();
        plan.blocking_reason(&Step::DeleteOld, &VerificationResult::Holders(devices), noon())
    };
    assert_eq!(objection(&[]), None);
    let said = |devices: &[&str]| objection(devices).unwrap().why().unwrap().to_owned();
    assert_eq!(said(&["Nine"]), "Kept, since Nine still has it.");
    assert_eq!(said(&["A", "B", "C", "D", "E"]), "Kept, since A; B; C and 2 more still have it.");
}

fn listed(policies: &[(&str, &[&str])]) -> Vec<PolicyDetails> {
    let device = |name: &&str| PolicyDevice { name: (*name).to_owned(), overrides: vec![pair("ip", "10.0.0.7")] };
    let details = |(name, devices): &(&str, &[&str])| {
        let policy = Policy { id: None, name: (*name).to_owned(), definition: String::new(), parameters: Vec::new() };
        PolicyDetails { policy, devices: devices.iter().map(device).collect() }
    };
    policies.iter().map(details).collect()
}

#[test]
fn what_jetstream_lists_in_the_end_proves_or_corrects_what_was_noted() {
    let plan = plan(&["One", "Two", "Three", "Four"]);
    let done_on = |name: &str| [(Step::Remove(device(name)), done()), (Step::Add(device(name)), done())];
    let mut journal = journal(["One", "Two", "Three"].iter().flat_map(|name| done_on(name)));
    journal = journal.and(Step::Remove(device("Four")), unknown());
    let details = listed(&[("Ward", &["Four"]), ("Ward 2", &["One"]), ("Other", &["Three"])]);
    let notes = plan.check(&journal, &details, noon());
    let said: Vec<_> = notes.iter().map(|note| (note.step.clone(), std::mem::discriminant(&note.outcome))).collect();
    let taken = Outcome::Conflict { at: noon(), why: String::new() };
    assert_eq!(
        said,
        [
            (Step::Add(device("Two")), std::mem::discriminant(&failed())),
            (Step::Add(device("Three")), std::mem::discriminant(&taken)),
            (Step::Remove(device("Four")), std::mem::discriminant(&failed())),
        ]
    );
    notes.into_iter().for_each(|note| journal.push(note));
    assert_eq!(plan.without_policy(&journal), ["Two"]);
    assert_eq!(plan.check(&journal, &details, noon()), [], "said once");
}

#[test]
fn what_is_under_way_is_not_checked() {
    let plan = plan(&["One"]);
    let journal = journal([(Step::Remove(device("One")), done()), (Step::Add(device("One")), started())]);
    assert_eq!(plan.check(&journal, &listed(&[]), noon()), []);
}
