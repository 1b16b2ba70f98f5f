//! Writing down what came: what only waits, within a second, and what is deleted elsewhere, before that.

use std::sync::Arc;

use jetstream_api::{events::EventBatch, ids::EventId};
use leptos::{prelude::*, task::spawn_local};

use super::{
    History, Inner, MOST, NAME, Text,
    batch::{BatchKey, write},
    gone,
};
use crate::browser::{self, Database, Hold, KeepError};

/// How many bytes may wait to be written. More in a second is a flood that the database would fall behind of.
const WAITING: usize = 4 << 20;

impl History {
    /// Takes what came and is not in the log yet; it is written down within a second, by one of the tabs that see it.
    pub fn offer(&self, fresh: Vec<Text>) {
        let left_out = self.inner.try_update_value(|inner| {
            let mut left_out = 0;
            for (id, text) in fresh {
                if inner.waiting + text.len() > WAITING {
                    left_out += 1;
                } else {
                    inner.waiting += text.len();
                    inner.pending.push((id, text));
                }
            }
            left_out
        });
        if let Some(left_out @ 1..) = left_out {
            self.note(|stock| stock.left_out += left_out);
        }
    }

    /// Keeps a batch before it is deleted elsewhere. When it returns, what was not kept before is on the disk.
    pub async fn keep(&self, batch: &EventBatch) -> Result<(), KeepError> {
        let texts = batch.events.iter().map(|event| (event.id.clone(), Arc::clone(&event.raw)));
        let unreadable = batch.unreadable.iter().map(|text| (EventId::of_text(text), Arc::from(text.as_str())));
        let fresh = self
            .inner
            .try_with_value(|inner| texts.chain(unreadable).filter(|(id, _)| !inner.ids.has(id)).collect::<Vec<_>>());
        match fresh {
            Some(fresh) => self.write(fresh).await,
            None => Err(gone()),
        }
    }

    /// Writes what waits.
    pub(super) fn flush(&self) {
        let is_open = self.stock.try_with_untracked(|stock| stock.is_open) == Some(true);
        let pending = self.inner.try_with_value(|inner| !inner.pending.is_empty()) == Some(true);
        if is_open && pending {
            let history = *self;
            spawn_local(async move { history.write_pending().await });
        }
    }

    /// One tab writes: the others see the same.
    async fn write_pending(self) {
        if !self.is_writer().await {
            self.inner.try_update_value(Inner::take_pending);
            return;
        }
        let fresh = self.inner.try_update_value(|inner| {
            let pending = inner.take_pending();
            pending.into_iter().filter(|(id, _)| !inner.ids.has(id)).collect::<Vec<_>>()
        });
        if let Some(fresh) = fresh
            && let Err(error) = self.write(fresh).await
        {
            self.note(|stock| stock.problem = Some(error.to_string()));
        }
    }

    async fn is_writer(&self) -> bool {
        let Some((_, space)) = self.place() else { return false };
        if self.inner.try_with_value(|inner| inner.lock.is_some()) == Some(true) {
            return true;
        }
        match browser::hold(&format!("{NAME} {space}")).await {
            Hold::Held(lock) => self.inner.try_update_value(|inner| inner.lock = Some(lock)).is_some(),
            Hold::Taken => false,
            // Then every tab writes, and what is kept twice is read once.
            Hold::Unsupported => true,
        }
    }

    async fn write(&self, fresh: Vec<Text>) -> Result<(), KeepError> {
        if fresh.is_empty() {
            return Ok(());
        }
        let (database, space) = self.place().ok_or_else(gone)?;
        let text = write(&fresh);
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
        self.learn(fresh.into_iter().map(|(id, _)| id));
        self.inner.try_update_value(|inner| inner.batches.push_back(key));
        self.note(|stock| {
            stock.problem = None;
            stock.count(&key);
        });
        self.make_room(&database, &space).await;
        Ok(())
    }

    /// The oldest leave.
    pub(super) async fn make_room(&self, database: &Database, space: &str) {
        while self.stock.try_with_untracked(|stock| stock.bytes > MOST) == Some(true)
            || self.inner.try_with_value(Inner::is_behind) == Some(true)
        {
            let oldest = self.inner.try_update_value(|inner| inner.batches.pop_front()).flatten();
            let Some(oldest) = oldest else { return };
            // What is not forgotten now is found again at the next start.
            let _ = database.remove(&format!("{space}{oldest}")).await;
            let since = self.inner.try_with_value(|inner| inner.batches.front().map(|batch| batch.at)).flatten();
            self.note(|stock| stock.discount(&oldest, since));
        }
    }
}

impl Inner {
    fn take_pending(&mut self) -> Vec<Text> {
        self.waiting = 0;
        std::mem::take(&mut self.pending)
    }
}

/// Tells what two tabs write in the same instant apart.
fn tab() -> u32 {
    thread_local! {
        static TAB: u32 = number_of(&browser::guid().to_string());
    }
    TAB.with(|tab| *tab)
}

fn number_of(guid: &str) -> u32 {
    guid.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or_default()
}
