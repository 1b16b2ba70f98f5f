//! The gaps of the log: places where events are missing.

use std::{iter::Peekable, sync::Arc};

use jiff::Timestamp;

use super::record::Record;
use crate::sorting::SortedVec;

/// The maximum number of gaps in a log: the newest.
pub const MOST_GAPS: usize = 256;

/// A stretch of which events are missing: a feed that could not resume, a queue that somebody else has read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// When it ended: events before this time may be missing.
    pub at: Timestamp,
    /// Why, in the words of the feed.
    pub reason: Arc<str>,
}

/// A row of the log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LogRow<'a> {
    /// An event.
    Event(&'a Arc<Record>),
    /// Events are missing here.
    Gap(&'a Gap),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Gaps(SortedVec<Gap>);

impl Gaps {
    pub(super) fn note(&mut self, gap: Gap) {
        self.0.insert(gap);
        if self.0.len() > MOST_GAPS {
            self.0.pop_first();
        }
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Gap> {
        self.0.iter()
    }

    pub(super) fn interleave<'a>(
        &'a self,
        events: impl Iterator<Item = &'a Arc<Record>>,
    ) -> impl Iterator<Item = LogRow<'a>> {
        Interleaved { events: events.peekable(), gaps: self.0.iter().rev().peekable() }
    }
}

struct Interleaved<E: Iterator, G: Iterator> {
    events: Peekable<E>,
    gaps: Peekable<G>,
}

impl<'a, E: Iterator<Item = &'a Arc<Record>>, G: Iterator<Item = &'a Gap>> Iterator for Interleaved<E, G> {
    type Item = LogRow<'a>;

    fn next(&mut self) -> Option<LogRow<'a>> {
        // A gap is below the events at or after its time, and above those before it.
        let gap_first = match (self.events.peek(), self.gaps.peek()) {
            (Some(event), Some(gap)) => event.time().is_none_or(|time| time < gap.at),
            (None, _) => true,
            (Some(_), None) => false,
        };
        if gap_first { self.gaps.next().map(LogRow::Gap) } else { self.events.next().map(LogRow::Event) }
    }
}
