//! A bounded store of events without duplicates, in the order in which Jetstream received them.
//!
//! The order is that of (ReceivedTime, else EventTime; then EventId), so it does not depend on the order of arrival.
//! Events older than the log's *horizon*, which is the newest evicted event, are counted and not stored.
//!
//! An event is stored as the text that was received, together with a few fields for searching; it is parsed again when it is shown.
//! The capacity is a number of bytes: a [`Record`] of a typical event of 400 bytes takes less than 600.
//!
//! There are no indexes of the events of a device, a type or a severity: a record has these as numbers, comparing those of 100,000
//! records takes 4 ms, and indexes would have to be updated with every event that comes. A search for a text looks only into events
//! whose [bigram filter](crate::bigram_filter) may contain it.

pub mod export;
mod gaps;
pub mod import;
mod letters;
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

/// For each so many bytes of the capacity, the log stores the identifier of one evicted event, so that it recognises the event when it
/// comes again. An identifier takes some 60 bytes.
const BYTES_PER_EVICTED_ID: usize = 1024;
const MIN_EVICTED_IDS: usize = 16;

/// The result of inserting an event into the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inserted {
    /// It is in the log.
    New,
    /// It is older than the horizon: counted, not stored.
    TooOld,
    /// It was inserted before.
    Duplicate,
}

/// A bounded log of events. An event without any readable time sorts before all others.
#[derive(Debug, Clone)]
pub struct EventLog {
    capacity: usize,
    cost: usize,
    // Oldest first. Nearly all events arrive in order, so nearly all insertions are at the end.
    records: VecDeque<Arc<Record>>,
    ids: HashSet<ById>,
    // Identifiers of events that were evicted or never stored, the earliest first: a feed that repeats itself after a reconnect
    // repeats recent events.
    evicted: VecDeque<Id>,
    evicted_ids: HashSet<Id>,
    horizon: Option<(Option<Timestamp>, Id)>,
    vocabulary: InternedNames,
    total: u64,
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
            evicted: VecDeque::new(),
            evicted_ids: HashSet::new(),
            horizon: None,
            vocabulary: InternedNames::default(),
            total: 0,
            id_hash: 0,
            gaps: gaps::Gaps::default(),
        }
    }

    /// The number of bytes for which it retains events.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Sets the number of bytes for which it retains events. Events beyond it are evicted at once; evicted ones do not come back.
    pub fn set_capacity(&mut self, capacity: usize) {
        self.capacity = capacity;
        self.evict();
        self.records.shrink_to_fit();
        self.ids.shrink_to_fit();
    }

    /// The memory that it uses, in bytes: the retained events and the names in them. Names of devices, types and users are stored once;
    /// they are not part of the capacity, and have a bound of their own.
    pub fn bytes(&self) -> usize {
        self.cost + self.vocabulary.bytes()
    }

    /// Inserts an event in order.
    pub fn insert(&mut self, event: &Event) -> Inserted {
        let id = Id::of(&event.id);
        if self.ids.contains(&id) || self.evicted_ids.contains(&id) {
            return Inserted::Duplicate;
        }
        self.total += 1;
        self.id_hash = self.id_hash.wrapping_add(event.id.fingerprint());
        let is_too_old = self.horizon.as_ref().is_some_and(|horizon| (event.time(), &id) <= (horizon.0, &horizon.1));
        if is_too_old {
            self.remember_evicted(id);
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
            self.remember_evicted(oldest.id.clone());
        }
    }

    fn remember_evicted(&mut self, id: Id) {
        self.evicted_ids.insert(id.clone());
        self.evicted.push_back(id);
        while self.evicted.len() > (self.capacity / BYTES_PER_EVICTED_ID).max(MIN_EVICTED_IDS)
            && let Some(earliest) = self.evicted.pop_front()
        {
            self.evicted_ids.remove(&earliest);
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

    /// How many of the retained events are of this time or newer: the place of the first older one.
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

    /// The user who sent the command that an event is about.
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

    /// All users whose commands have come.
    pub fn users(&self) -> &[Arc<str>] {
        self.vocabulary.users.all()
    }

    /// The retained events with the gaps between them, newest first.
    pub fn entries_newest(&self) -> impl Iterator<Item = LogRow<'_>> {
        self.gaps.interleave(self.iter_newest())
    }

    /// The oldest retained event: the log does not know what was before it.
    pub fn oldest(&self) -> Option<&Arc<Record>> {
        self.records.front()
    }

    /// How many events are retained.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether no event is retained.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many different events were inserted, retained or not. One that comes again long after it was evicted counts again.
    pub fn total_seen(&self) -> u64 {
        self.total
    }

    /// The wrapping sum of the FNV-1a hashes (64 bits) of the identifiers of all inserted events: with [`total_seen`](Self::total_seen) it
    /// proves that nothing was lost on the way, in whatever order it came.
    pub fn id_hash(&self) -> u64 {
        self.id_hash
    }

    /// How many of the inserted events are not retained.
    pub fn older_than_horizon(&self) -> u64 {
        self.total.saturating_sub(u64::try_from(self.records.len()).unwrap_or(u64::MAX))
    }

    /// Notes that events are missing before `at`. Only the newest [`MOST_GAPS`] gaps are stored.
    pub fn note_gap(&mut self, at: Timestamp, reason: impl Into<Arc<str>>) {
        self.gaps.note(Gap { at, reason: reason.into() });
    }

    /// The gaps, oldest first.
    pub fn gaps(&self) -> impl DoubleEndedIterator<Item = &Gap> {
        self.gaps.iter()
    }
}

/// A name by its number; one that is not listed is read from the event.
fn name_in(names: &Interner, name: InternedName, read: impl FnOnce() -> Option<Arc<str>>) -> Option<Arc<str>> {
    if name == InternedName::UNLISTED { read() } else { names.text(name).cloned() }
}

#[cfg(test)]
#[path = "event_log/event_log_tests.rs"]
mod tests;
