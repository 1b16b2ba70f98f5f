//! The pump of one key: as long as somebody follows it, and a while longer.

use std::{sync::Arc, time::Duration};

use jetstream_api::{
    client::Client,
    feed::Close,
    key::AccessKey,
    queue_drain::{DrainError, QueueDrain, Round},
};
use tokio::time::{Instant, sleep};

use crate::relay::{
    key_feed::{EventStoreWriter, KeyFeed},
    key_feeds::KeyFeeds,
    secret::KeyHash,
    store::StoreError,
    upstream::{KeyClient, truncate},
};

/// How long a queue is emptied after the last connection has gone. Then its events wait where they are, for 14 days.
const UNUSED: Duration = Duration::from_secs(600);
/// The first wait after something failed; it doubles from there.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How long a queue may be unreadable until its pages are told. They would take the silence for calm.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a turn may go on at the end.
const LAST_TURN: Duration = Duration::from_secs(3);

/// What empties the queue of one key.
pub struct DrainTask {
    lines: Arc<KeyFeeds>,
    key: KeyHash,
    log: u32,
    client: Client<KeyClient>,
    keeper: EventStoreWriter,
    pump: QueueDrain,
    failures: u32,
    /// Since when the queue cannot be read.
    unreadable: Option<Instant>,
    /// Since when nobody follows.
    unused: Option<Instant>,
}

impl DrainTask {
    /// A pump for a key that was accepted.
    pub fn new(lines: Arc<KeyFeeds>, line: Arc<KeyFeed>, hash: KeyHash, key: AccessKey, log: u32) -> Self {
        let client = KeyClient::client(lines.http.clone(), &lines.upstream, key);
        let (keeper, pump) = (EventStoreWriter(line), QueueDrain::default());
        Self { lines, key: hash, log, client, keeper, pump, failures: 0, unreadable: None, unused: None }
    }

    /// Pumps until the key is refused, the queue cannot be read for long, the store fails, nobody follows any longer, or the
    /// relay ends.
    pub async fn run(mut self) {
        let shutdown = self.lines.shutdown.clone();
        let why = loop {
            let turn = tokio::select! {
                turn = self.pump.turn(&self.client, &self.keeper) => turn,
                // Dropping a turn loses nothing, but its events would be read once more at the next start.
                () = async { shutdown.wait().await; sleep(LAST_TURN).await } => break Close::TryLater,
            };
            let wait = match self.classify_error(turn) {
                Ok(wait) => wait,
                Err(why) => break why,
            };
            if self.is_unused() && self.lines.end(self.key, Close::TryLater, true) {
                tracing::info!(log = self.log, "a key is no longer in use");
                return;
            }
            tokio::select! {
                () = sleep(wait) => {}
                () = shutdown.wait() => break Close::TryLater,
            }
        };
        self.lines.end(self.key, why, false);
    }

    /// How long to wait after a turn, or why there is no next one.
    fn classify_error(&mut self, turn: Result<Round, DrainError<StoreError>>) -> Result<Duration, Close> {
        let (log, metrics) = (self.log, &self.lines.metrics);
        if turn.is_ok() {
            self.unreadable = None;
        }
        match turn {
            Ok(Round { undeleted: None, is_full, .. }) => {
                metrics.turns.add(1);
                self.failures = 0;
                Ok(if is_full { Duration::ZERO } else { self.lines.pause })
            }
            Ok(Round { undeleted: Some(error), .. }) => {
                metrics.turns.add(1);
                metrics.upstream_failures.add(1);
                tracing::warn!(log, error = truncate(&error), "kept events could not be deleted from the queue");
                Ok(self.back_off(error.retry_after))
            }
            Err(DrainError::Read(error)) if error.http_status() == Some(401) => {
                metrics.refused_keys.add(1);
                tracing::warn!(log, "the key is not accepted any more");
                Err(Close::BadKey)
            }
            Err(DrainError::Read(error)) => {
                metrics.upstream_failures.add(1);
                tracing::warn!(log, error = truncate(&error), "the queue could not be read");
                match self.unreadable.get_or_insert_with(Instant::now).elapsed() < PATIENCE {
                    true => Ok(self.back_off(error.retry_after)),
                    false => Err(Close::TryLater),
                }
            }
            Err(DrainError::Keep(error)) => {
                metrics.store_failures.add(1);
                tracing::error!(log, %error, "events could not be kept, and stay in the queue");
                Err(Close::TryLater)
            }
        }
    }

    /// Doubles with every failure, and never comes at the same moment for all keys; the server's own word counts for more.
    fn back_off(&mut self, asked: Option<u32>) -> Duration {
        let doubled = FIRST_WAIT.saturating_mul(1 << self.failures.min(6)).min(LONGEST_WAIT);
        self.failures = self.failures.saturating_add(1);
        // Where the system gives no random numbers, the whole wait is as good.
        let share = getrandom::u64().map_or(1.0, |drawn| f64::from((drawn >> 32) as u32) / f64::from(u32::MAX));
        let asked = Duration::from_secs(asked.unwrap_or(0).into()).min(LONGEST_WAIT);
        doubled.mul_f64(0.5 + share / 2.0).max(asked)
    }

    fn is_unused(&mut self) -> bool {
        if self.lines.followers(self.key) > 0 {
            self.unused = None;
        }
        self.lines.followers(self.key) == 0 && self.unused.get_or_insert_with(Instant::now).elapsed() >= UNUSED
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
    use crate::relay::testing::{KEYS, ground};

    fn pumping() -> DrainTask {
        let lines = Arc::new(KeyFeeds::new(ground("http://127.0.0.1:9")));
        let key = AccessKey::parse(KEYS[0]).unwrap();
        let (hash, store) = (lines.secret.hash(&key), Arc::clone(&lines.store));
        let line = Arc::new(KeyFeed::new(Arc::clone(&store), Arc::default(), store.log(hash, 7).unwrap()));
        DrainTask::new(lines, line, hash, key, 0)
    }

    fn failing(status: u16, retry_after: Option<u32>) -> Result<Round, DrainError<StoreError>> {
        use jetstream_api::call::Endpoint;
        let reply = Reply { retry_after, ..Reply::new(status, "") };
        Err(DrainError::Read(ApiError::status(&GetEvents::default().call(), &reply)))
    }

    fn whole(is_full: bool, undeleted: bool) -> Result<Round, DrainError<StoreError>> {
        let batch = EventBatch { id: None, events: Vec::new(), unreadable: Vec::new() };
        let Err(DrainError::Read(error)) = failing(500, None) else { panic!() };
        Ok(Round { batch, is_full, undeleted: undeleted.then_some(error) })
    }

    #[tokio::test(start_paused = true)]
    async fn waits_double_up_to_a_minute_and_a_whole_turn_ends_them() {
        let mut pumping = pumping();
        assert_eq!(
            pumping.classify_error(whole(true, false)),
            Ok(Duration::ZERO),
            "at once again while batches are full"
        );
        assert_eq!(pumping.classify_error(whole(false, false)), Ok(pumping.lines.pause));
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            let wait = pumping.classify_error(failing(500, None)).unwrap().as_secs_f64();
            assert!((0.5..=1.0).contains(&(wait / f64::from(seconds))), "{wait} for {seconds}");
        }
        pumping.classify_error(whole(false, false)).unwrap();
        assert!(
            pumping.classify_error(whole(true, true)).unwrap() <= Duration::from_secs(1),
            "what was not deleted comes again"
        );
        assert_eq!(pumping.classify_error(failing(429, Some(30))), Ok(Duration::from_secs(30)), "Jetstream's own word");
    }

    #[tokio::test(start_paused = true)]
    async fn pages_are_told_when_a_queue_cannot_be_read_for_long() {
        let mut pumping = pumping();
        pumping.classify_error(failing(500, None)).unwrap();
        tokio::time::advance(PATIENCE - Duration::from_secs(1)).await;
        pumping.classify_error(failing(503, None)).unwrap();
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(pumping.classify_error(failing(500, None)), Err(Close::TryLater));
    }

    #[tokio::test]
    async fn a_refused_key_and_a_broken_store_end_it() {
        let mut pumping = pumping();
        assert_eq!(pumping.classify_error(failing(401, None)), Err(Close::BadKey));
        let broken = Err(DrainError::Keep(StoreError::from(std::io::Error::other("no space"))));
        assert_eq!(pumping.classify_error(broken), Err(Close::TryLater));
    }
}
