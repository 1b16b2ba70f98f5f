//! Tests of the storage of plans.

use jetstream_fleet::plan::{Outcome, PlanSpec, Step};
use jiff::Timestamp;

use super::*;

fn plan(number: u8, environment: &str) -> Plan {
    let spec = PlanSpec::new("Ward 2".parse().unwrap(), "TS092".parse().unwrap());
    Plan::new(Guid::from_random([number; 16]), environment, Timestamp::UNIX_EPOCH, spec).unwrap()
}

fn note(outcome: Outcome) -> JournalEntry {
    JournalEntry { step: Step::CreatePolicy, outcome }
}

fn started() -> JournalEntry {
    note(Outcome::Started { at: Timestamp::UNIX_EPOCH, click: None })
}

fn done() -> JournalEntry {
    note(Outcome::Done { at: Timestamp::UNIX_EPOCH })
}

/// The rows as a database returns them.
fn rows(plan: &Plan, notes: &[(u32, JournalEntry)]) -> Vec<(String, String)> {
    let first = (plan.id().to_string(), plan.to_text());
    let notes = notes.iter().map(|(number, note)| (note_key(plan.id(), *number), note.to_text()));
    std::iter::once(first).chain(notes).collect()
}

#[test]
fn a_plan_is_found_with_its_notes_in_order() {
    let plan = plan(1, "Jetstream");
    let found = read(rows(&plan, &[(0, started()), (1, done())]), "Jetstream");
    let journal = [started(), done()].into_iter().collect();
    assert_eq!(found, [Record::Plan(Box::new(StoredPlan { plan, journal, next: 2 }))]);
}

#[test]
fn keys_of_notes_sort_by_number_behind_their_plan() {
    let id = plan(1, "Jetstream").id();
    let mut keys = [note_key(id, 10), note_key(id, 9), id.to_string(), note_key(id, 100)];
    keys.sort();
    assert_eq!(keys, [id.to_string(), note_key(id, 9), note_key(id, 10), note_key(id, 100)]);
}

#[test]
fn a_note_that_is_missing_does_not_make_its_number_free() {
    let plan = plan(1, "Jetstream");
    let found = read(rows(&plan, &[(0, started()), (2, done())]), "Jetstream");
    assert!(matches!(&found[..], [Record::Plan(stored)] if stored.next == 3));
}

#[test]
fn plans_of_another_environment_are_left_alone() {
    let (ours, theirs) = (plan(1, "Jetstream"), plan(2, "Simulated fleet"));
    let all = [rows(&ours, &[(0, started())]), rows(&theirs, &[(0, done())])].concat();
    let found = read(all, "Jetstream");
    assert!(matches!(&found[..], [Record::Plan(stored)] if stored.plan == ours));
}

#[test]
fn a_plan_of_which_a_note_cannot_be_read_is_not_carried_on() {
    let plan = plan(1, "Jetstream");
    let mut all = rows(&plan, &[(0, started()), (1, done())]);
    all[1].1 = "{".to_owned();
    all.push(("x".to_owned(), "no plan".to_owned()));
    let found = read(all, "Jetstream");
    let ids: Vec<_> = found.iter().map(|record| matches!(record, Record::Unreadable { .. })).collect();
    assert_eq!(ids, [true, true]);
}
