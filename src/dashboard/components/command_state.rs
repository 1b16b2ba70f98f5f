//! How a command stands, in words: the same on the device's page, in its dialog and in the list of commands.

use jetstream_api::{catalogue::Command, wire::Pair};
use jetstream_fleet::commands::{State, Timeline};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::ui::{Badge, Tone};

/// The state in one word.
pub fn state_word(state: &State) -> &'static str {
    match state {
        State::Sent => "Sent",
        State::Queued => "Queued",
        State::Completed => "Completed",
        State::Failed { .. } => "Failed",
        State::TimedOut => "Timed out",
        State::OutcomeUnknown { .. } => "Outcome unknown",
    }
}

/// Every word of [`state_word`], for a filter.
pub const STATE_WORDS: [&str; 6] = ["Sent", "Queued", "Completed", "Failed", "Timed out", "Outcome unknown"];

/// The state as a badge.
#[component]
pub fn StateBadge(state: State) -> AnyView {
    let tone = match state {
        State::Sent => Tone::Info,
        State::Queued | State::TimedOut => Tone::Warn,
        State::Completed => Tone::Ok,
        State::Failed { .. } => Tone::Bad,
        State::OutcomeUnknown { .. } => Tone::Unknown,
    };
    view! { <Badge tone word=state_word(&state)/> }.into_any()
}

/// What the state means, and what to do about it.
pub fn state_sentence(timeline: &Timeline, now: Timestamp) -> String {
    let lockdown = timeline.command() == Some(Command::Lockdown);
    let state = match timeline.state(now) {
        State::Sent => "Sent. Waiting for the answer.".to_owned(),
        State::Queued if lockdown => {
            "Queued, not in force: the device has not done it yet, and no event tells when it fetches it.".to_owned()
        }
        State::Queued => "Queued: the device has not done it yet, and no event tells when it fetches it.".to_owned(),
        State::Completed => "Completed: the device has done it.".to_owned(),
        State::Failed { exceptions } => format!("Failed: {}", pairs(&exceptions)),
        State::TimedOut => "Timed out: the device did not fetch it within 24 hours. It was not done.".to_owned(),
        State::OutcomeUnknown { candidates } => match candidates.len() {
            0 => "Outcome unknown: it may have been carried out. Watch the events before you send it again.".to_owned(),
            count => format!(
                "Outcome unknown: {count} commands in the events may be this one; its card among the commands lists them."
            ),
        },
    };
    match timeline.probable(now) {
        Some(probable) => {
            let user = probable.user().unwrap_or("an unknown user");
            format!("{state} No answer came; from the events it is probably this one, by {user}.")
        }
        None => state,
    }
}

fn pairs(pairs: &[Pair]) -> String {
    let one =
        |pair: &Pair| if pair.key == "Answer" { pair.value.clone() } else { format!("{}: {}", pair.key, pair.value) };
    pairs.iter().map(one).collect::<Vec<_>>().join("; ")
}
