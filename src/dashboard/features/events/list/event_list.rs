//! The model of the event list: filtered, and frozen while it is paused.
//!
//! The view is computed once per paint, however many events arrive. Rows read it by their index.

use std::sync::Arc;

use jetstream_api::{events::Event, ids::EventId};
use jetstream_fleet::{
    Fleet,
    event_log::Record,
    event_view::{EventView, ListPosition},
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    features::events::list::{filter::EventFilter, line::EventRow},
    state::live::LiveState,
};
use jetstream_browser::LocalDay;

/// The model of the event list: a filtered view of the log that can be paused. It is `Copy`.
#[derive(Clone, Copy)]
pub struct EventList {
    view: StoredValue<EventView>,
    drawn: RwSignal<u64>,
    top: StoredValue<usize>,
    pub(super) today: Memo<LocalDay>,
    pub(super) live: LiveState,
}

impl EventList {
    /// Creates a list that follows the log except while it is paused.
    pub fn new(filter: Signal<EventFilter>, paused: Signal<bool>) -> Self {
        let live = LiveState::current();
        let list = Self {
            view: StoredValue::new(EventView::default()),
            drawn: RwSignal::new(0),
            top: StoredValue::new(0),
            today: live.today(),
            live,
        };
        Effect::new(move || {
            let follow = |fleet: &Fleet| {
                let top = list.top.get_value();
                filter.with(|filter| list.view.update_value(|view| view.set_filter(filter.filter(), fleet.log())));
                if !paused.get() {
                    list.view.update_value(|view| view.update(fleet.log(), top));
                }
            };
            // A paused list does not depend on new events.
            match paused.get() {
                true => list.live.with_untracked(follow),
                false => list.live.with(follow),
            }
            list.drawn.update(|drawn| *drawn += 1);
        });
        list
    }

    pub(super) fn with<T>(&self, read: impl FnOnce(&EventView) -> T) -> T {
        self.drawn.track();
        self.view.with_value(read)
    }

    /// The number of rows, gaps included.
    pub fn rows(&self) -> usize {
        self.with(EventView::rows)
    }

    /// The number of events that match the filter, and the number of all events.
    pub fn shown(&self) -> (usize, usize) {
        self.with(|view| (view.shown(), view.total()))
    }

    /// The number of events that were received since the list was paused.
    pub fn newer_event_count(&self) -> u64 {
        let seen = self.with(EventView::log_total);
        self.live.with(|fleet| fleet.log().total_seen().saturating_sub(seen))
    }

    /// Records the first visible row: an update keeps it in place.
    pub(super) fn set_top(&self, row: usize) {
        self.top.set_value(row);
    }

    /// The position of a moment in the list.
    pub(super) fn position_of(&self, moment: Timestamp) -> ListPosition {
        self.with(|view| view.position_of(moment))
    }

    /// The content of a row. `before` is its previous content, which is reused if the row still shows the same event.
    pub fn line(&self, row: usize, before: Option<&EventRow>) -> EventRow {
        EventRow::read(self.with(|view| view.item(row)), before)
    }

    /// The event types in the log that are not in the catalogue.
    pub fn unknown_types(&self) -> Vec<Arc<str>> {
        self.with(|view| view.unknown_types().to_vec())
    }

    pub(super) fn expand_group(&self, oldest: &EventId) {
        self.view.update_value(|view| view.expand_group(oldest));
        self.drawn.update(|drawn| *drawn += 1);
    }

    /// Reads the events that match the filter, newest first. Not reactive.
    pub(super) fn with_shown<T>(&self, read: impl FnOnce(&mut dyn Iterator<Item = &Record>) -> T) -> T {
        self.view.with_value(|view| read(&mut view.iter().map(|record| &**record)))
    }

    pub(super) fn find(&self, id: &EventId) -> Option<Arc<Event>> {
        let record = self.live.with(|fleet| fleet.log().get(id).cloned());
        record.or_else(|| self.view.with_value(|view| view.find(id).cloned()))?.event().map(Arc::new)
    }
}
