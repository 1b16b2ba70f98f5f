//! The rows of the access list. A row is created once and then shows different entries while the list scrolls.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::access::access_entry::{AccessEntry, Person},
    shared::{pass_number::PassNumber, time_ago::exact_time},
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, Cell, Column, Row, Time, VirtualList};

const COLUMNS: [&str; 5] = ["What", "Outcome", "Time", "Device", "Who"];

/// The virtual list of entries.
#[component]
pub fn VisitRows(
    /// The entries to show.
    shown: Memo<Arc<[AccessEntry]>>,
    /// Identifies what is listed. When it changes, the list scrolls to its first row.
    #[prop(into)]
    subject: Signal<String>,
) -> AnyView {
    view! {
        <VirtualList
            name="Access"
            class="access"
            columns=COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
            count=Signal::derive(move || shown.with(|shown| shown.len()))
            subject
            render=move |row| visit_row(shown, row)
        />
    }
    .into_any()
}

fn visit_row(shown: Memo<Arc<[AccessEntry]>>, row: Row) -> AnyView {
    let visit = Memo::new(move |_| shown.with(|shown| shown.get(row.index.get()).cloned()));
    let text = move |read: fn(&AccessEntry) -> String| {
        Signal::derive(move || visit.with(|visit| visit.as_ref().map(read).unwrap_or_default()))
    };
    let outcome = Memo::new(move |_| visit.with(|visit| visit.as_ref().map(|visit| visit.outcome)));
    let badge = move || outcome.get().map(|outcome| view! { <Badge tone=outcome.tone() word=outcome.word()/> });
    let who = Memo::new(move |_| visit.with(|visit| visit.as_ref().map(|visit| visit.who.clone())));
    let who = move || {
        who.get().map(|who| match who {
            Person::Pass(number) => view! { <PassNumber number tabindex=row.tabindex/> }.into_any(),
            Person::User(user) => view! { <span>{format!("User {user}")}</span> }.into_any(),
            Person::NotTold => view! { <span class="soft">"Not told"</span> }.into_any(),
        })
    };
    let (said, device) = (text(|visit| visit.said.clone()), text(|visit| visit.device.to_string()));
    view! {
        <Cell class="lead">
            <a href=text(|visit| visit.href.clone()) title=said tabindex=move || row.tabindex.get()>{said}</a>
        </Cell>
        <Cell class="mark">{badge}</Cell>
        <Cell class="sub"><Time at=text(instant) text=text(clock) title=text(|visit| visit.at.map(exact_time).unwrap_or_default())/></Cell>
        <Cell class="sub"><span title=device>{device}</span></Cell>
        <Cell class="sub">{who}</Cell>
    }
    .into_any()
}

fn instant(visit: &AccessEntry) -> String {
    visit.at.map(jetstream_api::time::format).unwrap_or_default()
}

fn clock(visit: &AccessEntry) -> String {
    visit.at.map_or_else(|| "no time told".to_owned(), browser::local)
}
