//! The registry of the access keys in use: the feed of each key, and the limits on keys and on their connections.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jetstream_api::feed::Close;

use super::{key_feed::KeyFeed, secret::KeyHash, subscription::Subscription};
use crate::concurrency_limit::{ConcurrencyLimit, Permit};

/// The most keys in use at a time.
const MOST_KEYS: u32 = 256;

/// How many feed connections there may be with accepted keys.
#[derive(Debug, Clone, Copy)]
pub struct SubscriptionLimits {
    /// With all keys together.
    pub all: u32,
    /// With one key.
    pub per_key: usize,
}

/// The feeds of the keys in use. A key is in use from its first connection until its drain task ends.
pub struct KeyFeeds {
    feeds: Mutex<HashMap<KeyHash, Arc<KeyFeed>>>,
    subscriptions: ConcurrencyLimit<KeyHash>,
    drain_tasks: ConcurrencyLimit<KeyHash>,
}

impl KeyFeeds {
    /// A registry in which no key is in use.
    pub fn new(limits: SubscriptionLimits) -> Self {
        Self {
            feeds: Mutex::default(),
            subscriptions: ConcurrencyLimit::new(limits.all, limits.per_key),
            drain_tasks: ConcurrencyLimit::new(MOST_KEYS, 1),
        }
    }

    /// Whether the key is in use, so that its event queue is drained by this relay.
    pub fn contains(&self, key: KeyHash) -> bool {
        self.lock().contains_key(&key)
    }

    /// The feeds of all keys in use.
    pub fn all(&self) -> Vec<Arc<KeyFeed>> {
        self.lock().values().cloned().collect()
    }

    /// The number of drain tasks that run, also of those that are about to end.
    pub fn drain_tasks(&self) -> usize {
        self.drain_tasks.in_use()
    }

    /// Waits until every drain task has ended.
    pub async fn wait_until_drain_tasks_end(&self) {
        self.drain_tasks.empty().await;
    }

    /// The number of connections that follow a key.
    pub fn subscriptions(&self, key: KeyHash) -> usize {
        self.subscriptions.in_use_by(&key)
    }

    /// Subscribes to a key that is in use; `None` if it is not. The error is [`Close::TryLater`] if there are too many connections.
    pub fn subscribe(&self, key: KeyHash) -> Option<Result<Subscription, Close>> {
        self.lock().get(&key).map(|feed| self.new_subscription(feed, key))
    }

    /// Subscribes to a key, which is taken into use with this feed if it is not in use.
    ///
    /// If it was taken into use, there is a permit: the caller starts the drain task, which holds the permit until it ends. The error
    /// is [`Close::TryLater`] if there are too many keys or connections, or if the last drain task of the key has not ended yet.
    pub fn subscribe_or_insert(
        &self,
        key: KeyHash,
        feed: &Arc<KeyFeed>,
    ) -> Result<(Subscription, Option<Permit<KeyHash>>), Close> {
        let mut feeds = self.lock();
        if let Some(feed) = feeds.get(&key) {
            return Ok((self.new_subscription(feed, key)?, None));
        }
        let permit = self.drain_tasks.try_acquire(key).ok_or(Close::TryLater)?;
        let subscription = self.new_subscription(feed, key)?;
        feeds.insert(key, Arc::clone(feed));
        Ok((subscription, Some(permit)))
    }

    /// Ends the use of a key and closes its connections with this code.
    pub fn remove(&self, key: KeyHash, code: Close) {
        if let Some(feed) = self.lock().remove(&key) {
            feed.close(code);
        }
    }

    /// Ends the use of a key if no connection follows it. Returns whether that was so.
    pub fn remove_if_unused(&self, key: KeyHash) -> bool {
        // The lock is held throughout, so that no connection can subscribe between the count and the removal.
        let mut feeds = self.lock();
        let is_unused = self.subscriptions(key) == 0;
        if is_unused && let Some(feed) = feeds.remove(&key) {
            feed.close(Close::TryLater);
        }
        is_unused
    }

    fn new_subscription(&self, feed: &Arc<KeyFeed>, key: KeyHash) -> Result<Subscription, Close> {
        let permit = self.subscriptions.try_acquire(key).ok_or(Close::TryLater)?;
        Ok(Subscription::new(Arc::clone(feed), permit))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<KeyHash, Arc<KeyFeed>>> {
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::testing::{KEY_LIMITS, context, hash, key_feed};

    #[tokio::test]
    async fn a_key_is_taken_into_use_once_and_then_shared() {
        let (context, feeds) = (context("http://127.0.0.1:9"), KeyFeeds::new(KEY_LIMITS));
        let (key, feed) = (hash(&context), key_feed(&context));
        assert!(feeds.subscribe(key).is_none() && !feeds.contains(key));
        let (first, permit) = feeds.subscribe_or_insert(key, &feed).unwrap();
        let (second, none) = feeds.subscribe_or_insert(key, &key_feed(&context)).unwrap();
        assert!(permit.is_some() && none.is_none(), "one drain task for a key");
        assert!(feeds.contains(key) && Arc::ptr_eq(&feeds.all()[0], &feed));
        assert_eq!((feeds.drain_tasks(), feeds.subscriptions(key)), (1, 2));
        drop((first, second));
        assert_eq!(feeds.subscriptions(key), 0);
    }

    #[tokio::test]
    async fn a_key_that_somebody_follows_is_not_removed_as_unused() {
        let (context, feeds) = (context("http://127.0.0.1:9"), KeyFeeds::new(KEY_LIMITS));
        let key = hash(&context);
        let (subscription, permit) = feeds.subscribe_or_insert(key, &key_feed(&context)).unwrap();
        assert!(!feeds.remove_if_unused(key) && feeds.contains(key));
        drop(subscription);
        assert!(feeds.remove_if_unused(key) && !feeds.contains(key));
        let again = feeds.subscribe_or_insert(key, &key_feed(&context));
        assert!(matches!(again, Err(Close::TryLater)), "its last drain task has not ended yet");
        drop(permit);
        assert!(feeds.subscribe_or_insert(key, &key_feed(&context)).is_ok());
    }
}
