//! The events themselves: a bounded store without duplicates, in the order in which Jetstream got them.
//!
//! The order is that of (ReceivedTime, else EventTime; then EventId), so it does not depend on the order of arrival.
//! What is older than the oldest retained event is counted and not stored: the log's *horizon*.

mod filter;
mod gaps;
pub mod secrets;

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use jetstream_api::{events::Event, ids::EventId};
use jiff::Timestamp;

pub use filter::Filter;
pub use gaps::{Entry, Gap};

/// How many bytes of raw text the log holds per event of its capacity: a flood of huge events evicts sooner, so that
/// memory stays bounded. A typical event has a tenth of it.
const BYTES_PER_EVENT: usize = 4096;

/// What became of an event that was given to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inserted {
    /// It is in the log.
    New,
    /// It is older than the horizon: counted, not stored.
    TooOld,
    /// It was seen before.
    Duplicate,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Retained(Option<Timestamp>),
    Gone,
}

type Key<'a> = (Option<Timestamp>, &'a EventId);

fn key(event: &Event) -> Key<'_> {
    (event.time(), &event.id)
}

/// The store. An event without any readable time sorts before all others.
#[derive(Debug, Clone)]
pub struct EventLog {
    capacity: usize,
    bytes: usize,
    // Oldest first. Nearly all events arrive in order, so nearly all insertions are at the end.
    events: VecDeque<Arc<Event>>,
    places: HashMap<EventId, Place>,
    // Identifiers of events that left or were never let in, longest gone first: a feed that repeats itself after a reconnect
    // repeats what is recent.
    gone: VecDeque<EventId>,
    horizon: Option<(Option<Timestamp>, EventId)>,
    seen: u64,
    id_hash: u64,
    gaps: gaps::Gaps,
}

impl EventLog {
    /// An empty log that retains `capacity` events, at least one.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity: capacity.max(1),
            bytes: 0,
            events: VecDeque::new(),
            places: HashMap::new(),
            gone: VecDeque::new(),
            horizon: None,
            seen: 0,
            id_hash: 0,
            gaps: gaps::Gaps::default(),
        }
    }

    /// Puts an event into its place.
    pub fn insert(&mut self, event: Arc<Event>) -> Inserted {
        if self.places.contains_key(&event.id) {
            return Inserted::Duplicate;
        }
        self.seen += 1;
        self.id_hash = self.id_hash.wrapping_add(event.id.fingerprint());
        let beyond = self.horizon.as_ref().is_some_and(|(time, id)| key(&event) <= (*time, id));
        if beyond {
            self.forget(&event.id);
            return Inserted::TooOld;
        }
        let at_end = self.events.back().is_none_or(|last| key(last) < key(&event));
        let index =
            if at_end { self.events.len() } else { self.events.partition_point(|other| key(other) < key(&event)) };
        let id = event.id.clone();
        self.bytes += event.raw.len();
        self.places.insert(id.clone(), Place::Retained(event.time()));
        self.events.insert(index, event);
        self.evict();
        if matches!(self.places.get(&id), Some(Place::Retained(_))) { Inserted::New } else { Inserted::TooOld }
    }

    fn evict(&mut self) {
        let budget = self.capacity.saturating_mul(BYTES_PER_EVENT);
        while self.events.len() > self.capacity || (self.bytes > budget && self.events.len() > 1) {
            let Some(oldest) = self.events.pop_front() else { return };
            self.bytes = self.bytes.saturating_sub(oldest.raw.len());
            self.forget(&oldest.id);
            self.horizon = Some((oldest.time(), oldest.id.clone()));
        }
    }

    fn forget(&mut self, id: &EventId) {
        self.places.insert(id.clone(), Place::Gone);
        self.gone.push_back(id.clone());
        if self.gone.len() > self.capacity
            && let Some(longest) = self.gone.pop_front()
        {
            self.places.remove(&longest);
        }
    }

    /// The event of an identifier, if it is retained.
    pub fn get(&self, id: &EventId) -> Option<&Arc<Event>> {
        let Some(Place::Retained(time)) = self.places.get(id) else { return None };
        let index = self.events.binary_search_by(|event| key(event).cmp(&(*time, id))).ok()?;
        self.events.get(index)
    }

    /// The event at a place counted from the newest, which is 0.
    pub fn newest(&self, place: usize) -> Option<&Arc<Event>> {
        self.events.get(self.events.len().checked_sub(place)?.checked_sub(1)?)
    }

    /// The retained events, newest first.
    pub fn iter_newest(&self) -> impl DoubleEndedIterator<Item = &Arc<Event>> + ExactSizeIterator {
        self.events.iter().rev()
    }

    /// The retained events with the gaps between them, newest first.
    pub fn entries_newest(&self) -> impl Iterator<Item = Entry<'_>> {
        self.gaps.among(self.iter_newest())
    }

    /// The oldest retained event: nothing before it can be told from the log.
    pub fn oldest(&self) -> Option<&Arc<Event>> {
        self.events.front()
    }

    /// How many events are retained.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Is nothing retained?
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// How many different events were seen, retained or not. One that comes again long after it left counts again.
    pub fn total_seen(&self) -> u64 {
        self.seen
    }

    /// The wrapping sum of the FNV-1a hashes (64 bits) of the identifiers of all events seen: with [`total_seen`](Self::total_seen) it
    /// proves that nothing was lost on the way, in whatever order it came.
    pub fn id_hash(&self) -> u64 {
        self.id_hash
    }

    /// How many of the events seen are not retained, being older than the oldest retained one.
    pub fn older_than_horizon(&self) -> u64 {
        self.seen.saturating_sub(u64::try_from(self.events.len()).unwrap_or(u64::MAX))
    }

    /// Notes that events are missing before `at`, to be drawn among the events. Only the newest 256 gaps are kept.
    pub fn note_gap(&mut self, at: Timestamp, reason: impl Into<Arc<str>>) {
        self.gaps.note(Gap { at, reason: reason.into() });
    }

    /// The gaps, oldest first.
    pub fn gaps(&self) -> impl DoubleEndedIterator<Item = &Gap> {
        self.gaps.iter()
    }
}

#[cfg(test)]
#[path = "event_log/event_log_tests.rs"]
mod tests;
