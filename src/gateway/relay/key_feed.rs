//! The events of one key while it is in use: all of them on the disk, the newest in memory as well.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use jetstream_api::{events::EventBatch, feed::Close, ids::EventId, queue_drain};
use jiff::Timestamp;
use tokio::{sync::watch, task::spawn_blocking};

use crate::relay::{
    metrics::Metrics,
    secret::KeyHash,
    store::{OpenedKey, Store, StoreError},
};
use crate::{
    concurrency_limit::Permit,
    feed::{Heartbeat, Limits, Log, Position, Resumed, Ring},
};

/// What is held in memory of each key, so that those who are up to date need no disk.
const TAIL: Limits = Limits { events: 8_192, bytes: 4 * 1024 * 1024 };

/// The events of one key.
pub struct KeyFeed {
    number: u32,
    store: Arc<Store>,
    metrics: Arc<Metrics>,
    tail: Ring,
    oldest: AtomicU64,
}

impl KeyFeed {
    /// Goes on from where the store stands.
    pub fn new(store: Arc<Store>, metrics: Arc<Metrics>, opened: OpenedKey) -> Self {
        let OpenedKey { number, name, oldest, end } = opened;
        Self { number, store, metrics, tail: Ring::continuing(TAIL, name, end), oldest: AtomicU64::new(oldest) }
    }

    /// Has every connection close.
    pub fn close(&self, why: Close) {
        self.tail.close(why);
    }

    /// Writes to the disk, and then tells those who follow. In one go, so that a caller who does not wait for the end cannot
    /// come between the two.
    fn keep(&self, events: &[(EventId, Arc<str>)]) -> Result<(), StoreError> {
        let appended = self.store.append(self.number, events, Timestamp::now())?;
        self.metrics.stored.add(appended.new.len());
        self.metrics.repeated.add(events.len() - appended.new.len());
        self.goes_on_from(appended.oldest);
        self.tail.push(appended.new);
        Ok(())
    }

    /// Looks how much is still kept: events also leave where nothing new comes.
    pub fn refresh(&self) -> Result<(), StoreError> {
        self.goes_on_from(self.store.oldest(self.number)?);
        Ok(())
    }

    /// What has left does not come back, whoever tells it last.
    fn goes_on_from(&self, oldest: u64) {
        self.oldest.fetch_max(oldest, Ordering::AcqRel);
    }
}

/// Where the pump of a key keeps what it reads.
pub struct EventStoreWriter(pub Arc<KeyFeed>);

impl queue_drain::Store for EventStoreWriter {
    type DrainError = StoreError;

    async fn keep(&self, batch: &EventBatch) -> Result<(), StoreError> {
        let events = batch.events.iter().map(|event| (event.id.clone(), Arc::clone(&event.raw)));
        let others = batch.unreadable.iter().map(|text| (EventId::of_text(text), Arc::from(text.as_str())));
        let (events, line): (Vec<_>, _) = (events.chain(others).collect(), Arc::clone(&self.0));
        run_blocking(move || line.keep(&events)).await
    }
}

/// What one connection follows.
pub struct Subscription {
    line: Arc<KeyFeed>,
    _place: Permit<KeyHash>,
}

impl Subscription {
    /// Follows a line as long as it has this place.
    pub fn new(line: Arc<KeyFeed>, place: Permit<KeyHash>) -> Self {
        Self { line, _place: place }
    }
}

impl Log for Subscription {
    fn resume(&self, after: Option<&str>) -> Resumed {
        let (_, end) = self.line.tail.bounds();
        self.line.tail.resume_from((self.line.oldest.load(Ordering::Acquire), end), after)
    }

    async fn after(&self, position: Position) -> Result<Vec<Arc<str>>, Close> {
        if let Ok(events) = self.line.tail.after(position) {
            return Ok(events);
        }
        let line = Arc::clone(&self.line);
        let found = run_blocking(move || {
            let found = line.store.read(line.number, position)?;
            if found.is_none() {
                // Who comes next must not be placed before what is gone.
                line.refresh()?;
            }
            Ok(found)
        });
        let found = found.await;
        let found = found.map_err(|error| {
            tracing::error!(%error, "kept events cannot be read");
            Close::TryLater
        })?;
        found.ok_or(Close::TooSlow)
    }

    fn cursor(&self, position: Position) -> String {
        self.line.tail.cursor(position)
    }

    fn subscribe(&self) -> watch::Receiver<Heartbeat> {
        self.line.tail.subscribe()
    }
}

/// Does on a thread of its own what would make others wait.
pub async fn run_blocking<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    spawn_blocking(act).await.unwrap_or_else(|error| Err(StoreError::from(error)))
}
