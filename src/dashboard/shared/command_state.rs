//! Labels and descriptions of command states, shared by the device's page, its dialog and the list of commands.

use jetstream_api::{catalogue::Command, wire::Pair};
use jetstream_fleet::commands::{CommandState, Timeline};
use jiff::Timestamp;
use leptos::prelude::*;

use jetstream_ui::{Badge, BadgeTone};

/// The label of a state.
pub fn state_label(state: &CommandState) -> &'static str {
    match state {
        CommandState::Sent => "Sent",
        CommandState::Queued => "Queued",
        CommandState::Completed => "Completed",
        CommandState::Failed { .. } => "Failed",
        CommandState::TimedOut => "Timed out",
        CommandState::OutcomeUnknown { .. } => "Outcome unknown",
    }
}

/// Every label of [`state_label`], for a filter.
pub const STATE_WORDS: [&str; 6] = ["Sent", "Queued", "Completed", "Failed", "Timed out", "Outcome unknown"];

/// The state as a badge.
#[component]
pub fn StateBadge(state: CommandState) -> AnyView {
    let tone = match state {
        CommandState::Sent => BadgeTone::Info,
        CommandState::Queued | CommandState::TimedOut => BadgeTone::Warn,
        CommandState::Completed => BadgeTone::Ok,
        CommandState::Failed { .. } => BadgeTone::Bad,
        CommandState::OutcomeUnknown { .. } => BadgeTone::Unknown,
    };
    view! { <Badge tone word=state_label(&state)/> }.into_any()
}

/// The description of the state, and the recommended action.
pub fn state_description(timeline: &Timeline, now: Timestamp) -> String {
    let lockdown = timeline.command() == Some(Command::Lockdown);
    let state = match timeline.state(now) {
        CommandState::Sent => "Sent. Waiting for the answer.".to_owned(),
        CommandState::Queued if lockdown => {
            "Queued, not in force: the device has not done it yet, and no event tells when it fetches it.".to_owned()
        }
        CommandState::Queued => {
            "Queued: the device has not done it yet, and no event tells when it fetches it.".to_owned()
        }
        CommandState::Completed => "Completed: the device has done it.".to_owned(),
        CommandState::Failed { exceptions } => format!("Failed: {}", pairs(&exceptions)),
        CommandState::TimedOut => "Timed out: the device did not fetch it within 24 hours. It was not done.".to_owned(),
        CommandState::OutcomeUnknown { candidates } => match candidates.len() {
            0 => "Outcome unknown: it may have been carried out. Watch the events before you send it again.".to_owned(),
            count => format!(
                "Outcome unknown: {count} commands in the events may be this one; its card among the commands lists them."
            ),
        },
    };
    match timeline.provisional(now) {
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
