//! The relay as a source of the feed: it opens the log of a key, and starts a drain task for a key that was not in use.

use std::sync::Arc;

use jetstream_api::{feed::Close, key::AccessKey};
use jiff::Timestamp;

use super::{
    blocking::run_blocking,
    context::RelayContext,
    drain_task::DrainTask,
    key_check::check_key,
    key_feed::KeyFeed,
    key_feeds::KeyFeeds,
    secret::KeyHash,
    store::{OpenedKey, StoreError},
    subscription::Subscription,
};
use crate::{concurrency_limit::Permit, feed::FeedSource};

/// The events of all keys that the relay has in use.
pub struct RelaySource {
    context: Arc<RelayContext>,
    feeds: Arc<KeyFeeds>,
}

impl RelaySource {
    /// A source for the feeds of this registry.
    pub fn new(context: Arc<RelayContext>, feeds: Arc<KeyFeeds>) -> Self {
        Self { context, feeds }
    }

    /// Finds the log of a key in the store, or creates it.
    async fn open_log(&self, key: KeyHash) -> Result<OpenedKey, Close> {
        let name = getrandom::u64().map_err(|error| {
            tracing::error!(%error, "the system gives no random numbers");
            Close::TryLater
        })?;
        let store = Arc::clone(&self.context.store);
        run_blocking(move || store.log(key, name)).await.map_err(|error: StoreError| {
            tracing::error!(%error, "the log of a key cannot be opened");
            Close::TryLater
        })
    }

    /// Runs the drain task of a key, which holds the permit until it ends.
    fn spawn_drain_task(&self, task: DrainTask, key: KeyHash, log: u32, permit: Permit<KeyHash>) {
        let (running, feeds) = (tokio::spawn(task.run()), Arc::clone(&self.feeds));
        tokio::spawn(async move {
            if let Err(error) = running.await {
                tracing::error!(%error, log, "a drain task panicked");
                // Its connections would wait for events for ever.
                feeds.remove(key, Close::TryLater);
            }
            drop(permit);
        });
    }
}

impl FeedSource for RelaySource {
    const NAME: &'static str = "relay";

    type FeedLog = Subscription;

    async fn open(&self, key: &AccessKey) -> Result<Subscription, Close> {
        let hash = self.context.secret.hash(key);
        // No check is needed here: the key was accepted, and every read of its queue checks it again.
        if let Some(subscription) = self.feeds.subscribe(hash) {
            return subscription;
        }
        check_key(&self.context, key).await?;
        let opened = self.open_log(hash).await?;
        let feed = Arc::new(KeyFeed::new(Arc::clone(&self.context.store), Arc::clone(&self.context.metrics), opened));
        let (subscription, permit) = self.feeds.subscribe_or_insert(hash, &feed)?;
        // No permit: another connection has taken the key into use meanwhile.
        if let Some(permit) = permit {
            let log = opened.number;
            tracing::info!(log, stored = opened.end - opened.oldest, "a key is in use");
            let task = DrainTask::new(Arc::clone(&self.context), Arc::clone(&self.feeds), feed, key.clone(), log);
            self.spawn_drain_task(task, hash, log, permit);
        }
        Ok(subscription)
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn is_real_time(&self) -> bool {
        true
    }

    fn sent(&self, events: usize) {
        self.context.metrics.sent.add(events);
    }
}
