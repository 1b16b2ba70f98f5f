//! The keys in use: who is accepted, and one pump for each.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jetstream_api::{feed::Close, key::AccessKey, regions::ListRegions};
use jiff::Timestamp;
use tokio::time::timeout;

use crate::relay::{
    key_feed::{KeyFeed, Subscription, run_blocking},
    metrics::Metrics,
    secret::{KeyHash, Secret},
    store::{Store, StoreError},
    upstream::{KeyClient, Upstream, truncate},
};
use crate::{concurrency_limit::ConcurrencyLimit, shutdown::Shutdown};

/// The most keys in use at a time.
const MOST_KEYS: u32 = 256;
/// How long Jetstream may take to say whether it accepts a key. A client waits 40 seconds for a word.
const CHECKING: Duration = Duration::from_secs(20);

/// The keys in use.
pub struct KeyFeeds {
    pub(super) upstream: Upstream,
    pub(super) http: reqwest::Client,
    pub(super) secret: Secret,
    pub(super) metrics: Arc<Metrics>,
    pub(super) store: Arc<Store>,
    pub(super) pause: Duration,
    pub(super) shutdown: Shutdown,
    open: Mutex<HashMap<KeyHash, Arc<KeyFeed>>>,
    followers: ConcurrencyLimit<KeyHash>,
    pub(super) pumps: ConcurrencyLimit<KeyHash>,
}

/// What keys in use need.
pub struct RelayContext {
    /// The Jetstream that is relayed.
    pub upstream: Upstream,
    /// What calls it.
    pub http: reqwest::Client,
    /// What keys are hashed with.
    pub secret: Secret,
    /// Where events are kept.
    pub store: Arc<Store>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// How long to wait after a queue was read to its end.
    pub pause: Duration,
    /// The most connections with all keys, and with one.
    pub sockets: (u32, usize),
    /// What ends it all.
    pub shutdown: Shutdown,
}

impl KeyFeeds {
    /// None in use yet.
    pub fn new(ground: RelayContext) -> Self {
        let RelayContext { upstream, http, secret, store, metrics, pause, sockets, shutdown } = ground;
        let followers = ConcurrencyLimit::new(sockets.0, sockets.1);
        let pumps = ConcurrencyLimit::new(MOST_KEYS, 1);
        Self { upstream, http, secret, metrics, store, pause, shutdown, open: Mutex::default(), followers, pumps }
    }

    /// Is the event queue of this key being emptied here?
    pub fn is_pumped(&self, key: KeyHash) -> bool {
        self.open().contains_key(&key)
    }

    /// How many keys are in use.
    pub fn in_use(&self) -> usize {
        self.pumps.in_use()
    }

    /// How many connections follow a key.
    pub(super) fn followers(&self, key: KeyHash) -> usize {
        self.followers.in_use_by(&key)
    }

    /// Waits until every pump has stopped.
    pub async fn are_stopped(&self) {
        self.pumps.empty().await;
    }

    /// Ends the use of a key; whoever follows it is closed. With `unless_followed`, only if nobody does.
    pub(super) fn end(&self, key: KeyHash, why: Close, unless_followed: bool) -> bool {
        let mut open = self.open();
        if unless_followed && self.followers(key) > 0 {
            return false;
        }
        if let Some(line) = open.remove(&key) {
            line.close(why);
        }
        true
    }

    /// Lets old events go, every hour.
    pub async fn forget(self: Arc<Self>) {
        const HOURLY: Duration = Duration::from_secs(3_600);
        loop {
            match self.let_go(Timestamp::now()).await {
                Ok(0) => {}
                Ok(gone) => tracing::info!(gone, "old events were let go"),
                Err(error) => tracing::error!(%error, "old events could not be let go"),
            }
            tokio::select! {
                () = tokio::time::sleep(HOURLY) => {}
                () = self.shutdown.wait() => return,
            }
        }
    }

    /// Lets go of what is too old at this time. Says how many events went.
    async fn let_go(&self, now: Timestamp) -> Result<u64, StoreError> {
        let store = Arc::clone(&self.store);
        let gone = run_blocking(move || store.forget(now)).await;
        // Also where not all could go: what went, went.
        let open: Vec<_> = self.open().values().cloned().collect();
        run_blocking(move || open.iter().try_for_each(|line| line.refresh())).await.and(gone)
    }

    /// Asks Jetstream about a key. Get Regions changes nothing; Get Events would subscribe it.
    pub(super) async fn check(&self, key: &AccessKey) -> Result<(), Close> {
        let client = KeyClient::client(self.http.clone(), &self.upstream, key.clone());
        let why = match timeout(CHECKING, client.send(&ListRegions)).await {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) if matches!(error.http_status(), Some(401 | 403)) => {
                self.metrics.refused_keys.add(1);
                return Err(Close::BadKey);
            }
            Ok(Err(error)) => truncate(&error),
            Err(_) => "no answer in time".to_owned(),
        };
        self.metrics.upstream_failures.add(1);
        tracing::warn!(error = why, "a key could not be checked");
        Err(Close::TryLater)
    }

    pub(super) fn follow(&self, line: &Arc<KeyFeed>, key: KeyHash) -> Result<Subscription, Close> {
        let place = self.followers.try_acquire(key).ok_or(Close::TryLater)?;
        Ok(Subscription::new(Arc::clone(line), place))
    }

    pub(super) fn open(&self) -> MutexGuard<'_, HashMap<KeyHash, Arc<KeyFeed>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        events::{Event, EventBatch},
        queue_drain::Store as _,
    };
    use jiff::SignedDuration;

    use super::*;
    use crate::{
        feed::{Log, Resumed},
        relay::{
            key_feed::EventStoreWriter,
            testing::{KEYS, ground},
        },
    };

    /// Lines with one key in use, that has kept three events which are too old in two hours, and who follows it.
    async fn with_three_events() -> (KeyFeeds, Subscription) {
        let lines = KeyFeeds::new(ground("http://127.0.0.1:9"));
        let hash = lines.secret.hash(&AccessKey::parse(KEYS[0]).unwrap());
        let opened = lines.store.log(hash, 7).unwrap();
        // As after a restart: nothing of it is in memory.
        let first = Arc::new(KeyFeed::new(Arc::clone(&lines.store), Arc::default(), opened));
        let events = ["a", "b", "c"].map(|id| Event::parse(&format!(r#"{{"EventId":"{id}"}}"#)).unwrap());
        EventStoreWriter(first)
            .keep(&EventBatch { id: None, events: events.into(), unreadable: Vec::new() })
            .await
            .unwrap();
        let opened = lines.store.log(hash, 7).unwrap();
        let line = Arc::new(KeyFeed::new(Arc::clone(&lines.store), Arc::default(), opened));
        lines.open().insert(hash, Arc::clone(&line));
        let following = lines.follow(&line, hash).unwrap();
        (lines, following)
    }

    fn in_two_hours() -> Timestamp {
        Timestamp::now() + SignedDuration::from_hours(2)
    }

    const ALL_GONE: Resumed = Resumed { position: 3, oldest: 3, retained: 0, gap: None };

    #[tokio::test]
    async fn who_comes_after_events_have_left_is_placed_behind_them() {
        let (lines, following) = with_three_events().await;
        assert_eq!(following.resume(None), Resumed { position: 0, oldest: 0, retained: 3, gap: None });
        assert_eq!(lines.let_go(in_two_hours()).await.unwrap(), 3);
        assert_eq!(following.resume(None), ALL_GONE);
    }

    #[tokio::test]
    async fn who_was_placed_before_events_that_have_left_is_told_once() {
        let (lines, following) = with_three_events().await;
        let position = following.resume(None).position;
        assert_eq!(following.after(position).await.unwrap().len(), 3);
        // Between the letting go and the look at every line.
        lines.store.forget(in_two_hours()).unwrap();
        assert_eq!(following.after(position).await, Err(Close::TooSlow), "an empty frame would say nothing for ever");
        assert_eq!(following.resume(None), ALL_GONE, "and does not wait there again");
    }
}
