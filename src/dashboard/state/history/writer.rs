//! Writing down what came: what only waits, within a second, and what is deleted elsewhere, before that.

use std::sync::Arc;

use jetstream_api::{events::EventBatch, ids::EventId};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    guid::new_guid,
    history::{
        EMPTIED, History, HistoryState, MOST, NAME,
        batch::{BatchKey, write},
        gone,
    },
    live::RawEvent,
};
use jetstream_browser::{self as browser, Database, LockResult, StorageError};

impl History {
    /// Takes what came and is not in the log yet; it is written down within a second, by one of the tabs that see it.
    pub fn enqueue(&self, fresh: Vec<RawEvent>) {
        let told = self.inner.try_update_value(|inner| {
            let mut left_out = 0;
            for text in fresh {
                left_out += usize::from(!inner.pending.push(text));
            }
            (left_out, inner.pending.is_full_batch())
        });
        let Some((left_out, has_piece)) = told else { return };
        if left_out > 0 {
            self.record_problem(|stock| stock.dropped += left_out);
        }
        if has_piece {
            self.flush(false);
        }
    }

    /// Keeps a batch before it is deleted elsewhere. When it returns, what was not kept before is on the disk; what of it, tells the key.
    pub async fn write(&self, batch: &EventBatch) -> Result<Option<BatchKey>, StorageError> {
        let (database, space) = self.time_limit().ok_or_else(gone)?;
        // Each time: what is kept may have been forgotten meanwhile, also by another tab.
        match database.add(&format!("{space}{EMPTIED}"), "").await {
            Ok(()) | Err(StorageError::AlreadyExists) => {}
            Err(error) => return Err(error),
        }
        self.record_problem(|stock| stock.is_drained = true);
        let texts = batch.events.iter().map(|event| (event.id.clone(), Arc::clone(&event.raw)));
        let unreadable = batch.unreadable.iter().map(|text| (EventId::of_text(text), Arc::from(text.as_str())));
        let fresh = self
            .inner
            .try_with_value(|inner| texts.chain(unreadable).filter(|(id, _)| !inner.ids.has(id)).collect::<Vec<_>>());
        let fresh = fresh.ok_or_else(gone)?;
        self.write_events(&fresh).await?;
        Ok(self.inner.try_with_value(|inner| inner.batches.back().copied()).flatten().filter(|_| !fresh.is_empty()))
    }

    /// Writes what waits, unless that is being done. After a failure only when it `is_due`.
    pub(super) fn flush(&self, is_due: bool) {
        let is_open = self.stock.try_with_untracked(|stock| stock.is_open) == Some(true);
        let begins = self.inner.try_update_value(|inner| {
            inner.rests &= !is_due;
            let begins = is_open && !inner.is_writing && !inner.rests && !inner.pending.is_empty();
            inner.is_writing |= begins;
            begins
        });
        if begins == Some(true) {
            let history = *self;
            spawn_local(async move {
                history.write_pending().await;
                history.inner.try_update_value(|inner| inner.is_writing = false);
            });
        }
    }

    /// One tab writes: the others see the same. What comes meanwhile is written when it makes a piece, or with the next second.
    async fn write_pending(self) {
        if !self.is_writer().await {
            self.inner.try_update_value(|inner| inner.pending.clear());
            return;
        }
        let mut goes_on = true;
        while goes_on {
            let fresh = self.inner.try_update_value(|inner| {
                let taken = inner.pending.take();
                taken.into_iter().filter(|(id, _)| !inner.ids.has(id)).collect::<Vec<_>>()
            });
            let Some(fresh) = fresh else { return };
            if let Err(error) = self.write_events(&fresh).await {
                self.inner.try_update_value(|inner| {
                    inner.rests = true;
                    inner.pending.put_back(fresh);
                });
                return self.record_problem(|stock| stock.problem = Some(error.to_string()));
            }
            goes_on = self.inner.try_with_value(|inner| inner.pending.is_full_batch()) == Some(true);
        }
    }

    pub(super) async fn is_writer(&self) -> bool {
        let Some((_, space)) = self.time_limit() else { return false };
        if self.inner.try_with_value(|inner| inner.lock.is_some()) == Some(true) {
            return true;
        }
        match browser::try_acquire(&format!("{NAME} {space}")).await {
            LockResult::Acquired(lock) => self.inner.try_update_value(|inner| inner.lock = Some(lock)).is_some(),
            LockResult::Busy => false,
            // Then every tab writes, and what is kept twice is read once.
            LockResult::Unsupported => true,
        }
    }

    async fn write_events(&self, fresh: &[RawEvent]) -> Result<(), StorageError> {
        if fresh.is_empty() {
            return Ok(());
        }
        let (database, space) = self.time_limit().ok_or_else(gone)?;
        let text = write(fresh);
        let number = self.inner.try_update_value(|inner| {
            inner.number += 1;
            inner.number
        });
        let key = BatchKey {
            at: browser::now(),
            number: number.unwrap_or_default(),
            tab: tab(),
            events: fresh.len(),
            bytes: text.len(),
        };
        database.put(&format!("{space}{key}"), &text).await?;
        self.update_stats(fresh.iter().map(|(id, _)| id.clone()));
        self.count(key);
        self.evict_oldest(&database, &space).await;
        Ok(())
    }

    /// One batch more is kept, here or by another tab.
    pub(super) fn count(&self, key: BatchKey) {
        self.inner.try_update_value(|inner| inner.batches.push_back(key));
        self.record_problem(|stock| {
            stock.problem = None;
            stock.count(&key);
        });
    }

    /// The oldest leave.
    pub(super) async fn evict_oldest(&self, database: &Database, space: &str) {
        while self.stock.try_with_untracked(|stock| stock.bytes > MOST) == Some(true)
            || self.inner.try_with_value(HistoryState::is_behind) == Some(true)
        {
            let oldest = self.inner.try_update_value(|inner| inner.batches.pop_front()).flatten();
            let Some(oldest) = oldest else { return };
            // What is not forgotten now is found again at the next start.
            let _ = database.remove(&format!("{space}{oldest}")).await;
            let since = self.inner.try_with_value(|inner| inner.batches.front().map(|batch| batch.at)).flatten();
            self.record_problem(|stock| stock.discount(&oldest, since));
        }
    }
}

/// Tells what two tabs write in the same instant apart.
fn tab() -> u32 {
    thread_local! {
        static TAB: u32 = number_of(&new_guid().to_string());
    }
    TAB.with(|tab| *tab)
}

fn number_of(guid: &str) -> u32 {
    guid.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or_default()
}
