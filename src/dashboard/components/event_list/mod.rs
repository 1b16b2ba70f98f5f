//! The live feed as a list: newest first, filtered, and frozen while it is paused.
//!
//! However many events come, what is shown is worked out once per paint, and rows read it by their number.

mod details;
mod dialog;
mod export;
mod filter;
mod filter_bar;
mod help;
mod jump;
mod line;
mod row;
mod search_field;
mod summary;
mod views;
mod views_dialog;

use std::{ops::Range, sync::Arc};

use jetstream_api::{events::Event, ids::EventId};
use jetstream_fleet::{
    Fleet,
    event_log::Record,
    sight::{Sight, Spot},
};
use jiff::Timestamp;
use leptos::prelude::*;

pub use dialog::EventDialog;
pub use export::ExportEvents;
pub use filter::EventFilter;
pub use filter_bar::{ClearEventFilters, EventFilterBar};
pub use help::SearchHelp;
pub use jump::{AT, Jump, JumpedTo, jump_target};
pub use line::Line;
pub use views_dialog::SavedViews;

use crate::{
    browser::LocalDay,
    live::Live,
    ui::{Column, Goal, VirtualList},
};

/// What is shown of the feed. Copied freely.
#[derive(Clone, Copy)]
pub struct EventList {
    sight: StoredValue<Sight>,
    drawn: RwSignal<u64>,
    top: StoredValue<usize>,
    today: Memo<LocalDay>,
    live: Live,
}

impl EventList {
    /// A list that follows the log, but for while it is paused.
    pub fn new(filter: Signal<EventFilter>, paused: Signal<bool>) -> Self {
        let live = Live::current();
        let list = Self {
            sight: StoredValue::new(Sight::default()),
            drawn: RwSignal::new(0),
            top: StoredValue::new(0),
            today: live.today(),
            live,
        };
        Effect::new(move || {
            let follow = |fleet: &Fleet| {
                let top = list.top.get_value();
                filter.with(|filter| list.sight.update_value(|sight| sight.set_filter(filter.filter(), fleet.log())));
                if !paused.get() {
                    list.sight.update_value(|sight| sight.follow(fleet.log(), top));
                }
            };
            // While it is paused nothing that comes needs to be looked at.
            match paused.get() {
                true => list.live.with_untracked(follow),
                false => list.live.with(follow),
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
        self.with(|sight| (sight.shown(), sight.total()))
    }

    /// How many events have come since the list was paused.
    pub fn waiting(&self) -> u64 {
        let seen = self.with(Sight::seen);
        self.live.with(|fleet| fleet.log().total_seen().saturating_sub(seen))
    }

    /// Where a moment lies in it.
    fn spot_of(&self, moment: Timestamp) -> Spot {
        self.with(|sight| sight.spot_of(moment))
    }

    /// What stands in a row; what stood there `before` need not be read again.
    pub fn line(&self, row: usize, before: Option<&Line>) -> Line {
        Line::read(self.with(|sight| sight.item(row)), before)
    }

    /// The types that occur and that the catalogue does not know.
    pub fn unknown_types(&self) -> Vec<Arc<str>> {
        self.with(|sight| sight.unknown_types().to_vec())
    }

    fn open_burst(&self, oldest: &EventId) {
        self.sight.update_value(|sight| sight.open_burst(oldest));
        self.drawn.update(|drawn| *drawn += 1);
    }

    /// Reads the events that are shown, newest first, once.
    fn with_shown<T>(&self, read: impl FnOnce(&mut dyn Iterator<Item = &Record>) -> T) -> T {
        self.sight.with_value(|sight| read(&mut sight.iter().map(|record| &**record)))
    }

    fn find(&self, id: &EventId) -> Option<Arc<Event>> {
        let record = self.live.with(|fleet| fleet.log().get(id).cloned());
        record.or_else(|| self.sight.with_value(|sight| sight.find(id).cloned()))?.event().map(Arc::new)
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
    /// The moment that somebody has jumped to.
    #[prop(optional, into)]
    at: Signal<Option<Timestamp>>,
    /// Called with the id of an event that somebody wants to see.
    on_open: Callback<String>,
) -> AnyView {
    let see = Callback::new(move |rows: Range<usize>| list.top.set_value(rows.start));
    let goal = Signal::derive(move || {
        let at = at.get()?;
        Some(Goal { what: at.to_string(), row: list.spot_of(at).row()? })
    });
    view! {
        <VirtualList
            name="Events"
            class="events"
            columns=COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
            count=Signal::derive(move || list.rows())
            origin=Signal::derive(move || list.with(Sight::origin))
            subject
            goal
            on_range=see
            render=move |row| row::event_row(list, row, on_open)
        />
    }
    .into_any()
}
