//! The part of the log that is shown: all of it, or what a filter leaves, with the gaps in between.
//!
//! Events have times in whole seconds and are ordered by their identifiers within one, so what comes does not simply join at
//! the end. It is found by walking down from the newest event until as many strangers were met as the log has counted; only
//! that stretch is filtered again. The whole log is filtered only when the filter changes.

mod filter;
mod groups;
mod list_position;

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::{catalogue::event_type, ids::EventId};
use jiff::Timestamp;

pub use crate::event_view::filter::Filter;
pub use crate::event_view::list_position::ListPosition;

use crate::event_view::groups::{GroupIndex, GroupPosition, Groups, is_same_group};
use crate::{
    EventLog,
    event_log::{Gap, Record, query::Search},
};

/// More unknown types than this are not offered for filtering; they are shown all the same.
const MOST_TYPES: usize = 50;

/// What is shown. It stays as it is until it is told to [`follow`](Sight::follow) the log.
#[derive(Debug, Default)]
pub struct EventView {
    filter: Filter,
    search: Search,
    /// Oldest first, as in the log.
    all: VecDeque<Arc<Record>>,
    /// Those of them that fit; not kept while everything does.
    fitting: VecDeque<Arc<Record>>,
    /// The runs of like events among those that are shown, and which of them stand in one row.
    runs: Groups,
    folds: GroupIndex,
    /// The oldest event of each run that somebody has opened.
    opened: Vec<EventId>,
    /// Newest first, each with its row.
    gaps: Vec<(usize, Gap)>,
    types: Vec<Arc<str>>,
    seen: u64,
    origin: usize,
}

/// What stands in a row.
#[derive(Debug, Clone, Default)]
pub enum ViewItem {
    /// An event.
    Event(Arc<Record>),
    /// A run of like events.
    Burst {
        /// Its newest.
        newest: Arc<Record>,
        /// Its oldest.
        oldest: Arc<Record>,
        /// How many they are.
        count: usize,
    },
    /// Events are missing here.
    Gap(Gap),
    /// A row that has just gone.
    #[default]
    Nothing,
}

impl ViewItem {
    fn event(&self) -> Option<&Arc<Record>> {
        match self {
            Self::Event(record) | Self::Burst { newest: record, .. } => Some(record),
            Self::Gap(_) | Self::Nothing => None,
        }
    }
}

impl EventView {
    /// Filters anew, if this is another filter. The log knows the names in what it once held.
    pub fn set_filter(&mut self, filter: &Filter, log: &EventLog) {
        if self.filter == *filter {
            return;
        }
        // Whoever types letter by letter looks ever closer at what is left.
        let among = if !self.filter.is_empty() && filter.narrows(&self.filter) { &self.fitting } else { &self.all };
        let search = filter.search(log);
        self.fitting = match filter.is_empty() {
            true => VecDeque::new(),
            false => among.iter().filter(|event| search.fits(event, log)).cloned().collect(),
        };
        self.filter = filter.clone();
        self.search = search;
        self.opened.clear();
        self.runs.clear();
        let events = if filter.is_empty() { &self.all } else { &self.fitting };
        let mut last = None;
        for event in events {
            self.runs.push(last.is_some_and(|last| is_same_group(last, event)));
            last = Some(event);
        }
        self.place_gaps();
    }

    /// Takes in what has come into the log and lets go what has left it. `top` is the row at the upper edge of what somebody
    /// looks at: rows that come in front of it raise [`origin`](Sight::origin).
    pub fn update(&mut self, log: &EventLog, top: usize) {
        let anchor = self.event_from(top);
        let fresh = self.take_in(log);
        let gaps = log.gaps().count();
        if fresh || gaps != self.gaps.len() || log.gaps().next_back() != self.gaps.first().map(|(_, gap)| gap) {
            self.gaps = log.gaps().rev().map(|gap| (0, gap.clone())).collect();
            self.place_gaps();
        }
        if let Some((before, event)) = anchor
            && let Some(now) = self.row_of(&event)
        {
            self.origin += now.saturating_sub(before);
        }
    }

    fn take_in(&mut self, log: &EventLog) -> bool {
        let mut strangers = log.total_seen().saturating_sub(self.seen);
        // What has left without anything new had to make room for nothing: the log has become smaller.
        if strangers == 0 && self.all.len() == log.len() {
            return false;
        }
        self.seen = log.total_seen();
        let (mut walked, mut known) = (0, self.all.len());
        for event in log.iter_newest() {
            if strangers == 0 {
                break;
            }
            walked += 1;
            let last = known.checked_sub(1).and_then(|last| self.all.get(last));
            if last.is_some_and(|last| Arc::ptr_eq(last, event)) {
                known -= 1;
            } else {
                strangers -= 1;
            }
        }
        let shows_all = self.filter.is_empty();
        let left = (known + walked).saturating_sub(log.len()).min(known);
        if shows_all {
            (known..self.all.len()).for_each(|_| self.runs.pop_newest());
            (0..left).for_each(|_| self.runs.pop_oldest());
        }
        self.all.truncate(known);
        self.all.drain(..left);

        if let Some(lowest) = walked.checked_sub(1).and_then(|walked| log.newest(walked)) {
            while self.fitting.back().is_some_and(|event| event >= lowest) {
                self.fitting.pop_back();
                self.runs.pop_newest();
            }
        }
        for event in log.iter_newest().take(walked).rev() {
            if let Some(name) = log.event_type(event).filter(|name| event_type(name).is_none()) {
                self.note_type(&name);
            }
            if shows_all || self.search.fits(event, log) {
                self.runs.push(self.events().back().is_some_and(|last| is_same_group(last, event)));
                if !shows_all {
                    self.fitting.push_back(Arc::clone(event));
                }
            }
            self.all.push_back(Arc::clone(event));
        }
        while self.fitting.front().is_some_and(|event| log.oldest().is_none_or(|oldest| event < oldest)) {
            self.fitting.pop_front();
            self.runs.pop_oldest();
        }
        true
    }

    fn note_type(&mut self, name: &Arc<str>) {
        if self.types.len() < MOST_TYPES && !name.is_empty() && !self.types.contains(name) {
            self.types.push(Arc::clone(name));
        }
    }

    /// Folds the runs, and finds the rows of the gaps: a gap stands below the events at or after its time, and above those before
    /// it. A run with a gap in it is not folded.
    fn place_gaps(&mut self) {
        let events = if self.filter.is_empty() { &self.all } else { &self.fitting };
        let newer = |gap: &Gap| events.len() - events.partition_point(|event| event.time() < Some(gap.at));
        let newer: Vec<usize> = self.gaps.iter().map(|(_, gap)| newer(gap)).collect();
        let is_open = |last: usize| {
            let oldest = events.len().checked_sub(last + 1).and_then(|index| events.get(index));
            !self.opened.is_empty() && oldest.is_some_and(|oldest| self.opened.contains(&oldest.id()))
        };
        let stays = |first, last| newer.iter().any(|newer| first < *newer && *newer <= last) || is_open(last);
        self.folds = self.runs.folds(stays);
        for (number, ((row, _), newer)) in self.gaps.iter_mut().zip(newer).enumerate() {
            *row = newer.checked_sub(1).map_or(0, |last| self.folds.row_of(last) + 1) + number;
        }
    }

    /// Shows each event of a run, by its oldest, in a row of its own from now on.
    pub fn open_burst(&mut self, oldest: &EventId) {
        self.opened.push(oldest.clone());
        self.place_gaps();
    }

    fn events(&self) -> &VecDeque<Arc<Record>> {
        if self.filter.is_empty() { &self.all } else { &self.fitting }
    }

    /// The event in a row, or in the next one if that is a gap.
    fn event_from(&self, row: usize) -> Option<(usize, Arc<Record>)> {
        (row..=row + self.gaps.len()).find_map(|row| Some((row, Arc::clone(self.item(row).event()?))))
    }

    fn row_of(&self, event: &Record) -> Option<usize> {
        let events = self.events();
        let index = events.binary_search_by(|other| (**other).cmp(event)).ok()?;
        let newer = self.folds.row_of(events.len() - 1 - index);
        Some(self.gaps.iter().fold(newer, |row, (gap, _)| if *gap <= row { row + 1 } else { row }))
    }

    /// Where a moment lies among the events that are shown.
    pub fn spot_of(&self, moment: Timestamp) -> ListPosition {
        let events = self.events();
        let Some(newest) = events.back() else { return ListPosition::Nowhere };
        if newest.time() < Some(moment) {
            return ListPosition::After;
        }
        let found = events.partition_point(|event| event.time() <= Some(moment));
        let event = found.checked_sub(1).and_then(|last| events.get(last));
        match event.and_then(|event| Some((self.row_of(event)?, event.time()?))) {
            Some((row, time)) => ListPosition::At { row, time },
            None => ListPosition::Before { row: self.rows().saturating_sub(1) },
        }
    }

    /// What stands in a row; the newest has row 0.
    pub fn item(&self, row: usize) -> ViewItem {
        let above = self.gaps.partition_point(|(gap, _)| *gap < row);
        if let Some((_, gap)) = self.gaps.get(above).filter(|(gap, _)| *gap == row) {
            return ViewItem::Gap(gap.clone());
        }
        let events = self.events();
        let event = |place: usize| events.len().checked_sub(place + 1).and_then(|index| events.get(index)).cloned();
        let item = match self.folds.at(row - above) {
            GroupPosition::Event(place) => event(place).map(ViewItem::Event),
            GroupPosition::Fold(fold) => event(fold.first)
                .zip(event(fold.first + fold.length - 1))
                .map(|(newest, oldest)| ViewItem::Burst { newest, oldest, count: fold.length }),
        };
        item.unwrap_or_default()
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.shown() - self.folds.hidden() + self.gaps.len()
    }

    /// How many events are shown.
    pub fn shown(&self) -> usize {
        self.events().len()
    }

    /// The events that are shown, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.events().iter().rev()
    }

    /// How many events there are to filter.
    pub fn total(&self) -> usize {
        self.all.len()
    }

    /// How many events the log had seen when this followed it last.
    pub fn visible_count(&self) -> u64 {
        self.seen
    }

    /// How many rows have come in front of what was looked at.
    pub fn origin(&self) -> usize {
        self.origin
    }

    /// The types that the catalogue does not know.
    pub fn unknown_types(&self) -> &[Arc<str>] {
        &self.types
    }

    /// The event of an identifier, also when the log has let it go meanwhile.
    pub fn find(&self, id: &EventId) -> Option<&Arc<Record>> {
        let is_it = Record::has_id(id);
        self.all.iter().find(|record| is_it(record))
    }
}

#[cfg(test)]
#[path = "event_view/event_view_tests.rs"]
mod tests;
