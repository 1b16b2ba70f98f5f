//! How plans and their devices stand, in words.

use jetstream_fleet::plan::{DeviceState, Stage, Step};
use leptos::prelude::*;

use crate::ui::{Badge, Tone};

/// How a device stands, in a few words, and what its colour is. `interrupted`: what seems to be under way is not, since the page
/// was closed over it.
pub fn device_state(state: &DeviceState, interrupted: bool) -> (&'static str, Tone) {
    match state {
        state if interrupted && is_under_way(state) => ("Interrupted", Tone::Unknown),
        DeviceState::Waiting => ("Waiting", Tone::Plain),
        DeviceState::Removing => ("Losing its old policy", Tone::Info),
        DeviceState::WithoutPolicy => ("Without a policy", Tone::Bad),
        DeviceState::Adding => ("Getting the new policy", Tone::Info),
        DeviceState::Assigned => ("Has the new policy", Tone::Ok),
        DeviceState::Syncing => ("Values being sent", Tone::Info),
        DeviceState::SyncQueued => ("Values queued", Tone::Warn),
        DeviceState::Synced => ("Values on the device", Tone::Ok),
        DeviceState::Reading => ("Values being read back", Tone::Info),
        DeviceState::ReadQueued => ("Reading back queued", Tone::Warn),
        DeviceState::ReadBack => ("Done and read back", Tone::Ok),
        DeviceState::Restoring => ("Getting its old policy back", Tone::Info),
        DeviceState::Restored => ("Old policy given back", Tone::Warn),
        DeviceState::LeftOut { .. } => ("Left out", Tone::Plain),
        DeviceState::Failed { .. } => ("Failed", Tone::Bad),
        DeviceState::Unknown { .. } => ("Outcome unknown", Tone::Unknown),
    }
}

fn is_under_way(state: &DeviceState) -> bool {
    matches!(
        state,
        DeviceState::Removing
            | DeviceState::Adding
            | DeviceState::Syncing
            | DeviceState::Reading
            | DeviceState::Restoring
    )
}

/// What a state means beyond its words; empty where they say it all.
pub fn device_sentence(state: &DeviceState, interrupted: bool) -> String {
    match state {
        state if interrupted && is_under_way(state) => {
            let (words, _) = device_state(state, false);
            format!(
                "The page was closed before an answer came ({}). Jetstream is asked what came of it before anything else is sent.",
                words.to_lowercase()
            )
        }
        DeviceState::WithoutPolicy => "Its old policy is off; the new one has not been added.".to_owned(),
        DeviceState::SyncQueued => {
            "The device fetches them when it polls or reconnects. After 24 hours they time out.".to_owned()
        }
        DeviceState::ReadQueued => "It has confirmed the values. The question for them waits for it.".to_owned(),
        DeviceState::Restored => {
            "In Jetstream it is as before. What was sent to the device since stays on it until it is synced.".to_owned()
        }
        DeviceState::LeftOut { why } => why.clone(),
        DeviceState::Failed { step, why } => format!("{}: {why}", step_words(step)),
        DeviceState::Unknown { step, why } => format!("{}: {why} It may have been done.", step_words(step)),
        _ => String::new(),
    }
}

/// Does somebody have to look at it?
pub fn is_trouble(state: &DeviceState) -> bool {
    matches!(
        state,
        DeviceState::WithoutPolicy | DeviceState::Failed { .. } | DeviceState::Unknown { .. } | DeviceState::Restored
    )
}

/// What a step does.
pub fn step_words(step: &Step) -> &'static str {
    match step {
        Step::CreatePolicy => "Create the policy",
        Step::Remove(_) => "Take the old policy off",
        Step::Add(_) => "Add the new policy",
        Step::Sync(_) => "Send the values",
        Step::Read(_) => "Read the values back",
        Step::Restore(_) => "Give the old policy back",
        Step::DeleteOld => "Delete the old policy",
    }
}

/// How a plan stands as a whole.
#[component]
pub fn StageBadge(stage: Stage) -> AnyView {
    let (word, tone) = match stage {
        Stage::New => ("Not begun", Tone::Plain),
        Stage::Begun => ("Not finished", Tone::Warn),
        Stage::Sent => ("Sent, not all confirmed", Tone::Info),
        Stage::Finished => ("Finished", Tone::Ok),
    };
    view! { <Badge tone word/> }.into_any()
}
