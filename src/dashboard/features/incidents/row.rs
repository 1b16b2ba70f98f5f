//! A row of the incident list. It is created once and then reused for other incidents.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::incidents::{
        filter::IncidentState,
        incident_row::IncidentView,
        notes::{Note, Notes},
    },
    shared::time_ago::exact_time,
    state::live::LiveState,
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, BadgeTone, Cell, Column, Row, Time, VirtualList};

const COLUMNS: [&str; 6] = ["What", "State", "Device", "Began", "Lasted", "Noted here"];

/// A table with the incidents. Only the visible rows are rendered.
#[component]
pub fn IncidentRows(
    /// The incidents to show.
    shown: Memo<Arc<[(IncidentView, IncidentState)]>>,
    /// The user's notes on them.
    notes: Notes,
    /// Identifies what is listed: when it changes, the list scrolls to its first row.
    #[prop(into)]
    subject: Signal<String>,
    /// Called with the id of an incident when its row is opened.
    on_open: Callback<String>,
) -> AnyView {
    view! {
        <VirtualList
            name="Incidents"
            class="incidents"
            columns=COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
            count=Signal::derive(move || shown.with(|shown| shown.len()))
            subject
            render=move |row| incident_row(shown, notes, row, on_open)
        />
    }
    .into_any()
}

fn incident_row(
    shown: Memo<Arc<[(IncidentView, IncidentState)]>>,
    notes: Notes,
    row: Row,
    on_open: Callback<String>,
) -> AnyView {
    let live = LiveState::current();
    let case = Memo::new(move |_| shown.with(|shown| shown.get(row.index.get()).cloned()));
    let text = move |read: fn(&IncidentView) -> String| {
        Signal::derive(move || case.with(|case| case.as_ref().map(|(case, _)| read(case)).unwrap_or_default()))
    };
    let open = move |_| {
        if let Some((case, _)) = case.get_untracked() {
            on_open.run(case.id);
        }
    };
    let badge = move || case.with(|case| case.as_ref().map(|(case, state)| state_badge(case, *state)));
    let lasted = move || case.with(|case| case.as_ref().map(|(case, _)| lasted(case, live)));
    let noted = move || case.with(|case| case.as_ref().map(|(case, _)| noted(&notes.of(case))));
    let (name, device) = (text(|case| case.matter.name().to_owned()), text(|case| case.device.to_string()));
    view! {
        <Cell class="lead">
            <button type="button" tabindex=move || row.tabindex.get() on:click=open>{name}</button>
        </Cell>
        <Cell class="mark">{badge}</Cell>
        <Cell class="sub"><span title=device>{device}</span></Cell>
        <Cell class="sub"><Time at=text(instant) text=text(began) title=text(|case| case.begin.map(exact_time).unwrap_or_default())/></Cell>
        <Cell class="sub">{lasted}</Cell>
        <Cell><span title=noted>{noted}</span></Cell>
    }
    .into_any()
}

fn instant(case: &IncidentView) -> String {
    case.begin.map(jetstream_api::time::format).unwrap_or_default()
}

/// The time when it began, as text.
pub fn began(case: &IncidentView) -> String {
    match (case.begin, case.began_before) {
        (None, _) => "no time told".to_owned(),
        (Some(begin), false) => browser::local(begin),
        (Some(begin), true) => format!("{} or before", browser::local(begin)),
    }
}

/// The duration as text; reactive while it is open.
pub fn lasted(case: &IncidentView, live: LiveState) -> String {
    let Some(begin) = case.begin else { return String::new() };
    match (case.is_over, case.end) {
        (true, Some(end)) => text::duration(end.duration_since(begin)),
        (true, None) => "not told".to_owned(),
        (false, _) => format!("{} so far", text::duration(live.now().duration_since(begin))),
    }
}

/// A badge with the state.
pub fn state_badge(case: &IncidentView, state: IncidentState) -> AnyView {
    let tone = match state {
        IncidentState::Open => case.matter.tone(),
        IncidentState::Closed => BadgeTone::Ok,
        IncidentState::Muted => BadgeTone::Plain,
    };
    let word = match (state, case.is_over) {
        (IncidentState::Muted, false) => "Open, muted",
        (IncidentState::Muted, true) => "Over, muted",
        _ => state.word(),
    };
    view! { <Badge tone word/> }.into_any()
}

/// The note in one line.
fn noted(note: &Note) -> String {
    let seen = note.acknowledged.then_some("Acknowledged");
    let comment = Some(note.comment.trim()).filter(|comment| !comment.is_empty());
    seen.into_iter().chain(comment).collect::<Vec<_>>().join(": ")
}
