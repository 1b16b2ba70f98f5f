//! The background task that deletes expired events every hour.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use tokio::time::sleep;

use super::{
    blocking::run_blocking,
    key_feeds::KeyFeeds,
    store::{Store, StoreError},
};
use crate::shutdown::Shutdown;

/// The time between two runs.
const INTERVAL: Duration = Duration::from_secs(3_600);

/// Deletes expired events at once and then every hour, until the shutdown begins.
pub async fn run(store: Arc<Store>, feeds: Arc<KeyFeeds>, shutdown: Shutdown) {
    loop {
        match delete_expired(&store, &feeds, Timestamp::now()).await {
            Ok(0) => {}
            Ok(deleted) => tracing::info!(deleted, "expired events were deleted"),
            Err(error) => tracing::error!(%error, "expired events could not be deleted"),
        }
        tokio::select! {
            () = sleep(INTERVAL) => {}
            () = shutdown.wait() => return,
        }
    }
}

/// Deletes the events of all keys that are expired at this time, and returns their number.
async fn delete_expired(store: &Arc<Store>, feeds: &KeyFeeds, now: Timestamp) -> Result<u64, StoreError> {
    let store = Arc::clone(store);
    let deleted = run_blocking(move || store.forget(now)).await;
    // Also after an error: some events may have been deleted before it.
    let feeds = feeds.all();
    run_blocking(move || feeds.iter().try_for_each(|feed| feed.refresh_oldest())).await.and(deleted)
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        events::{Event, EventBatch},
        feed::Close,
        queue_drain::Store as _,
    };
    use jiff::SignedDuration;

    use super::*;
    use crate::{
        feed::{FeedLog, Resumed},
        relay::{
            event_store_writer::EventStoreWriter,
            subscription::Subscription,
            testing::{KEY_LIMITS, context, hash, key_feed},
        },
    };

    /// A store and one key in use with three stored events, which are expired in two hours, and a subscription to it.
    async fn with_three_events() -> (Arc<Store>, KeyFeeds, Subscription) {
        let (context, feeds) = (context("http://127.0.0.1:9"), KeyFeeds::new(KEY_LIMITS));
        let events = ["a", "b", "c"].map(|id| Event::parse(&format!(r#"{{"EventId":"{id}"}}"#)).unwrap());
        let batch = EventBatch { id: None, events: events.into(), unreadable: Vec::new() };
        EventStoreWriter(key_feed(&context)).save(&batch).await.unwrap();
        // As after a restart: another feed, which has none of the events in memory.
        let (subscription, _) = feeds.subscribe_or_insert(hash(&context), &key_feed(&context)).unwrap();
        (Arc::clone(&context.store), feeds, subscription)
    }

    fn in_two_hours() -> Timestamp {
        Timestamp::now() + SignedDuration::from_hours(2)
    }

    const ALL_GONE: Resumed = Resumed { position: 3, oldest: 3, retained: 0, gap: None };

    #[tokio::test]
    async fn who_comes_after_events_have_left_is_placed_behind_them() {
        let (store, feeds, subscription) = with_three_events().await;
        assert_eq!(subscription.resume(None), Resumed { position: 0, oldest: 0, retained: 3, gap: None });
        assert_eq!(delete_expired(&store, &feeds, in_two_hours()).await.unwrap(), 3);
        assert_eq!(subscription.resume(None), ALL_GONE);
    }

    #[tokio::test]
    async fn who_was_placed_before_events_that_have_left_is_told_once() {
        let (store, _feeds, subscription) = with_three_events().await;
        let position = subscription.resume(None).position;
        assert_eq!(subscription.after(position).await.unwrap().len(), 3);
        // Between the deletion and the refresh of every feed.
        store.forget(in_two_hours()).unwrap();
        assert_eq!(
            subscription.after(position).await,
            Err(Close::TooSlow),
            "an empty frame would say nothing for ever"
        );
        assert_eq!(subscription.resume(None), ALL_GONE, "and does not wait there again");
    }
}
