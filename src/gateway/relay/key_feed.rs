//! The events of one key in use: all of them in the store, the newest in memory as well.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use jetstream_api::{feed::Close, ids::EventId};
use jiff::Timestamp;

use super::{
    metrics::Metrics,
    store::{OpenedKey, Store, StoreError},
};
use crate::feed::{Limits, Position, Resumed, Ring};

/// The events of a key that are held in memory, so that a connection that is up to date needs no disk access.
const TAIL: Limits = Limits { events: 8_192, bytes: 4 * 1024 * 1024 };

/// The feed of one key: its log in the store, and the newest events in memory.
pub struct KeyFeed {
    /// The number of the log in the store.
    log: u32,
    store: Arc<Store>,
    metrics: Arc<Metrics>,
    tail: Ring,
    /// The position before the oldest stored event.
    oldest: AtomicU64,
}

impl KeyFeed {
    /// Continues a log of the store.
    pub fn new(store: Arc<Store>, metrics: Arc<Metrics>, opened: OpenedKey) -> Self {
        let OpenedKey { number, name, oldest, end } = opened;
        Self { log: number, store, metrics, tail: Ring::continuing(TAIL, name, end), oldest: AtomicU64::new(oldest) }
    }

    /// The newest events.
    pub fn tail(&self) -> &Ring {
        &self.tail
    }

    /// Closes every connection that follows the key.
    pub fn close(&self, code: Close) {
        self.tail.close(code);
    }

    /// Writes events to the store and then sends the new ones to all connections. Blocks.
    ///
    /// Both happen in this one call, so a caller that stops waiting cannot leave events stored but not sent.
    pub fn append(&self, events: &[(EventId, Arc<str>)]) -> Result<(), StoreError> {
        let appended = self.store.append(self.log, events, Timestamp::now())?;
        self.metrics.stored.add(appended.new.len());
        self.metrics.repeated.add(events.len() - appended.new.len());
        self.raise_oldest(appended.oldest);
        self.tail.push(appended.new);
        Ok(())
    }

    /// Where a client with this cursor continues.
    pub fn resume(&self, after: Option<&str>) -> Resumed {
        let (_, end) = self.tail.bounds();
        self.tail.resume_from((self.oldest.load(Ordering::Acquire), end), after)
    }

    /// Reads a frame's worth of events after a position from the store; `None` if the first of them is no longer stored. Blocks.
    pub fn read_stored(&self, after: Position) -> Result<Option<Vec<Arc<str>>>, StoreError> {
        let events = self.store.read(self.log, after)?;
        if events.is_none() {
            // The next client must not be placed before events that are gone.
            self.refresh_oldest()?;
        }
        Ok(events)
    }

    /// Reads the oldest position from the store again: events also expire while no new one arrives. Blocks.
    pub fn refresh_oldest(&self) -> Result<(), StoreError> {
        self.raise_oldest(self.store.oldest(self.log)?);
        Ok(())
    }

    /// Never lowers the position: deleted events do not come back, but two callers may report in the wrong order.
    fn raise_oldest(&self, oldest: Position) {
        self.oldest.fetch_max(oldest, Ordering::AcqRel);
    }
}
