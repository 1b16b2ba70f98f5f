//! Texts for the states of plans and of their devices.

use jetstream_fleet::plan::{DeviceState, Stage, Step};
use leptos::prelude::*;

use jetstream_ui::{Badge, BadgeTone};

/// The label and the tone of a device's state. `interrupted` is true if nothing of the plan runs in any tab: a step that looks active was
/// then broken off, and its outcome is unknown.
pub fn state_label(state: &DeviceState, interrupted: bool) -> (&'static str, BadgeTone) {
    match state {
        state if interrupted && is_under_way(state) => ("Interrupted", BadgeTone::Unknown),
        DeviceState::Waiting => ("Waiting", BadgeTone::Plain),
        DeviceState::Removing => ("Losing its old policy", BadgeTone::Info),
        DeviceState::WithoutPolicy => ("Without a policy", BadgeTone::Bad),
        DeviceState::Adding => ("Getting the new policy", BadgeTone::Info),
        DeviceState::Assigned => ("Has the new policy", BadgeTone::Ok),
        DeviceState::Syncing => ("Values being sent", BadgeTone::Info),
        DeviceState::SyncQueued => ("Values queued", BadgeTone::Warn),
        DeviceState::Synced => ("Values on the device", BadgeTone::Ok),
        DeviceState::Reading => ("Values being read back", BadgeTone::Info),
        DeviceState::ReadQueued => ("Reading back queued", BadgeTone::Warn),
        DeviceState::ReadBack => ("Done and read back", BadgeTone::Ok),
        DeviceState::Restoring => ("Getting its old policy back", BadgeTone::Info),
        DeviceState::Restored => ("Old policy given back", BadgeTone::Warn),
        DeviceState::LeftOut { .. } => ("Left out", BadgeTone::Plain),
        DeviceState::Failed { .. } => ("Failed", BadgeTone::Bad),
        DeviceState::Unknown { .. } => ("Outcome unknown", BadgeTone::Unknown),
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

/// An explanation of a state; empty if the label is sufficient.
pub fn state_description(state: &DeviceState, interrupted: bool) -> String {
    match state {
        state if interrupted && is_under_way(state) => {
            let (words, _) = state_label(state, false);
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
        DeviceState::Failed { step, why } => format!("{}: {why}", step_label(step)),
        DeviceState::Unknown { step, why } => format!("{}: {why} It may have been done.", step_label(step)),
        _ => String::new(),
    }
}

/// True if the state needs a decision by a user.
pub fn needs_attention(state: &DeviceState) -> bool {
    matches!(
        state,
        DeviceState::WithoutPolicy | DeviceState::Failed { .. } | DeviceState::Unknown { .. } | DeviceState::Restored
    )
}

/// The label of a step.
pub fn step_label(step: &Step) -> &'static str {
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

/// The badge of a plan's overall state.
#[component]
pub fn StageBadge(stage: Stage) -> AnyView {
    let (word, tone) = match stage {
        Stage::New => ("Not begun", BadgeTone::Plain),
        Stage::Begun => ("Not finished", BadgeTone::Warn),
        Stage::Sent => ("Sent, not all confirmed", BadgeTone::Info),
        Stage::Finished => ("Finished", BadgeTone::Ok),
    };
    view! { <Badge tone word/> }.into_any()
}
