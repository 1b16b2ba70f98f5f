//! The live feed as a list: newest first, filtered, and frozen while it is paused.
//!
//! However many events come, what is shown is worked out once per paint, and rows read it by their number.

mod details;
mod dialog;
mod filter;
mod filter_bar;
mod line;
mod row;
mod sight;
mod summary;

use std::{ops::Range, sync::Arc};

use jetstream_api::{events::Event, ids::EventId};
use leptos::prelude::*;

pub use dialog::EventDialog;
pub use filter::EventFilter;
pub use filter_bar::{ClearEventFilters, EventFilterBar};
pub use line::Line;

use crate::{
    live::Live,
    ui::{Column, VirtualList},
};
use sight::Sight;

/// What is shown of the feed. Copied freely.
#[derive(Clone, Copy)]
pub struct EventList {
    sight: StoredValue<Sight>,
    drawn: RwSignal<u64>,
    top: StoredValue<usize>,
    live: Live,
}

impl EventList {
    /// A list that follows the log, but for while it is paused.
    pub fn new(filter: Signal<EventFilter>, paused: Signal<bool>) -> Self {
        let list = Self {
            sight: StoredValue::new(Sight::default()),
            drawn: RwSignal::new(0),
            top: StoredValue::new(0),
            live: Live::current(),
        };
        Effect::new(move || {
            filter.with(|filter| list.sight.update_value(|sight| sight.set_filter(filter)));
            if !paused.get() {
                let top = list.top.get_value();
                list.live.with(|fleet| list.sight.update_value(|sight| sight.follow(fleet.log(), top)));
            }
            list.drawn.update(|drawn| *drawn += 1);
        });
        list
    }

    fn with<T>(&self, read: impl FnOnce(&Sight) -> T) -> T {
        self.drawn.track();
        self.sight.with_value(read)
    }

    /// How many rows there are, gaps included.
    pub fn rows(&self) -> usize {
        self.with(Sight::rows)
    }

    /// How many events are shown, and of how many.
    pub fn shown(&self) -> (usize, usize) {
        self.with(|sight| (sight.shown(), sight.len()))
    }

    /// How many events have come since the list was paused.
    pub fn waiting(&self) -> u64 {
        let seen = self.with(Sight::seen);
        self.live.with(|fleet| fleet.log().total_seen().saturating_sub(seen))
    }

    /// What stands in a row.
    pub fn line(&self, row: usize) -> Line {
        self.with(|sight| sight.line(row))
    }

    /// The types that occur and that the catalogue does not know.
    pub fn unknown_types(&self) -> Vec<Arc<str>> {
        self.with(|sight| sight.unknown_types().to_vec())
    }

    fn find(&self, id: &EventId) -> Option<Arc<Event>> {
        self.live
            .with(|fleet| fleet.log().get(id).cloned())
            .or_else(|| self.sight.with_value(|sight| sight.find(id).cloned()))
    }
}

const COLUMNS: [&str; 5] = ["Time", "Severity", "Device", "Type", "What it says"];

/// The rows.
#[component]
pub fn EventRows(
    /// What they show.
    list: EventList,
    /// What is listed: when it changes, the list starts at the newest.
    #[prop(into)]
    subject: Signal<String>,
    /// Called with the id of an event that somebody wants to see.
    on_open: Callback<String>,
) -> AnyView {
    let see = Callback::new(move |rows: Range<usize>| list.top.set_value(rows.start));
    view! {
        <VirtualList
            name="Events"
            class="events"
            columns=COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
            count=Signal::derive(move || list.rows())
            origin=Signal::derive(move || list.with(Sight::origin))
            subject
            on_range=see
            render=move |row| row::event_row(list, row, on_open)
        />
    }
    .into_any()
}
