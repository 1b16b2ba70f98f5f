//! The list of events that a page shows: the whole log or what a filter leaves of it, groups of similar events folded into one row
//! each, and the gaps between the events.
//!
//! An [`EventView`] changes only when it is [updated](EventView::update), so rows do not move while somebody reads them. It has
//! references of its own to the events: they can be found in it after the log has evicted them.

mod filter;
mod groups;
mod list_position;
mod log_change;
mod row_layout;
mod shown_events;
mod view_item;

use std::sync::Arc;

use jetstream_api::{catalogue::event_type, ids::EventId};
use jiff::Timestamp;

use crate::{EventLog, event_log::Record};
use row_layout::{RowContent, RowLayout};
use shown_events::ShownEvents;

pub use filter::Filter;
pub use list_position::ListPosition;
pub use view_item::ViewItem;

/// More unknown types than this are not offered for filtering; their events are shown all the same.
const MAX_UNKNOWN_TYPES: usize = 50;

/// A view of the event log: filtered events and gaps in rows, the newest in row 0.
#[derive(Debug, Default)]
pub struct EventView {
    events: ShownEvents,
    layout: RowLayout,
    /// The oldest event of each group that the user has expanded.
    expanded: Vec<EventId>,
    unknown_types: Vec<Arc<str>>,
    origin: usize,
}

/// The row at the upper edge of the screen, by its event: rows are numbered from the newest, so the number alone changes.
struct ScrollAnchor {
    row: usize,
    event: Arc<Record>,
}

impl EventView {
    /// Applies another filter to the events that the view has; an equal filter changes nothing. All groups are folded again.
    ///
    /// The log is needed for the names in its records only: it must be the log of the last update.
    pub fn set_filter(&mut self, filter: &Filter, log: &EventLog) {
        if self.events.set_filter(filter, log) {
            self.expanded.clear();
            self.lay_out();
        }
    }

    /// Adds the events and gaps that have come into the log, and removes those that have left it. `top_row` is the row at the upper
    /// edge of the screen: rows that are inserted above it are added to [`origin`](Self::origin).
    pub fn update(&mut self, log: &EventLog, top_row: usize) {
        let anchor = self.anchor_at(top_row);
        let change = self.events.update(log);
        if let Some(change) = &change {
            self.note_unknown_types(log, change.newest);
        }
        let gaps_changed = self.layout.update_gaps(log);
        if change.is_some() || gaps_changed {
            self.lay_out();
        }
        if let Some(ScrollAnchor { row, event }) = anchor
            && let Some(row_now) = self.row_of(&event)
        {
            self.origin += row_now.saturating_sub(row);
        }
    }

    /// Expands a group, which its oldest event identifies: each of its events gets a row of its own, until the filter changes.
    pub fn expand_group(&mut self, oldest: &EventId) {
        self.expanded.push(oldest.clone());
        self.lay_out();
    }

    fn lay_out(&mut self) {
        self.layout.lay_out(self.events.shown(), self.events.groups(), &self.expanded);
    }

    /// Looks for unknown types among so many of the log's newest events.
    fn note_unknown_types(&mut self, log: &EventLog, newest: usize) {
        for name in log.iter_newest().take(newest).rev().filter_map(|event| log.event_type(event)) {
            let is_new = !name.is_empty() && event_type(&name).is_none() && !self.unknown_types.contains(&name);
            if is_new && self.unknown_types.len() < MAX_UNKNOWN_TYPES {
                self.unknown_types.push(name);
            }
        }
    }

    /// The event in a row, or in the first row below it that is no gap.
    fn anchor_at(&self, row: usize) -> Option<ScrollAnchor> {
        let rows = row..=row + self.layout.gap_count();
        rows.into_iter().find_map(|row| Some(ScrollAnchor { row, event: Arc::clone(self.item(row).event()?) }))
    }

    fn row_of(&self, event: &Record) -> Option<usize> {
        Some(self.layout.row_of(self.events.place_of(event)?))
    }

    /// The position of a point in time among the events that are shown.
    pub fn position_of(&self, time: Timestamp) -> ListPosition {
        let events = self.events.shown();
        let Some(newest) = events.back() else { return ListPosition::Nowhere };
        if newest.time() < Some(time) {
            return ListPosition::After;
        }
        let until = events.partition_point(|event| event.time() <= Some(time));
        let event = until.checked_sub(1).and_then(|last| events.get(last));
        match event.and_then(|event| Some((self.row_of(event)?, event.time()?))) {
            Some((row, time)) => ListPosition::At { row, time },
            None => ListPosition::Before { row: self.rows().saturating_sub(1) },
        }
    }

    /// The content of a row; [`ViewItem::Nothing`] where there is no such row.
    pub fn item(&self, row: usize) -> ViewItem {
        let event = |place| self.events.at(place).cloned();
        let item = match self.layout.content(row) {
            RowContent::Gap(gap) => Some(ViewItem::Gap(gap.clone())),
            RowContent::Event(place) => event(place).map(ViewItem::Event),
            RowContent::Group(group) => event(group.newest)
                .zip(event(group.oldest()))
                .map(|(newest, oldest)| ViewItem::Group { newest, oldest, count: group.length }),
        };
        item.unwrap_or_default()
    }

    /// How many rows there are: events, folded groups and gaps.
    pub fn rows(&self) -> usize {
        self.layout.row_count(self.shown())
    }

    /// How many events are shown, those in folded groups included.
    pub fn shown(&self) -> usize {
        self.events.shown().len()
    }

    /// The events that are shown, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.events.shown().iter().rev()
    }

    /// How many events there are, shown or not.
    pub fn total(&self) -> usize {
        self.events.all().len()
    }

    /// [`EventLog::total_seen`] at the last update: the difference to its present value is the number of events that have come since.
    pub fn log_total(&self) -> u64 {
        self.events.log_total()
    }

    /// How many rows were inserted above the upper edge of the screen since the view exists. A list that scrolls down by the
    /// increase shows the same rows as before.
    pub fn origin(&self) -> usize {
        self.origin
    }

    /// The types of events that the catalogue does not know, in the order in which they came.
    pub fn unknown_types(&self) -> &[Arc<str>] {
        &self.unknown_types
    }

    /// The event of an identifier, shown or not.
    pub fn find(&self, id: &EventId) -> Option<&Arc<Record>> {
        let has_id = Record::has_id(id);
        self.events.all().iter().find(|record| has_id(record))
    }
}

#[cfg(test)]
#[path = "event_view/event_view_tests.rs"]
mod tests;
