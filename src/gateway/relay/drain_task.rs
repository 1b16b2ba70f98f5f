//! The background task that drains the event queue of one key into its feed while connections follow the key.

use std::{sync::Arc, time::Duration};

use jetstream_api::{
    client::Client,
    error::ApiError,
    feed::Close,
    key::AccessKey,
    queue_drain::{DrainError, QueueDrain, Round},
};
use tokio::time::{Instant, sleep};

use super::{
    backoff::Backoff,
    context::RelayContext,
    event_store_writer::EventStoreWriter,
    key_feed::KeyFeed,
    key_feeds::KeyFeeds,
    secret::KeyHash,
    store::StoreError,
    upstream::{KeyClient, truncate},
};
use crate::shutdown::Shutdown;

/// How long a queue is drained after the last connection has gone. Afterwards its events stay in the queue, for up to 14 days.
const LONGEST_UNUSED: Duration = Duration::from_secs(600);
/// How long a queue may be unreadable before the connections are closed. Without that, a page would take the silence for calm.
const LONGEST_UNREADABLE: Duration = Duration::from_secs(60);
/// How long a round may go on after the shutdown has begun.
const LAST_ROUND: Duration = Duration::from_secs(3);

/// The outcome of one round: read, store, delete.
type RoundResult = Result<Round, DrainError<StoreError>>;

/// The task that drains the queue of one key.
pub struct DrainTask {
    context: Arc<RelayContext>,
    feeds: Arc<KeyFeeds>,
    key: KeyHash,
    /// The number of the key's log, which stands for the key in log messages.
    log: u32,
    client: Client<KeyClient>,
    writer: EventStoreWriter,
    drain: QueueDrain,
    backoff: Backoff,
    unreadable_since: Option<Instant>,
    unused_since: Option<Instant>,
}

impl DrainTask {
    /// A task for a key that Jetstream has accepted. `log` is the number of its log in the store.
    pub fn new(context: Arc<RelayContext>, feeds: Arc<KeyFeeds>, feed: Arc<KeyFeed>, key: AccessKey, log: u32) -> Self {
        Self {
            key: context.secret.hash(&key),
            client: KeyClient::client(context.http.clone(), &context.upstream, key),
            context,
            feeds,
            log,
            writer: EventStoreWriter(feed),
            drain: QueueDrain::default(),
            backoff: Backoff::default(),
            unreadable_since: None,
            unused_since: None,
        }
    }

    /// Drains until the key is refused, its queue is unreadable for too long, the store fails, no connection follows the key any
    /// longer, or the shutdown begins. The key is out of use afterwards.
    pub async fn run(mut self) {
        let shutdown = self.context.shutdown.clone();
        let code = loop {
            let wait = match self.round(&shutdown).await {
                Ok(wait) => wait,
                Err(code) => break code,
            };
            if self.is_unused_for_long() && self.feeds.remove_if_unused(self.key) {
                tracing::info!(log = self.log, "a key is no longer in use");
                return;
            }
            tokio::select! {
                () = sleep(wait) => {}
                () = shutdown.wait() => break Close::TryLater,
            }
        };
        self.feeds.remove(self.key, code);
    }

    /// Runs one round. Returns how long to wait before the next one, or the code with which the connections are to be closed.
    async fn round(&mut self, shutdown: &Shutdown) -> Result<Duration, Close> {
        let result = tokio::select! {
            result = self.drain.turn(&self.client, &self.writer) => result,
            // Dropping a round loses no event, but its events would be read once more after the next start.
            () = async { shutdown.wait().await; sleep(LAST_ROUND).await } => return Err(Close::TryLater),
        };
        self.wait_after(result)
    }

    fn wait_after(&mut self, result: RoundResult) -> Result<Duration, Close> {
        match result {
            Ok(round) => Ok(self.wait_after_round(&round)),
            Err(DrainError::Read(error)) => self.wait_after_read_error(&error),
            Err(DrainError::Save(error)) => {
                self.context.metrics.store_failures.add(1);
                tracing::error!(log = self.log, %error, "events could not be stored, and stay in the queue");
                Err(Close::TryLater)
            }
        }
    }

    fn wait_after_round(&mut self, round: &Round) -> Duration {
        self.context.metrics.turns.add(1);
        self.unreadable_since = None;
        let Some(error) = &round.undeleted else {
            self.backoff.reset();
            return if round.is_full { Duration::ZERO } else { self.context.pause };
        };
        self.context.metrics.upstream_failures.add(1);
        tracing::warn!(log = self.log, error = truncate(error), "stored events could not be deleted from the queue");
        self.backoff.next_wait(error.retry_after)
    }

    fn wait_after_read_error(&mut self, error: &ApiError) -> Result<Duration, Close> {
        if error.http_status() == Some(401) {
            self.context.metrics.refused_keys.add(1);
            tracing::warn!(log = self.log, "the key is not accepted any more");
            return Err(Close::BadKey);
        }
        self.context.metrics.upstream_failures.add(1);
        tracing::warn!(log = self.log, error = truncate(error), "the queue could not be read");
        let unreadable_since = *self.unreadable_since.get_or_insert_with(Instant::now);
        match unreadable_since.elapsed() < LONGEST_UNREADABLE {
            true => Ok(self.backoff.next_wait(error.retry_after)),
            false => Err(Close::TryLater),
        }
    }

    fn is_unused_for_long(&mut self) -> bool {
        if self.feeds.subscriptions(self.key) > 0 {
            self.unused_since = None;
            return false;
        }
        self.unused_since.get_or_insert_with(Instant::now).elapsed() >= LONGEST_UNUSED
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        call::Reply,
        error::ApiError,
        events::{EventBatch, GetEvents},
    };

    use super::*;
    use crate::relay::testing::{KEY_LIMITS, KEYS, context, hash, key_feed};

    fn drain_task() -> DrainTask {
        let context = Arc::new(context("http://127.0.0.1:9"));
        let (feed, key) = (key_feed(&context), AccessKey::parse(KEYS[0]).unwrap());
        DrainTask::new(context, Arc::new(KeyFeeds::new(KEY_LIMITS)), feed, key, 0)
    }

    fn failing(status: u16, retry_after: Option<u32>) -> RoundResult {
        use jetstream_api::call::Endpoint;
        let reply = Reply { retry_after, ..Reply::new(status, "") };
        Err(DrainError::Read(ApiError::status(&GetEvents::default().call(), &reply)))
    }

    fn whole(is_full: bool, undeleted: bool) -> RoundResult {
        let batch = EventBatch { id: None, events: Vec::new(), unreadable: Vec::new() };
        let Err(DrainError::Read(error)) = failing(500, None) else { panic!() };
        Ok(Round { batch, is_full, undeleted: undeleted.then_some(error) })
    }

    #[tokio::test(start_paused = true)]
    async fn waits_double_up_to_a_minute_and_a_whole_turn_ends_them() {
        let mut task = drain_task();
        assert_eq!(task.wait_after(whole(true, false)), Ok(Duration::ZERO), "at once again while batches are full");
        assert_eq!(task.wait_after(whole(false, false)), Ok(task.context.pause));
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            let wait = task.wait_after(failing(500, None)).unwrap().as_secs_f64();
            assert!((0.5..=1.0).contains(&(wait / f64::from(seconds))), "{wait} for {seconds}");
        }
        task.wait_after(whole(false, false)).unwrap();
        assert!(
            task.wait_after(whole(true, true)).unwrap() <= Duration::from_secs(1),
            "what was not deleted comes again"
        );
        assert_eq!(task.wait_after(failing(429, Some(30))), Ok(Duration::from_secs(30)), "Jetstream's own word");
    }

    #[tokio::test(start_paused = true)]
    async fn pages_are_told_when_a_queue_cannot_be_read_for_long() {
        let mut task = drain_task();
        task.wait_after(failing(500, None)).unwrap();
        tokio::time::advance(LONGEST_UNREADABLE - Duration::from_secs(1)).await;
        task.wait_after(failing(503, None)).unwrap();
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(task.wait_after(failing(500, None)), Err(Close::TryLater));
    }

    #[tokio::test]
    async fn a_refused_key_and_a_broken_store_end_it() {
        let mut task = drain_task();
        assert_eq!(task.wait_after(failing(401, None)), Err(Close::BadKey));
        let broken = Err(DrainError::Save(StoreError::from(std::io::Error::other("no space"))));
        assert_eq!(task.wait_after(broken), Err(Close::TryLater));
    }

    #[tokio::test(start_paused = true)]
    async fn a_key_counts_as_unused_ten_minutes_after_its_last_connection() {
        let mut task = drain_task();
        let (subscription, _permit) =
            task.feeds.subscribe_or_insert(hash(&task.context), &key_feed(&task.context)).unwrap();
        tokio::time::advance(LONGEST_UNUSED).await;
        assert!(!task.is_unused_for_long());
        drop(subscription);
        assert!(!task.is_unused_for_long(), "the time begins now");
        tokio::time::advance(LONGEST_UNUSED).await;
        assert!(task.is_unused_for_long());
    }
}
