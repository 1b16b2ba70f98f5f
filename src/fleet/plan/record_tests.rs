//! Tests of the format of plans and journals in a database.

use proptest::prelude::*;

use super::*;
use crate::{
    plan::samples::*,
    test_events::{at, guid},
};

fn sample() -> Plan {
    let mut spec = spec(&["One", "Ward 3, east."]);
    spec.devices[0].before = None;
    let change = |to: Option<&str>| ValueChange {
        key: "dooropentimelimit".into(),
        name: "DoorOpenTimeLimit".into(),
        from: Some("60".into()),
        to: to.map(str::to_owned),
    };
    spec.devices[1].changes = vec![change(Some("300")), change(None)];
    of(spec)
}

fn entries() -> Vec<JournalEntry> {
    let one = || device("One");
    let why = || "Because \"it\" \u{1F512} says so.".to_owned();
    let command = Some(CommandId::new("6bd4b8fb-d964-4d00-ae0a-e3943d58e004"));
    [
        (Step::CreatePolicy, done()),
        (Step::Remove(one()), started()),
        (Step::Add(one()), Outcome::Conflict { at: noon(), why: why() }),
        (Step::Sync(one()), Outcome::Started { at: noon(), click: Some(guid(9)) }),
        (Step::Sync(one()), Outcome::Queued { at: noon(), command }),
        (Step::Read(one()), Outcome::Unknown { at: noon(), why: why() }),
        (Step::Read(one()), Outcome::Skipped { at: noon(), why: why() }),
        (Step::Restore(one()), asked()),
        (Step::Restore(one()), Outcome::Failed { at: noon(), why: why() }),
        (Step::DeleteOld, queued()),
    ]
    .map(|(step, outcome)| JournalEntry { step, outcome })
    .to_vec()
}

#[test]
fn a_plan_reads_back_as_it_was_written() {
    let plan = sample();
    assert_eq!(Plan::from_text(&plan.to_text()), Ok(plan));
}

#[test]
fn times_are_kept_to_the_second_from_the_start() {
    let made_at = at("2026-05-18T10:00:00.75Z");
    let plan = Plan::new(guid(1), "Jetstream", made_at, spec(&["One"])).unwrap();
    assert_eq!(Plan::from_text(&plan.to_text()), Ok(plan));
}

#[test]
fn every_note_reads_back_as_it_was_written() {
    for entry in entries() {
        assert_eq!(JournalEntry::from_text(&entry.to_text()), Ok(entry));
    }
    let journal: Journal = entries().into_iter().collect();
    assert_eq!(Journal::from_text(&journal.to_text()), Ok(journal));
}

#[test]
fn a_record_of_another_version_or_kind_says_so() {
    let text = sample().to_text();
    let newer = text.replace("\"version\":1", "\"version\":2");
    assert_eq!(Plan::from_text(&newer), Err(RecordError::Version(2)));
    assert!(RecordError::Version(2).to_string().contains("another version has written it"));
    assert_eq!(Journal::from_text(&text), Err(RecordError::Format(FORMAT.into())));
    let odd = r#"{"step":"explode","outcome":"done","at":"2026-05-18T10:00:00Z"}"#;
    assert_eq!(JournalEntry::from_text(odd), Err(RecordError::Word("explode".into(), "the name of a step")));
    let dots = r#"{"step":"add","device":"..","outcome":"done","at":"2026-05-18T10:00:00Z"}"#;
    assert!(matches!(JournalEntry::from_text(dots), Err(RecordError::Name(_))));
}

#[test]
fn a_record_that_makes_no_sense_is_refused() {
    let twice = sample().to_text().replace("\"Ward 3, east.\"", "\"One\"");
    assert_eq!(Plan::from_text(&twice), Err(RecordError::Goal(SpecError::Twice(device("One")))));
}

proptest! {
    #[test]
    fn no_text_makes_reading_a_record_panic(text: String) {
        prop_assert!(Plan::from_text(&text).is_err());
        prop_assert!(Journal::from_text(&text).is_err());
        prop_assert!(JournalEntry::from_text(&text).is_err());
    }

    #[test]
    fn no_damage_to_a_record_makes_reading_it_panic(cut in 0_usize..2_000, put in "\\PC{0,6}", length in 0_usize..40) {
        for text in [sample().to_text(), entries().into_iter().collect::<Journal>().to_text()] {
            let characters: Vec<char> = text.chars().collect();
            let cut = cut.min(characters.len());
            let end = (cut + length).min(characters.len());
            let damaged: String = characters[..cut].iter().copied().chain(put.chars()).chain(characters[end..].iter().copied()).collect();
            // Whatever can still be read is a plan or a journal that can be asked anything.
            if let Ok(plan) = Plan::from_text(&damaged) {
                plan.next(&Journal::default(), 4);
            }
            if let Ok(journal) = Journal::from_text(&damaged) {
                let plan = sample();
                let (next, closing) = (plan.next(&journal, 4), plan.final_steps(&journal, 4));
                prop_assert!(next.len() <= 4 && closing.len() <= 4);
                let progress = plan.progress(&journal);
                prop_assert!(progress.done + progress.queued <= progress.total);
            }
        }
    }
}
