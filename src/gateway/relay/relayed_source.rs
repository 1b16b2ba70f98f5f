//! The relay as a source of the feed.

use std::sync::Arc;

use jetstream_api::{feed::Close, key::AccessKey};
use jiff::Timestamp;

use super::{
    drain_task::DrainTask,
    key_feed::{KeyFeed, Subscription, run_blocking},
    key_feeds::KeyFeeds,
};
use crate::feed::FeedSource;

/// The keys in use, as a feed sees them.
pub struct RelaySource(pub Arc<KeyFeeds>);

impl FeedSource for RelaySource {
    const NAME: &'static str = "relay";

    type FeedLog = Subscription;

    /// A key that is in use was accepted, and is accepted with every batch that is read with it.
    async fn open(&self, key: &AccessKey) -> Result<Subscription, Close> {
        let (lines, hash) = (&self.0, self.0.secret.hash(key));
        if let Some(line) = lines.open().get(&hash) {
            return lines.follow(line, hash);
        }
        lines.check(key).await?;
        let store = Arc::clone(&lines.store);
        let name = getrandom::u64().map_err(|error| {
            tracing::error!(%error, "the system gives no random numbers");
            Close::TryLater
        })?;
        let opened = run_blocking(move || store.log(hash, name)).await.map_err(|error| {
            tracing::error!(%error, "no key can be taken into use");
            Close::TryLater
        })?;
        let mut open = lines.open();
        // Another connection may have come first.
        if let Some(line) = open.get(&hash) {
            return lines.follow(line, hash);
        }
        let place = lines.pumps.try_acquire(hash).ok_or(Close::TryLater)?;
        let line = Arc::new(KeyFeed::new(Arc::clone(&lines.store), Arc::clone(&lines.metrics), opened));
        let following = lines.follow(&line, hash)?;
        open.insert(hash, Arc::clone(&line));
        drop(open);
        tracing::info!(log = opened.number, kept = opened.end - opened.oldest, "a key is in use");
        let pumping = DrainTask::new(Arc::clone(lines), line, hash, key.clone(), opened.number);
        let (running, lines) = (tokio::spawn(pumping.run()), Arc::clone(lines));
        tokio::spawn(async move {
            if let Err(error) = running.await {
                // A key without a pump would be silent for ever.
                tracing::error!(%error, log = opened.number, "a pump broke down");
                lines.end(hash, Close::TryLater, false);
            }
            drop(place);
        });
        Ok(following)
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn is_real_time(&self) -> bool {
        true
    }

    fn sent(&self, events: usize) {
        self.0.metrics.sent.add(events);
    }
}
