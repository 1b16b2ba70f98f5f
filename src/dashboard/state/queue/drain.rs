//! A task that drains the queue: events are read, sent to the other tabs, stored in this browser, and then deleted.

use std::time::Duration;

use futures_util::future::{Either, select};
use jetstream_api::{
    events::EventBatch,
    queue_drain::{DrainError, QueueDrain, Store},
};

use crate::state::{
    feed::backoff,
    history::batch,
    live::{RawEvent, feed_state::FeedState},
    queue::{
        TabRole,
        context::{QueueContext, newest, on_api_error},
        tab_message::TabMessage,
    },
};
use jetstream_browser::{self as browser, Lock, StorageError};

/// How long a turn may take before it is dropped, which loses nothing.
const TURN_TIMEOUT: Duration = Duration::from_secs(60);

/// The store for drained events before they are deleted: the history.
struct HistoryStore {
    context: QueueContext,
}

impl Store for HistoryStore {
    type Error = StorageError;

    async fn save(&self, batch: &EventBatch) -> Result<(), StorageError> {
        let raw_events: Vec<RawEvent> =
            batch.events.iter().map(|event| (event.id.clone(), event.raw.clone())).collect();
        self.context.live.ingest_new(batch.events.clone());
        self.context.send(&TabMessage::BatchRead(batch::write(&raw_events)));
        let key = self.context.history.write(batch).await?;
        self.context.send(&TabMessage::BatchStored(key));
        Ok(())
    }
}

/// Drains turn by turn, until the consent changes, the key is refused or the tab is closed. The lock is held as long.
pub(super) async fn drain_loop(context: QueueContext, _lock: Lock) {
    context.set_role(TabRole::Leader);
    let client = context.session.client();
    let store = HistoryStore { context };
    let (mut pump, mut failures) = (QueueDrain::default(), 0);
    context.set_feed_status(FeedState::Connecting);
    loop {
        let timeout = std::pin::pin!(browser::sleep(TURN_TIMEOUT));
        let turn = {
            let turn = std::pin::pin!(pump.turn(&client, &store));
            match select(turn, timeout).await {
                Either::Left((turn, _)) => Some(turn),
                Either::Right(_) => None,
            }
        };
        failures = if matches!(turn, Some(Ok(_))) { 0 } else { failures + 1 };
        let wait = match turn {
            Some(Ok(turn)) => {
                let EventBatch { events, unreadable, .. } = &turn.batch;
                context.mark_read(newest(events), events.len() + unreadable.len() >= usize::from(QueueDrain::LIMIT));
                context.set_feed_status(match turn.undeleted {
                    None if turn.is_full => FeedState::CatchingUp { remaining: 0, at: browser::steady_now() },
                    None => FeedState::Live { at: browser::steady_now() },
                    Some(error) => {
                        let reason = format!("what was kept could not be deleted: {error}");
                        FeedState::Waiting { last: Some(browser::steady_now()), reason }
                    }
                });
                Some(if turn.is_full { Duration::ZERO } else { QueueDrain::PAUSE })
            }
            Some(Err(DrainError::Read(error))) => on_api_error(&context, &error, failures),
            Some(Err(DrainError::Save(error))) => {
                let reason = format!("this browser cannot keep the events, so none is deleted: {error}");
                context.set_feed_status(FeedState::Waiting { last: Some(browser::steady_now()), reason });
                Some(QueueDrain::PAUSE.max(backoff::wait(failures, browser::random_fraction())))
            }
            None => {
                let reason = format!("Jetstream did not answer for {} s", TURN_TIMEOUT.as_secs());
                context.set_feed_status(FeedState::Waiting {
                    last: context.live.feed_state_untracked().last_frame(),
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
