//! The writer of the history. Buffered events are written within about a second; events of a drained queue are written before they are
//! deleted there.

use jetstream_api::events::EventBatch;
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    history::{
        History, NAME,
        batch::{BatchKey, write},
        load_plan::DRAINED,
        signed_out,
    },
    live::RawEvent,
};
use jetstream_browser::{self as browser, LockResult, StorageError};

impl History {
    /// Buffers events that are new to the log. Of the tabs that receive them, one writes them within about a second.
    pub fn enqueue(&self, fresh: Vec<RawEvent>) {
        if self.update(|state| state.enqueue(fresh)) == Some(true) {
            self.flush(false);
        }
    }

    /// Stores a batch of the queue before it is deleted there: when this returns, all of its events are in the database. Returns the key of
    /// the batch that was written, or `None` when all events were stored before.
    ///
    /// # Errors
    ///
    /// The database could not be written, or the session has ended.
    pub async fn write(&self, batch: &EventBatch) -> Result<Option<BatchKey>, StorageError> {
        let (database, prefix) = self.storage().ok_or_else(signed_out)?;
        // Each time: the history may have been deleted meanwhile, also by another tab.
        match database.add(&format!("{prefix}{DRAINED}"), "").await {
            Ok(()) | Err(StorageError::AlreadyExists) => {}
            Err(error) => return Err(error),
        }
        self.update(|state| state.stats_mut().is_drained = true);
        let fresh = self.read(|state| state.not_stored(batch)).ok_or_else(signed_out)?;
        self.write_events(&fresh).await?;
        Ok(self.read(|state| state.newest_batch()).flatten().filter(|_| !fresh.is_empty()))
    }

    /// Writes the buffered events, if that is due.
    pub(super) fn flush(&self, is_tick: bool) {
        if self.update(|state| state.begin_write(is_tick)) == Some(true) {
            let history = *self;
            spawn_local(async move {
                history.write_buffered().await;
                history.update(|state| state.end_write());
            });
        }
    }

    /// Writes in one tab only: the others receive the same events. Events that arrive meanwhile are written as soon as they are a full
    /// batch, else with the next tick.
    async fn write_buffered(self) {
        if !self.is_writer().await {
            self.update(|state| state.discard_buffer());
            return;
        }
        let mut goes_on = true;
        while goes_on {
            let Some(events) = self.update(|state| state.next_events()) else { return };
            if let Err(error) = self.write_events(&events).await {
                self.update(|state| state.write_failed(events, error.to_string()));
                return;
            }
            goes_on = self.read(|state| state.has_full_batch()) == Some(true);
        }
    }

    /// Is this the tab that writes? It is the first tab that acquires the lock, until it is closed.
    pub(super) async fn is_writer(&self) -> bool {
        let Some((_, prefix)) = self.storage() else { return false };
        if self.inner.try_with_value(|inner| inner.lock.is_some()) == Some(true) {
            return true;
        }
        match browser::try_acquire(&format!("{NAME} {prefix}")).await {
            LockResult::Acquired(lock) => self.inner.try_update_value(|inner| inner.lock = Some(lock)).is_some(),
            LockResult::Busy => false,
            // Then every tab writes. Events that are stored twice are counted once by the fold.
            LockResult::Unsupported => true,
        }
    }

    async fn write_events(&self, events: &[RawEvent]) -> Result<(), StorageError> {
        if events.is_empty() {
            return Ok(());
        }
        let (database, prefix) = self.storage().ok_or_else(signed_out)?;
        let text = write(events);
        let key = self.update(|state| state.next_key(browser::now(), events.len(), text.len()));
        let key = key.ok_or_else(signed_out)?;
        database.put(&format!("{prefix}{key}"), &text).await?;
        self.update(|state| {
            state.add_ids(events.iter().map(|(id, _)| id.clone()));
            state.add_batch(key);
        });
        self.evict().await;
        Ok(())
    }

    /// Deletes the oldest batches, where they are too old or too many.
    pub(super) async fn evict(&self) {
        let Some((database, prefix)) = self.storage() else { return };
        while let Some(oldest) = self.update(|state| state.next_eviction(browser::now())).flatten() {
            // A batch that is not deleted now is found again at the next start.
            let _ = database.remove(&format!("{prefix}{oldest}")).await;
        }
    }
}
