//! The state of the history: a state machine without signals and without a browser. It decides what is written and when, and what is
//! evicted, and holds the statistics; `mod.rs` and `writer.rs` carry that out.

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::{events::EventBatch, ids::EventId};
use jiff::{SignedDuration, Timestamp};

use crate::state::{
    history::{batch::BatchKey, recent_ids::RecentIds, storage_stats::StorageStats, write_buffer::WriteBuffer},
    live::RawEvent,
};

/// How many bytes are stored at most; the oldest batches are evicted first.
pub const MAX_BYTES: usize = 256 << 20;
/// A batch of another tab is looked for among so many of the newest ones.
const RECENT_BATCHES: usize = 4_096;

/// The state of the history of one key.
#[derive(Default)]
pub struct HistoryState {
    /// For how many days events are stored.
    days: u16,
    /// Distinguishes batches that two tabs write in the same millisecond.
    tab: u32,
    last_number: u32,
    recent_ids: RecentIds,
    buffer: WriteBuffer,
    /// The stored batches, the oldest first.
    batches: VecDeque<BatchKey>,
    stats: StorageStats,
    is_writing: bool,
    /// The last write failed: the next attempt is due with the next tick.
    waits_for_tick: bool,
}

impl HistoryState {
    /// A history of which nothing is loaded yet.
    pub fn new(days: u16, tab: u32) -> Self {
        Self { days, tab, ..Self::default() }
    }

    /// A history that stores nothing.
    pub fn disabled() -> Self {
        Self { stats: StorageStats { is_open: true, ..StorageStats::default() }, ..Self::default() }
    }

    /// The statistics of the storage.
    pub fn stats(&self) -> &StorageStats {
        &self.stats
    }

    /// The same, to record a problem or a result.
    pub fn stats_mut(&mut self) -> &mut StorageStats {
        &mut self.stats
    }

    /// Stores events for another number of days. Older ones are evicted next.
    pub fn set_days(&mut self, days: u16) {
        self.days = days;
    }

    /// Events stored before this time are stored too long.
    pub fn horizon(&self, now: Timestamp) -> Timestamp {
        now.checked_sub(SignedDuration::from_hours(24 * i64::from(self.days))).unwrap_or(Timestamp::MIN)
    }

    /// Buffers new events until they are written. Returns whether there is a full batch, which is written at once.
    pub fn enqueue(&mut self, events: Vec<RawEvent>) -> bool {
        for event in events {
            self.stats.dropped += usize::from(!self.buffer.push(event));
        }
        self.buffer.is_full_batch()
    }

    /// Begins to write what is buffered; `false` where there is nothing to write, where that is being done, or where it is not due: after
    /// a failure only a tick begins again.
    pub fn begin_write(&mut self, is_tick: bool) -> bool {
        self.waits_for_tick &= !is_tick;
        let begins = self.stats.is_open && !self.is_writing && !self.waits_for_tick && !self.buffer.is_empty();
        self.is_writing |= begins;
        begins
    }

    /// The events to write next, without those that are stored already.
    pub fn next_events(&mut self) -> Vec<RawEvent> {
        let events = self.buffer.take();
        events.into_iter().filter(|(id, _)| !self.recent_ids.has(id)).collect()
    }

    /// Is another full batch buffered?
    pub fn has_full_batch(&self) -> bool {
        self.buffer.is_full_batch()
    }

    /// Puts events back that could not be written.
    pub fn write_failed(&mut self, events: Vec<RawEvent>, problem: String) {
        self.waits_for_tick = true;
        self.buffer.put_back(events);
        self.stats.problem = Some(problem);
    }

    /// Discards the buffered events: another tab writes the same.
    pub fn discard_buffer(&mut self) {
        self.buffer.clear();
    }

    /// Ends what [`Self::begin_write`] began.
    pub fn end_write(&mut self) {
        self.is_writing = false;
    }

    /// The events of a batch of the queue that are not stored yet, also those that cannot be read.
    pub fn not_stored(&self, batch: &EventBatch) -> Vec<RawEvent> {
        let events = batch.events.iter().map(|event| (event.id.clone(), Arc::clone(&event.raw)));
        let unreadable = batch.unreadable.iter().map(|text| (EventId::of_text(text), Arc::from(text.as_str())));
        events.chain(unreadable).filter(|(id, _)| !self.recent_ids.has(id)).collect()
    }

    /// The key of a new batch with so many events and bytes.
    pub fn next_key(&mut self, at: Timestamp, events: usize, bytes: usize) -> BatchKey {
        self.last_number += 1;
        BatchKey { at, number: self.last_number, tab: self.tab, events, bytes }
    }

    /// Records that events are stored.
    pub fn add_ids(&mut self, ids: impl Iterator<Item = EventId>) {
        ids.for_each(|id| self.recent_ids.note(id));
    }

    /// Records that a batch is stored, by this tab or by another one.
    pub fn add_batch(&mut self, key: BatchKey) {
        self.batches.push_back(key);
        self.stats.problem = None;
        self.stats.count(&key);
    }

    /// Is this batch among the newest ones that are recorded?
    pub fn is_recorded(&self, key: &BatchKey) -> bool {
        self.batches.iter().rev().take(RECENT_BATCHES).any(|known| known == key)
    }

    /// The batch that was recorded last.
    pub fn newest_batch(&self) -> Option<BatchKey> {
        self.batches.back().copied()
    }

    /// Removes and returns the oldest batch, if it has to be deleted: because of its age, or because the batches take too many bytes.
    pub fn next_eviction(&mut self, now: Timestamp) -> Option<BatchKey> {
        let horizon = self.horizon(now);
        let is_full = self.stats.bytes > MAX_BYTES;
        self.batches.front().filter(|oldest| is_full || oldest.at < horizon)?;
        let oldest = self.batches.pop_front()?;
        self.stats.discount(&oldest, self.batches.front().map(|batch| batch.at));
        Some(oldest)
    }

    /// Records that the database could not be opened.
    pub fn open_failed(&mut self, problem: String) {
        (self.stats.is_open, self.stats.problem) = (true, Some(problem));
    }

    /// Records that loading has ended: all stored events were read, or as many as the log has room for.
    pub fn loaded(&mut self, is_drained: bool, unreadable: usize) {
        (self.stats.is_open, self.stats.is_drained, self.stats.unreadable) = (true, is_drained, unreadable);
    }

    /// Records that everything of this key was deleted.
    pub fn cleared(&mut self) {
        self.recent_ids = RecentIds::default();
        self.batches.clear();
        self.stats = StorageStats { is_open: true, ..StorageStats::default() };
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
