//! The destination of a drain task: it writes what was read from the queue into the feed of the key.

use std::sync::Arc;

use jetstream_api::{events::EventBatch, ids::EventId, queue_drain};

use super::{blocking::run_blocking, key_feed::KeyFeed, store::StoreError};

/// Writes batches of events into the feed of one key.
pub struct EventStoreWriter(pub Arc<KeyFeed>);

impl queue_drain::Store for EventStoreWriter {
    type Error = StoreError;

    async fn save(&self, batch: &EventBatch) -> Result<(), StoreError> {
        let events = texts_with_ids(batch);
        let feed = Arc::clone(&self.0);
        run_blocking(move || feed.append(&events)).await
    }
}

/// All texts of a batch. One that cannot be read as an event is stored too, under an id made from the text.
fn texts_with_ids(batch: &EventBatch) -> Vec<(EventId, Arc<str>)> {
    let readable = batch.events.iter().map(|event| (event.id.clone(), Arc::clone(&event.raw)));
    let unreadable = batch.unreadable.iter().map(|text| (EventId::of_text(text), Arc::from(text.as_str())));
    readable.chain(unreadable).collect()
}
