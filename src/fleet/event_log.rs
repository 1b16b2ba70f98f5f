//! The events themselves: a bounded store without duplicates, in the order in which Jetstream got them.
//!
//! The order is that of (ReceivedTime, else EventTime; then EventId), so it does not depend on the order of arrival.
//! What is older than the oldest retained event is counted and not stored: the log's *horizon*.
//!
//! An event is kept as the text that came, once, and beside it the little by which it is found; it is read again when somebody
//! looks at it. The capacity is a number of bytes: a [`Record`] of a typical event of 400 bytes takes less than 600.
//!
//! There are no lists of the events of a device, a type or a severity: a record has these as numbers, to compare those of 100,000 takes
//! 4 ms, and such lists would have to be kept in order with every event that comes. A text is looked for only in events that have
//! its pairs of letters.

mod bigram_filter;
pub mod export;
mod gaps;
pub mod import;
mod names;
pub mod query;
mod record;
mod search;
pub mod secrets;

use std::{
    collections::{HashSet, VecDeque},
    sync::Arc,
};

use jetstream_api::{events::Event, ids::EventId};
use jiff::Timestamp;

pub use gaps::{Gap, LogRow, MOST_GAPS};
pub use record::Record;
pub use search::SearchText;

use names::{InternedName, InternedNames, Interner};
use record::{ById, Id};

/// Of so many bytes of the capacity one identifier of an event is remembered that has left, so that it is known when it comes
/// again. It takes some 60 bytes.
const BYTES_PER_GONE: usize = 1024;
const FEWEST_GONE: usize = 16;

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

/// The store. An event without any readable time sorts before all others.
#[derive(Debug, Clone)]
pub struct EventLog {
    capacity: usize,
    cost: usize,
    // Oldest first. Nearly all events arrive in order, so nearly all insertions are at the end.
    records: VecDeque<Arc<Record>>,
    ids: HashSet<ById>,
    // Identifiers of events that left or were never let in, longest gone first: a feed that repeats itself after a reconnect
    // repeats what is recent.
    gone: VecDeque<Id>,
    gone_ids: HashSet<Id>,
    horizon: Option<(Option<Timestamp>, Id)>,
    vocabulary: InternedNames,
    seen: u64,
    id_hash: u64,
    gaps: gaps::Gaps,
}

impl EventLog {
    /// An empty log that retains events for `capacity` bytes, and at least one event.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity,
            cost: 0,
            records: VecDeque::new(),
            ids: HashSet::new(),
            gone: VecDeque::new(),
            gone_ids: HashSet::new(),
            horizon: None,
            vocabulary: InternedNames::default(),
            seen: 0,
            id_hash: 0,
            gaps: gaps::Gaps::default(),
        }
    }

    /// How many bytes of events it retains.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Retains events for another number of bytes from now on. What then has no room leaves at once; what has left stays gone.
    pub fn set_capacity(&mut self, capacity: usize) {
        self.capacity = capacity;
        self.evict();
        self.records.shrink_to_fit();
        self.ids.shrink_to_fit();
    }

    /// What it takes, in bytes: the retained events and the names in them. Names of devices, types and users are kept once; they
    /// are not part of the capacity, and bounded of their own.
    pub fn bytes(&self) -> usize {
        self.cost + self.vocabulary.bytes()
    }

    /// Puts an event into its place.
    pub fn insert(&mut self, event: &Event) -> Inserted {
        let id = Id::of(&event.id);
        if self.ids.contains(&id) || self.gone_ids.contains(&id) {
            return Inserted::Duplicate;
        }
        self.seen += 1;
        self.id_hash = self.id_hash.wrapping_add(event.id.fingerprint());
        let beyond = self.horizon.as_ref().is_some_and(|horizon| (event.time(), &id) <= (horizon.0, &horizon.1));
        if beyond {
            self.forget(id);
            return Inserted::TooOld;
        }
        let record = Arc::new(Record::new(event, &mut self.vocabulary));
        let at_end = self.records.back().is_none_or(|last| *last < record);
        let index = if at_end { self.records.len() } else { self.records.partition_point(|other| *other < record) };
        self.cost += record.cost();
        self.ids.insert(ById(Arc::clone(&record)));
        self.records.insert(index, record);
        self.evict();
        if self.ids.contains(&id) { Inserted::New } else { Inserted::TooOld }
    }

    fn evict(&mut self) {
        while self.cost > self.capacity && self.records.len() > 1 {
            let Some(oldest) = self.records.pop_front() else { return };
            self.cost = self.cost.saturating_sub(oldest.cost());
            self.ids.remove(&oldest.id);
            self.horizon = Some((oldest.time(), oldest.id.clone()));
            self.forget(oldest.id.clone());
        }
    }

    fn forget(&mut self, id: Id) {
        self.gone_ids.insert(id.clone());
        self.gone.push_back(id);
        while self.gone.len() > (self.capacity / BYTES_PER_GONE).max(FEWEST_GONE)
            && let Some(longest) = self.gone.pop_front()
        {
            self.gone_ids.remove(&longest);
        }
    }

    /// The event of an identifier, if it is retained.
    pub fn get(&self, id: &EventId) -> Option<&Arc<Record>> {
        self.ids.get(&Id::of(id)).map(|found| &found.0)
    }

    /// The event at a place counted from the newest, which is 0.
    pub fn newest(&self, place: usize) -> Option<&Arc<Record>> {
        self.records.get(self.records.len().checked_sub(place)?.checked_sub(1)?)
    }

    /// The retained events, newest first.
    pub fn iter_newest(&self) -> impl DoubleEndedIterator<Item = &Arc<Record>> + ExactSizeIterator {
        self.records.iter().rev()
    }

    /// The retained events of a device, newest first.
    pub fn of_device(&self, device: &str) -> impl Iterator<Item = &Arc<Record>> {
        let name = self.vocabulary.devices.find(device);
        let unlisted = move |record: &Record| {
            record.device == InternedName::UNLISTED && self.device(record).as_deref() == Some(device)
        };
        self.iter_newest().filter(move |record| name == Some(record.device) || unlisted(record))
    }

    /// How many of the retained events are younger than this time, or of it: the place of the first that is older.
    pub fn place_before(&self, time: Timestamp) -> usize {
        self.records.len() - self.records.partition_point(|record| record.time() < Some(time))
    }

    /// The device that an event names.
    pub fn device(&self, record: &Record) -> Option<Arc<str>> {
        name_in(&self.vocabulary.devices, record.device, || record.event()?.device)
    }

    /// The type of an event.
    pub fn event_type(&self, record: &Record) -> Option<Arc<str>> {
        name_in(&self.vocabulary.types, record.event_type, || Some(record.event()?.event_type))
    }

    /// Who sent the command that an event speaks of.
    pub fn user(&self, record: &Record) -> Option<Arc<str>> {
        name_in(&self.vocabulary.users, record.user, || Some(record::user(&record.event()?.body)?.into()))
    }

    /// The names of all devices that any event has had, in the order in which they came.
    pub fn devices(&self) -> &[Arc<str>] {
        self.vocabulary.devices.all()
    }

    /// All types of events that have come.
    pub fn types(&self) -> &[Arc<str>] {
        self.vocabulary.types.all()
    }

    /// All users whose commands were seen.
    pub fn users(&self) -> &[Arc<str>] {
        self.vocabulary.users.all()
    }

    /// The retained events with the gaps between them, newest first.
    pub fn entries_newest(&self) -> impl Iterator<Item = LogRow<'_>> {
        self.gaps.interleave(self.iter_newest())
    }

    /// The oldest retained event: nothing before it can be told from the log.
    pub fn oldest(&self) -> Option<&Arc<Record>> {
        self.records.front()
    }

    /// How many events are retained.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Is nothing retained?
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
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
        self.seen.saturating_sub(u64::try_from(self.records.len()).unwrap_or(u64::MAX))
    }

    /// Notes that events are missing before `at`, to be drawn among the events. Only the newest [`MOST_GAPS`] are kept.
    pub fn note_gap(&mut self, at: Timestamp, reason: impl Into<Arc<str>>) {
        self.gaps.note(Gap { at, reason: reason.into() });
    }

    /// The gaps, oldest first.
    pub fn gaps(&self) -> impl DoubleEndedIterator<Item = &Gap> {
        self.gaps.iter()
    }
}

/// A name by its number; one that had no room in the list is read out of the event.
fn name_in(names: &Interner, name: InternedName, read: impl FnOnce() -> Option<Arc<str>>) -> Option<Arc<str>> {
    if name == InternedName::UNLISTED { read() } else { names.text(name).cloned() }
}

#[cfg(test)]
#[path = "event_log/event_log_tests.rs"]
mod tests;
