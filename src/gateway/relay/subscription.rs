//! One connection's view of the feed of a key.

use std::sync::Arc;

use jetstream_api::feed::Close;
use tokio::sync::watch;

use super::{blocking::run_blocking, key_feed::KeyFeed, secret::KeyHash};
use crate::{
    concurrency_limit::Permit,
    feed::{FeedLog, Heartbeat, Position, Resumed},
};

/// A connection's subscription to a key. It counts as a connection of that key until it is dropped.
pub struct Subscription {
    feed: Arc<KeyFeed>,
    _permit: Permit<KeyHash>,
}

impl Subscription {
    /// Subscribes to a feed under this permit.
    pub fn new(feed: Arc<KeyFeed>, permit: Permit<KeyHash>) -> Self {
        Self { feed, _permit: permit }
    }
}

impl FeedLog for Subscription {
    fn resume(&self, after: Option<&str>) -> Resumed {
        self.feed.resume(after)
    }

    async fn after(&self, position: Position) -> Result<Vec<Arc<str>>, Close> {
        if let Ok(events) = self.feed.tail().after(position) {
            return Ok(events);
        }
        let feed = Arc::clone(&self.feed);
        let stored = run_blocking(move || feed.read_stored(position)).await.map_err(|error| {
            tracing::error!(%error, "stored events cannot be read");
            Close::TryLater
        })?;
        stored.ok_or(Close::TooSlow)
    }

    fn cursor(&self, position: Position) -> String {
        self.feed.tail().cursor(position)
    }

    fn subscribe(&self) -> watch::Receiver<Heartbeat> {
        self.feed.tail().subscribe()
    }
}
