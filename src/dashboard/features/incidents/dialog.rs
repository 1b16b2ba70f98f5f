//! A dialog with one incident: its meaning, the recommended action, the events it is based on, and the user's notes.

use leptos::prelude::*;

use crate::{
    features::{
        events::list::filter::EventFilter,
        incidents::{
            filter::IncidentState,
            incident_list::Incidents,
            incident_row::IncidentView,
            notes::Notes,
            row::{began, lasted, state_badge},
        },
    },
    paths::{self, Tab, UrlQuery},
    state::live::LiveState,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, Checkbox, Dialog, Notice, NoticeKind, TextArea};

/// The dialog. It is open while `id` is not empty.
#[component]
pub fn IncidentDialog(incidents: Incidents, id: Signal<String>, on_close: Callback<()>) -> AnyView {
    let open = Signal::derive(move || id.with(|id| !id.is_empty()));
    let case =
        Memo::new(move |_| id.with(|id| incidents.with(|all| all.iter().find(|(case, _)| case.id == *id).cloned())));
    let title = move || case.with(|case| case.as_ref().map_or("Incident", |(case, _)| case.matter.name()).to_owned());
    // The fields of the notes are not created again when the incident changes, so the focus stays in them.
    let is_known = Memo::new(move |_| case.with(Option::is_some));
    let known = move || {
        match is_known.get() {
        false => view! {
            <p>"No such incident is known here. It may be older than what is remembered, or its events are still to come."</p>
        }
        .into_any(),
        true => view! {
            {move || case.get().map(|(case, state)| view! { <Facts case state/> })}
            <Noted case=id notes=incidents.notes read=case/>
        }
        .into_any(),
    }
    };
    view! {
        <Dialog open title=Signal::derive(title) on_close>
            {known}
            <div class="actions"><Button on_click=on_close>"Close"</Button></div>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Facts(case: IncidentView, state: IncidentState) -> AnyView {
    let live = LiveState::current();
    let device = case.device.to_string();
    let events = paths::with_query(paths::EVENTS, &UrlQuery::default().with(EventFilter::DEVICE, &device));
    let event = |id: &Option<String>, words: &'static str| {
        id.as_ref().map(|id| view! { " "<a href=paths::event(id)>{words}</a> })
    };
    let reports = (case.reports > 1).then(|| {
        view! { <div><dt>"Reported"</dt><dd>{format!("{} times", case.reports)}</dd></div> }
    });
    let end = match (case.is_over, case.end) {
        (false, _) => case.matter.end_text(case.has_documented_end).to_owned(),
        (true, Some(end)) => browser::local(end),
        (true, None) => "at a time that no event tells".to_owned(),
    };
    let opening = if case.matter == crate::features::incidents::incident_row::IncidentKind::Silence {
        "Last event before it"
    } else {
        "First event"
    };
    view! {
        <dl class="facts">
            <div><dt>"State"</dt><dd>{state_badge(&case, state)}</dd></div>
            <div><dt>"Device"</dt><dd><a href=paths::device(&device, Tab::Overview)>{device.clone()}</a></dd></div>
            <div><dt>"Means"</dt><dd>{case.matter.meaning()}</dd></div>
            <div><dt>"Do next"</dt><dd>{case.matter.recommended_action()}</dd></div>
            <div><dt>"Began"</dt><dd>{began(&case)}{event(&case.first_event, opening)}</dd></div>
            <div><dt>"Over"</dt><dd>{end}{event(&case.last_event, "Last event")}</dd></div>
            {reports}
            <div><dt>"Lasted"</dt><dd>{move || lasted(&case, live)}</dd></div>
        </dl>
        <p><a href=events>"All events of this device"</a></p>
    }
    .into_any()
}

#[component]
fn Noted(case: Signal<String>, notes: Notes, read: Memo<Option<(IncidentView, IncidentState)>>) -> AnyView {
    let note = Memo::new(move |_| read.with(|read| read.as_ref().map(|(case, _)| notes.of(case)).unwrap_or_default()));
    let id = move || case.get_untracked();
    let blocked = move || {
        notes.is_memory_only().then(|| {
            view! {
                <Notice kind=NoticeKind::Warn title="These notes last until the page is reloaded" announce=true>
                    <p>"This browser does not let the page keep anything: its storage is blocked, or full."</p>
                </Notice>
            }
        })
    };
    view! {
        <section class="stack" aria-label="Notes in this browser">
            <Checkbox
                label="Acknowledged"
                checked=Signal::derive(move || note.with(|note| note.acknowledged))
                on_change=Callback::new(move |on| notes.change(&id(), |note| note.acknowledged = on))
            />
            <Checkbox
                label="Muted"
                hint="It is no longer counted or shown among the open ones."
                checked=Signal::derive(move || note.with(|note| note.muted))
                on_change=Callback::new(move |on| notes.change(&id(), |note| note.muted = on))
            />
            <TextArea
                label="Comment"
                hint="Kept in this browser with the rest, and sent nowhere: nobody else sees it."
                value=Signal::derive(move || note.with(|note| note.comment.clone()))
                on_input=Callback::new(move |text: String| notes.change(&id(), |note| note.comment = text))
            />
            {blocked}
        </section>
    }
    .into_any()
}
