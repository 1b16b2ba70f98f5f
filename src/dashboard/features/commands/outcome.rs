//! The view of a command's outcome after the click. It updates as answers and events arrive.

use jetstream_api::{catalogue::Command, device_policy::reported_values, ids::Guid};
use jetstream_fleet::commands::Timeline;
use leptos::prelude::*;

use crate::{
    shared::command_state::{StateBadge, state_description},
    state::live::LiveState,
};
use jetstream_ui::CopyButton;

/// The state as a badge, then the data that the device returned. Everything else is on the command's card.
#[component]
pub fn OutcomeView(click: Guid) -> AnyView {
    let live = LiveState::current();
    let timeline = Memo::new(move |_| live.with(|fleet| fleet.commands().of_click(click).cloned()));
    let sentence = move || timeline.get().map(|timeline| state_description(&timeline, live.now()));
    // The state also changes by time alone: a command without an answer becomes unknown.
    let state = Memo::new(move |_| timeline.with(|timeline| Some(timeline.as_ref()?.state(live.now()))));
    let badge = move || state.get().map(|state| view! { <StateBadge state/> });
    view! {
        <div class="outcome">
            {badge}
            <p role="status" aria-label="Outcome">{sentence}</p>
            {move || timeline.get().and_then(|timeline| output(&timeline))}
        </div>
    }
    .into_any()
}

fn output(timeline: &Timeline) -> Option<AnyView> {
    let rows: Vec<(String, String)> = match timeline.command()? {
        Command::GetPolicyParameters => reported_values(timeline.output())
            .into_iter()
            .map(|(name, value)| (name, value.unwrap_or_else(|| "named, but no value given".to_owned())))
            .collect(),
        _ => timeline.output().iter().map(|pair| (pair.key.clone(), pair.value.clone())).collect(),
    };
    if rows.is_empty() {
        return None;
    }
    let more = timeline.output_length().saturating_sub(timeline.output().len());
    let text = rows.iter().map(|(name, value)| format!("{name}={value}\n")).collect::<String>();
    let rows = rows.into_iter().map(|(name, value)| view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> });
    Some(
        view! {
            <div class="output" tabindex="0" role="region" aria-label="What the device returned">
                <table><tbody>{rows.collect_view()}</tbody></table>
                {(more > 0).then(|| view! { <p>{format!("{more} more are in the event.")}</p> })}
            </div>
            <CopyButton text=text>"Copy"</CopyButton>
        }
        .into_any(),
    )
}
