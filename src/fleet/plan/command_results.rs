//! The results of those steps that are commands, from the timelines of commands. They may come long after the plan has ended: a queued
//! command may be fetched hours later.

use jetstream_api::{
    catalogue::Command,
    ids::{CommandId, Guid},
    names::DeviceName,
    wire::Pair,
};
use jiff::{SignedDuration, Timestamp};

use crate::commands::{
    ANSWER_WITHIN, CLOCKS_APART, ClickResult, CommandState, Commands, QUEUED_AT_MOST, StepKind, Timeline,
};
use crate::plan::{
    Plan,
    journal::Journal,
    outcome::{JournalEntry, Outcome},
    step::DeviceStepKind,
};

/// How much later than the time-out of a command its event may come.
const GRACE: SignedDuration = SignedDuration::from_mins(5);

impl Plan {
    /// The entries that the timelines of commands add to the journal.
    pub fn results_from_events(&self, journal: &Journal, commands: &Commands, now: Timestamp) -> Vec<JournalEntry> {
        let devices = self.spec().devices.iter().map(|assignment| &assignment.device);
        let parts = devices.flat_map(|device| [(device, DeviceStepKind::Sync), (device, DeviceStepKind::Read)]);
        let notes = parts.filter_map(|(device, part)| {
            let outcome = new_outcome(journal, commands, device, part, now)?;
            Some(JournalEntry { step: part.device_step(device), outcome })
        });
        notes.collect()
    }
}

fn new_outcome(
    journal: &Journal,
    commands: &Commands,
    device: &DeviceName,
    part: DeviceStepKind,
    now: Timestamp,
) -> Option<Outcome> {
    let known = journal.of(device, part)?;
    if matches!(known, Outcome::Done { .. } | Outcome::Skipped { .. } | Outcome::Asked { .. }) {
        return None;
    }
    let (started, click) = journal.started(&part.device_step(device))?;
    let outcome = match timeline(commands, device, part, started, click, known) {
        Some(timeline) => outcome_of(sole(journal, commands, device, part, timeline, now), now)?,
        None => given_up(known, now)?,
    };
    let is_new = match (known, &outcome) {
        (Outcome::Queued { command: None, .. }, Outcome::Queued { command: Some(_), .. }) => true,
        (Outcome::Queued { .. }, Outcome::Queued { .. }) | (Outcome::Unknown { .. }, Outcome::Unknown { .. }) => false,
        // A device may finish what was given up a moment before, and what it did is done.
        (Outcome::Failed { .. }, outcome) => matches!(outcome, Outcome::Done { .. }),
        _ => true,
    };
    is_new.then_some(outcome)
}

/// The command of a step: by the click of this page, else by its id, else the only one that it can be.
fn timeline<'a>(
    commands: &'a Commands,
    device: &DeviceName,
    part: DeviceStepKind,
    started: Timestamp,
    click: Option<Guid>,
    known: &Outcome,
) -> Option<&'a Timeline> {
    let by_click = click.and_then(|click| commands.of_click(click));
    let by_id = || match known {
        Outcome::Queued { command: Some(id), .. } => commands.get(id),
        _ => None,
    };
    by_click.or_else(by_id).map(|timeline| &**timeline).or_else(|| found(commands, device, part, started, known))
}

/// After a reload the click is lost: then it is the one command of this device and time that was not sent from this page.
fn found<'a>(
    commands: &'a Commands,
    device: &DeviceName,
    part: DeviceStepKind,
    started: Timestamp,
    known: &Outcome,
) -> Option<&'a Timeline> {
    if matches!(known, Outcome::Queued { command: Some(_), .. }) {
        return None;
    }
    let wanted = if part == DeviceStepKind::Sync { Command::SetPolicyParameters } else { Command::GetPolicyParameters };
    let from = started.checked_sub(CLOCKS_APART).ok()?;
    let until = started.checked_add(ANSWER_WITHIN).ok()?.checked_add(CLOCKS_APART).ok()?;
    let fits = |timeline: &&Timeline| {
        !timeline.is_ours()
            && timeline.command() == Some(wanted)
            && timeline.started().is_some_and(|at| (from..=until).contains(&at))
    };
    let mut fitting = commands.of_device(device.as_str()).map(|timeline| &**timeline).filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// If there were two attempts and there is one command, it does not matter of which attempt it is: it is the command of the step.
fn sole<'a>(
    journal: &Journal,
    commands: &'a Commands,
    device: &DeviceName,
    part: DeviceStepKind,
    timeline: &'a Timeline,
    now: Timestamp,
) -> &'a Timeline {
    let CommandState::OutcomeUnknown { candidates } = timeline.state(now) else { return timeline };
    let step = part.device_step(device);
    let attempts = journal.entries().iter().filter(|note| note.step == step && note.outcome.is_started()).count();
    match &*candidates {
        [only] if attempts > 1 => commands.get(only).map_or(timeline, |only| only),
        _ => timeline,
    }
}

/// The outcome from a timeline; `None` while the call is in flight.
fn outcome_of(timeline: &Timeline, now: Timestamp) -> Option<Outcome> {
    let at = now;
    Some(match timeline.state(now) {
        CommandState::Sent if is_accepted(timeline) => Outcome::Queued { at, command: None },
        CommandState::Sent => return None,
        CommandState::Queued => Outcome::Queued { at, command: id(timeline, now) },
        CommandState::Completed => Outcome::Done { at },
        CommandState::Failed { exceptions } => Outcome::Failed { at, why: words(&exceptions) },
        CommandState::TimedOut => {
            Outcome::Failed { at, why: "The device did not fetch the command within 24 hours.".to_owned() }
        }
        CommandState::OutcomeUnknown { candidates } => {
            let why = match candidates.len() {
                0 => "No usable answer came, and no event tells what came of it.".to_owned(),
                count => format!("No usable answer came, and {count} commands in the events may be this one."),
            };
            Outcome::Unknown { at, why }
        }
    })
}

fn id(timeline: &Timeline, now: Timestamp) -> Option<CommandId> {
    timeline.id().or_else(|| timeline.provisional(now)?.id()).cloned()
}

fn is_accepted(timeline: &Timeline) -> bool {
    timeline.steps().iter().any(|step| matches!(step.what, StepKind::Answered(ClickResult::Accepted)))
}

/// Past the time-out, and no event seen.
fn given_up(known: &Outcome, now: Timestamp) -> Option<Outcome> {
    let Outcome::Queued { at, .. } = known else { return None };
    let end = at.checked_add(QUEUED_AT_MOST).ok()?.checked_add(GRACE).ok()?;
    (end < now).then(|| Outcome::Unknown {
        at: now,
        why: "It was queued more than 24 hours ago, and no event tells what came of it.".to_owned(),
    })
}

fn words(exceptions: &[Pair]) -> String {
    let one = |pair: &Pair| {
        if pair.key == "Answer" { pair.value.clone() } else { format!("{}: {}", pair.key, pair.value) }
    };
    exceptions.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
#[path = "command_results_tests.rs"]
mod tests;
