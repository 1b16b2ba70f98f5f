//! The part of the log that is shown: all of it, or what a filter leaves, with the gaps in between.
//!
//! Events have times in whole seconds and are ordered by their identifiers within one, so what comes does not simply join at
//! the end. It is found by walking down from the newest event until as many strangers were met as the log has counted; only
//! that stretch is filtered again. The whole log is filtered only when the filter changes.

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::{catalogue::event_type, events::Event, ids::EventId};
use jetstream_fleet::{EventLog, event_log::Gap};
use jiff::Timestamp;

use super::{filter::EventFilter, line::Line};

/// More unknown types than this are not offered for filtering; they are shown all the same.
const MOST_TYPES: usize = 50;

/// What is shown. It stays as it is until it is told to [`follow`](Sight::follow) the log.
#[derive(Debug, Default)]
pub struct Sight {
    filter: EventFilter,
    /// Oldest first, as in the log.
    all: VecDeque<Arc<Event>>,
    /// Those of them that fit; not kept while everything does.
    fitting: VecDeque<Arc<Event>>,
    /// Newest first, each with its row.
    gaps: Vec<(usize, Gap)>,
    types: Vec<Arc<str>>,
    seen: u64,
    origin: usize,
}

type Key<'a> = (Option<Timestamp>, &'a EventId);

fn key(event: &Event) -> Key<'_> {
    (event.time(), &event.id)
}

impl Sight {
    /// Filters anew, if this is another filter.
    pub fn set_filter(&mut self, filter: &EventFilter) {
        if self.filter == *filter {
            return;
        }
        self.filter = filter.clone();
        self.fitting.clear();
        if !filter.is_empty() {
            self.fitting.extend(self.all.iter().filter(|event| filter.fits(event)).cloned());
        }
        self.place_gaps();
    }

    /// Takes in what has come into the log and lets go what has left it. `top` is the row at the upper edge of what somebody
    /// looks at: rows that come in front of it raise [`origin`](Sight::origin).
    pub fn follow(&mut self, log: &EventLog, top: usize) {
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
        if strangers == 0 {
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
        self.all.truncate(known);
        let left = (known + walked).saturating_sub(log.len());
        self.all.drain(..left.min(known));

        let shows_all = self.filter.is_empty();
        if let Some(lowest) = walked.checked_sub(1).and_then(|walked| log.newest(walked)) {
            while self.fitting.back().is_some_and(|event| key(event) >= key(lowest)) {
                self.fitting.pop_back();
            }
        }
        for event in log.iter_newest().take(walked).rev() {
            if event_type(&event.event_type).is_none() {
                self.note_type(&event.event_type);
            }
            if !shows_all && self.filter.fits(event) {
                self.fitting.push_back(Arc::clone(event));
            }
            self.all.push_back(Arc::clone(event));
        }
        while self.fitting.front().is_some_and(|event| log.oldest().is_none_or(|oldest| key(event) < key(oldest))) {
            self.fitting.pop_front();
        }
        true
    }

    fn note_type(&mut self, name: &Arc<str>) {
        if self.types.len() < MOST_TYPES && !name.is_empty() && !self.types.contains(name) {
            self.types.push(Arc::clone(name));
        }
    }

    /// A gap stands below the events at or after its time, and above those before it.
    fn place_gaps(&mut self) {
        let events = if self.filter.is_empty() { &self.all } else { &self.fitting };
        for (number, (row, gap)) in self.gaps.iter_mut().enumerate() {
            let older = events.partition_point(|event| event.time() < Some(gap.at));
            *row = events.len() - older + number;
        }
    }

    fn events(&self) -> &VecDeque<Arc<Event>> {
        if self.filter.is_empty() { &self.all } else { &self.fitting }
    }

    /// The event in a row, or in the next one if that is a gap.
    fn event_from(&self, row: usize) -> Option<(usize, Arc<Event>)> {
        (row..=row + self.gaps.len()).find_map(|row| Some((row, Arc::clone(self.line(row).event()?))))
    }

    fn row_of(&self, event: &Event) -> Option<usize> {
        let events = self.events();
        let index = events.binary_search_by(|other| key(other).cmp(&key(event))).ok()?;
        let newer = events.len() - 1 - index;
        Some(self.gaps.iter().fold(newer, |row, (gap, _)| if *gap <= row { row + 1 } else { row }))
    }

    /// What stands in a row; the newest has row 0.
    pub fn line(&self, row: usize) -> Line {
        let above = self.gaps.partition_point(|(gap, _)| *gap < row);
        if let Some((_, gap)) = self.gaps.get(above).filter(|(gap, _)| *gap == row) {
            return Line::Gap(gap.clone());
        }
        let events = self.events();
        let event = events.len().checked_sub(row - above + 1).and_then(|index| events.get(index));
        event.map_or(Line::Nothing, |event| Line::Event(Arc::clone(event)))
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.shown() + self.gaps.len()
    }

    /// How many events are shown.
    pub fn shown(&self) -> usize {
        self.events().len()
    }

    /// How many events there are to filter.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// How many events the log had seen when this followed it last.
    pub fn seen(&self) -> u64 {
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
    pub fn find(&self, id: &EventId) -> Option<&Arc<Event>> {
        self.all.iter().find(|event| event.id == *id)
    }
}

#[cfg(test)]
#[path = "sight_tests.rs"]
mod tests;
