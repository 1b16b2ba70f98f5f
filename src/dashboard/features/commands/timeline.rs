//! The card of one command: command, user, state, and each step with its time and source.

use jetstream_api::redact::redact;
use jetstream_fleet::{
    commands::{ClickResult, CommandState, Source, StepKind, Timeline, TimelineStep},
    event_log::secrets::is_secret_name,
};
use leptos::prelude::*;

use crate::{
    paths,
    shared::{
        command_state::{StateBadge, state_description},
        time_ago::ExactTime,
    },
    state::{live::LiveState, session::Session},
    text,
};

/// The card. It is rebuilt when its timeline changes; timelines are short.
#[component]
pub fn TimelineCard(
    /// The command.
    timeline: std::sync::Arc<Timeline>,
    /// Also shows the device's name, for pages that do not.
    #[prop(optional)]
    with_device: bool,
) -> AnyView {
    let live = LiveState::current();
    let name = timeline.command().map_or_else(|| timeline.name().to_owned(), |command| command.title().to_owned());
    let parameters = timeline.parameters().iter().map(|pair| {
        let value = if is_secret_name(&pair.key) { redact(&pair.value) } else { pair.value.clone() };
        format!("{} {value}", pair.key)
    });
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    let device = timeline.device().filter(|_| with_device).map(|device| {
        view! { <a href=paths::device(device, paths::Tab::Overview)>{device.to_owned()}</a> }
    });
    let user = match (timeline.user(), timeline.is_ours()) {
        (Some(user), true) => format!("by {user}, from this page"),
        (Some(user), false) => format!("by {user}"),
        (None, true) => "from this page".to_owned(),
        (None, false) => "user not known".to_owned(),
    };
    let again = timeline.executed_again().len();
    let twice = (again > 0 && !Session::current().has_click_ids()).then(|| {
        view! { <p class="small">{format!("The events show a command like this {}: a browser or a proxy may have sent the click again.", text::plural(again + 1, "time"))}</p> }
    });
    // The state also changes by time alone: a command without an answer becomes unknown, one that is not fetched times out.
    let (of_state, of_sentence) = (timeline.clone(), timeline.clone());
    let state = Memo::new(move |_| of_state.state(live.now()));
    let sentence = move || state_description(&of_sentence, live.now());
    view! {
        <article class="command">
            <header class="command-head">
                <h3 class="command-name">{name}</h3>
                {device}
                {move || view! { <StateBadge state=state.get()/> }}
                <span class="soft small">{user}</span>
            </header>
            <p>{parameters}</p>
            <p class="small">{sentence}</p>
            {twice}
            <ol class="timeline">{timeline.steps().into_iter().map(step).collect_view()}</ol>
            {timeline.id().map(|id| view! { <p class="soft small">"CommandId "<code>{id.to_string()}</code></p> })}
            {move || state.with(candidates)}
        </article>
    }
    .into_any()
}

fn step(step: TimelineStep<'_>) -> AnyView {
    let what = match step.what {
        StepKind::Clicked => "Clicked here".to_owned(),
        StepKind::Queued { user: Some(user) } => format!("CommandQueuedEvent, for {user}"),
        StepKind::Queued { user: None } => "CommandQueuedEvent".to_owned(),
        StepKind::Answered(ClickResult::Response(response)) => format!("Answered: {:?}", response.status),
        StepKind::Answered(ClickResult::Accepted) => "Answered, without a CommandId".to_owned(),
        StepKind::Answered(ClickResult::Failed(why)) => format!("Refused: {why}"),
        StepKind::Answered(ClickResult::Unknown(why)) => format!("No usable answer: {why}"),
        StepKind::Finished { exceptions: [] } => "CommandCompletionEvent, without exceptions".to_owned(),
        StepKind::Finished { exceptions } => {
            let names = exceptions.iter().map(|pair| pair.key.as_str()).collect::<Vec<_>>().join(", ");
            format!("CommandCompletionEvent: {names}")
        }
    };
    let link = match step.source {
        Source::Event(id) => Some(paths::event(id.as_str())),
        Source::Click(_) | Source::Answer(_) => None,
    };
    let what = match link {
        Some(href) => view! { <a href=href>{what}</a> }.into_any(),
        None => what.into_any(),
    };
    view! { <li class="step">{step.at.map(|time| view! { <ExactTime time/> })} " " {what}</li> }.into_any()
}

fn candidates(state: &CommandState) -> Option<AnyView> {
    let CommandState::OutcomeUnknown { candidates } = state else { return None };
    let items = candidates.iter().map(|id| view! { <li><code>{id.to_string()}</code></li> }).collect_view();
    (!candidates.is_empty()).then(|| {
        view! { <div><p>"May be one of these:"</p><ul aria-label="Possible commands">{items}</ul></div> }.into_any()
    })
}
