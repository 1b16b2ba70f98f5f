//! Cross-tab bookkeeping of the history, used where a tab drains the queue: batches that other tabs stored are counted here too, and those
//! that this tab missed are read back.

use jiff::SignedDuration;
use leptos::prelude::*;

use crate::state::{
    history::{
        History,
        batch::{BatchKey, read},
        load_plan::DRAINED,
    },
    live::LiveState,
};

/// The longest time assumed between the creation of a batch's key and the moment at which other tabs can read the batch.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);

impl History {
    /// Handles the message that another tab has stored this batch, or had its events before, and deletes them from the queue next.
    pub async fn on_batch_stored(self, key: Option<BatchKey>) {
        self.update(|state| state.stats_mut().is_drained = true);
        let is_new = |key: &BatchKey| self.read(|state| state.is_recorded(key)) == Some(false);
        if let Some(key) = key.filter(is_new) {
            self.update(|state| state.add_batch(key));
            self.evict().await;
        }
    }

    /// Reads back the batches that other tabs have stored since this tab was opened. Later ones are announced by their messages.
    pub async fn read_missing(self, live: LiveState) {
        let Some((database, prefix)) = self.storage() else { return };
        let since = self.inner.try_with_value(|inner| inner.opened_at.checked_sub(MARGIN).unwrap_or_default());
        // If this fails nothing can be stored either, and the page shows that.
        let keys = database.keys(&prefix).await.unwrap_or_default();
        let is_drained = keys.iter().any(|key| key.strip_prefix(&prefix) == Some(DRAINED));
        self.update(|state| state.stats_mut().is_drained |= is_drained);
        for key in keys {
            let Some(batch) = key.strip_prefix(&prefix).and_then(BatchKey::parse) else { continue };
            if Some(batch.at) < since || self.read(|state| state.is_recorded(&batch)) != Some(false) {
                continue;
            }
            self.update(|state| state.add_batch(batch));
            let text = database.get(&key).await.ok().flatten().unwrap_or_default();
            let events = read(&text);
            self.update(|state| state.add_ids(events.iter().map(|event| event.id.clone())));
            live.ingest_stored(events);
        }
    }
}
