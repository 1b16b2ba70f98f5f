//! A table with the rows of the event list.

use std::ops::Range;

use jetstream_fleet::event_view::EventView;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::features::events::list::{event_list::EventList, row};
use jetstream_ui::{Column, ScrollTarget, VirtualList};

const COLUMNS: [&str; 5] = ["Time", "Severity", "Device", "Type", "What it says"];

/// The table. Only the visible rows are rendered.
#[component]
pub fn EventRows(
    /// The model of the list.
    list: EventList,
    /// Identifies what is listed: when it changes, the list scrolls to the newest event.
    #[prop(into)]
    subject: Signal<String>,
    /// The moment that the list scrolls to.
    #[prop(optional, into)]
    at: Signal<Option<Timestamp>>,
    /// Called with the id of an event when its row is opened.
    on_open: Callback<String>,
) -> AnyView {
    let see = Callback::new(move |rows: Range<usize>| list.set_top(rows.start));
    let goal = Signal::derive(move || {
        let at = at.get()?;
        Some(ScrollTarget { what: at.to_string(), row: list.position_of(at).row()? })
    });
    view! {
        <VirtualList
            name="Events"
            class="events"
            columns=COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
            count=Signal::derive(move || list.rows())
            origin=Signal::derive(move || list.with(EventView::origin))
            subject
            goal
            on_range=see
            render=move |row| row::event_row(list, row, on_open)
        />
    }
    .into_any()
}
