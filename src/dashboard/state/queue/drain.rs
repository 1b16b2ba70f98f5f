//! Emptying the queue: what was read is kept in this browser, told to the other tabs, and then deleted.

use futures_util::future::{Either, select};
use jetstream_api::{
    events::EventBatch,
    queue_drain::{DrainError, QueueDrain, Store},
};

use crate::state::{
    feed::backoff,
    history::batch,
    live::{RawEvent, feed_state::FeedState},
    queue::{PATIENCE, QueueContext, TabRole, after, newest, tab_message::TabMessage},
};
use jetstream_browser::{self as browser, Lock, StorageError};

/// Where the events go.
struct HistoryStore {
    desk: QueueContext,
}

impl Store for HistoryStore {
    type DrainError = StorageError;

    async fn keep(&self, batch: &EventBatch) -> Result<(), StorageError> {
        let texts: Vec<RawEvent> = batch.events.iter().map(|event| (event.id.clone(), event.raw.clone())).collect();
        self.desk.live.ingest_new(batch.events.clone());
        self.desk.send(&TabMessage::BatchRead(batch::write(&texts)));
        let key = self.desk.history.write(batch).await?;
        self.desk.send(&TabMessage::BatchStored(key));
        Ok(())
    }
}

/// Turn by turn, until the consent changes, the key is refused or the tab is closed. The lock is held as long.
pub(super) async fn drain_loop(desk: QueueContext, _lock: Lock) {
    desk.set_role(TabRole::Leader);
    let client = desk.session.client();
    let shelf = HistoryStore { desk };
    let (mut pump, mut failures) = (QueueDrain::default(), 0);
    desk.set_feed_status(FeedState::Connecting);
    loop {
        let patience = std::pin::pin!(browser::sleep(PATIENCE));
        let turn = {
            let turn = std::pin::pin!(pump.turn(&client, &shelf));
            match select(turn, patience).await {
                Either::Left((turn, _)) => Some(turn),
                Either::Right(_) => None,
            }
        };
        failures = if matches!(turn, Some(Ok(_))) { 0 } else { failures + 1 };
        let wait = match turn {
            Some(Ok(turn)) => {
                let EventBatch { events, unreadable, .. } = &turn.batch;
                desk.mark_read(newest(events), events.len() + unreadable.len() >= usize::from(QueueDrain::LIMIT));
                desk.set_feed_status(match turn.undeleted {
                    None if turn.is_full => FeedState::CatchingUp { remaining: 0, at: browser::steady_now() },
                    None => FeedState::Live { at: browser::steady_now() },
                    Some(error) => {
                        let reason = format!("what was kept could not be deleted: {error}");
                        FeedState::Waiting { last: Some(browser::steady_now()), reason }
                    }
                });
                Some(if turn.is_full { std::time::Duration::ZERO } else { QueueDrain::PAUSE })
            }
            Some(Err(DrainError::Read(error))) => after(&desk, &error, failures),
            Some(Err(DrainError::Keep(error))) => {
                let reason = format!("this browser cannot keep the events, so none is deleted: {error}");
                desk.set_feed_status(FeedState::Waiting { last: Some(browser::steady_now()), reason });
                Some(QueueDrain::PAUSE.max(backoff::wait(failures, browser::random_fraction())))
            }
            None => {
                let reason = format!("Jetstream did not answer for {} s", PATIENCE.as_secs());
                desk.set_feed_status(FeedState::Waiting {
                    last: desk.live.feed_state_untracked().last_frame(),
                    reason,
                });
                Some(backoff::wait(failures, browser::random_fraction()))
            }
        };
        match wait {
            Some(wait) => browser::sleep(wait).await,
            None => return,
        }
    }
}
