//! What is only needed where a queue is read. Above all what other tabs keep of the same key: this one counts it, too, and reads back
//! what it has not heard of.

use jiff::SignedDuration;
use leptos::prelude::*;

use crate::state::{
    history::{
        EMPTIED, History,
        batch::{BatchKey, read},
    },
    live::LiveState,
};

/// A batch is named before it is written, and may be found so much later.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);
/// Among so many of the newest batches one is looked for.
const RECENT: usize = 4_096;

impl History {
    /// Another tab has kept this batch, or had before, and deletes its events elsewhere.
    pub async fn was_kept(self, key: Option<BatchKey>) {
        self.record_problem(|stock| stock.is_drained = true);
        let Some(key) = key.filter(|key| !self.is_known(key)) else { return };
        self.count(key);
        if let Some((database, space)) = self.time_limit() {
            self.evict_oldest(&database, &space).await;
        }
    }

    /// Reads back what other tabs have kept between the last look and now. Whoever hears of what they keep from now on misses nothing.
    pub async fn read_missing(self, live: LiveState) {
        let Some((database, space)) = self.time_limit() else { return };
        let since = self.inner.try_with_value(|inner| inner.looked.checked_sub(MARGIN).unwrap_or_default());
        // Where this fails nothing can be kept either, and that is said.
        let keys = database.keys(&space).await.unwrap_or_default();
        self.record_problem(|stock| stock.is_drained |= keys.iter().any(|key| key.ends_with(EMPTIED)));
        for key in keys {
            let batch = key.strip_prefix(&space).and_then(BatchKey::parse);
            let Some(batch) = batch.filter(|batch| Some(batch.at) >= since && !self.is_known(batch)) else { continue };
            self.count(batch);
            let text = database.get(&key).await.ok().flatten().unwrap_or_default();
            let events = read(&text);
            self.update_stats(events.iter().map(|event| event.id.clone()));
            live.ingest_stored(events);
        }
    }

    fn is_known(&self, key: &BatchKey) -> bool {
        self.inner.try_with_value(|inner| inner.batches.iter().rev().take(RECENT).any(|known| known == key))
            == Some(true)
    }
}
