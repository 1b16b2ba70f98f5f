//! The events of a view: a copy of the log, and what a filter leaves of it.

use std::{collections::VecDeque, sync::Arc};

use super::{
    filter::Filter,
    groups::{Groups, is_same_group},
    log_change::LogChange,
};
use crate::{
    EventLog,
    event_log::{Record, query::Search},
};

/// All events of the log at the last update, and those among them that match a filter. Both lists have the oldest event first.
#[derive(Debug, Default)]
pub(super) struct ShownEvents {
    filter: Filter,
    search: Search,
    all: VecDeque<Arc<Record>>,
    /// Empty while there is no filter: then all events are shown.
    matching: VecDeque<Arc<Record>>,
    /// The groups of the events that are shown.
    groups: Groups,
    log_total: u64,
}

impl ShownEvents {
    /// All events, oldest first.
    pub(super) fn all(&self) -> &VecDeque<Arc<Record>> {
        &self.all
    }

    /// The events that match the filter, oldest first.
    pub(super) fn shown(&self) -> &VecDeque<Arc<Record>> {
        if self.filter.is_empty() { &self.all } else { &self.matching }
    }

    /// The groups of the events that are shown.
    pub(super) fn groups(&self) -> &Groups {
        &self.groups
    }

    /// [`EventLog::total_seen`] at the last update.
    pub(super) fn log_total(&self) -> u64 {
        self.log_total
    }

    /// The event in a place of the shown ones, counted from the newest.
    pub(super) fn at(&self, place: usize) -> Option<&Arc<Record>> {
        let events = self.shown();
        events.get(events.len().checked_sub(place + 1)?)
    }

    /// The place of an event among the shown ones, counted from the newest.
    pub(super) fn place_of(&self, event: &Record) -> Option<usize> {
        let events = self.shown();
        let index = events.binary_search_by(|other| (**other).cmp(event)).ok()?;
        Some(events.len() - 1 - index)
    }

    /// Applies another filter; `false` if it is equal to the present one.
    pub(super) fn set_filter(&mut self, filter: &Filter, log: &EventLog) -> bool {
        if self.filter == *filter {
            return false;
        }
        self.search = filter.search(log);
        // While somebody types a search, letter by letter, each filter restricts the one before.
        let candidates =
            if !self.filter.is_empty() && filter.narrows(&self.filter) { &self.matching } else { &self.all };
        self.matching = match filter.is_empty() {
            true => VecDeque::new(),
            false => candidates.iter().filter(|event| self.search.fits(event, log)).cloned().collect(),
        };
        self.filter = filter.clone();
        self.groups = Groups::of(self.shown());
        true
    }

    /// Makes the list of all events equal to the log, and filters the events that are new in it. `None` if nothing has changed.
    pub(super) fn update(&mut self, log: &EventLog) -> Option<LogChange> {
        let arrived = log.total_seen().saturating_sub(self.log_total);
        // An event is evicted for a new one, or because the log was made smaller.
        if arrived == 0 && self.all.len() == log.len() {
            return None;
        }
        self.log_total = log.total_seen();
        let change = LogChange::between(&self.all, log, arrived);
        self.remove(&change, log);
        for event in log.iter_newest().take(change.newest).rev() {
            self.push(event, log);
        }
        Some(change)
    }

    /// Removes the events that the log has evicted, and those that are added again with the new ones between them.
    fn remove(&mut self, change: &LogChange, log: &EventLog) {
        if self.filter.is_empty() {
            (change.unchanged..self.all.len()).for_each(|_| self.groups.pop_newest());
            (0..change.evicted).for_each(|_| self.groups.pop_oldest());
        }
        self.all.truncate(change.unchanged);
        self.all.drain(..change.evicted);

        let oldest_change = change.newest.checked_sub(1).and_then(|place| log.newest(place));
        while self.matching.back().is_some_and(|event| oldest_change.is_some_and(|oldest| event >= oldest)) {
            self.matching.pop_back();
            self.groups.pop_newest();
        }
        while self.matching.front().is_some_and(|event| log.oldest().is_none_or(|oldest| event < oldest)) {
            self.matching.pop_front();
            self.groups.pop_oldest();
        }
    }

    /// Adds an event that is newer than all others.
    fn push(&mut self, event: &Arc<Record>, log: &EventLog) {
        if self.filter.is_empty() {
            self.push_to_groups(event);
        } else if self.search.fits(event, log) {
            self.push_to_groups(event);
            self.matching.push_back(Arc::clone(event));
        }
        self.all.push_back(Arc::clone(event));
    }

    fn push_to_groups(&mut self, event: &Record) {
        let continues = self.shown().back().is_some_and(|last| is_same_group(last, event));
        self.groups.push(continues);
    }
}
