//! Observing the queue: reading without deleting. Jetstream shows the oldest 512 events only, so a queue that nobody empties stands still;
//! the commands that are on their way are then followed by the documented filters.

use std::collections::BTreeSet;

use jetstream_api::{
    error::ApiError,
    events::{EventBatch, EventLimit, GetEvents},
    queue_drain::QueueDrain,
};

use jiff::Timestamp;

use crate::state::{
    live::feed_state::FeedState,
    queue::{QueueContext, TabRole, after, newest},
};
use jetstream_browser as browser;

/// The most events that one call shows.
const SHOWN: u16 = 512;
/// The most devices whose commands are followed one by one: each takes a call every 15 s.
const FOLLOWED: usize = 8;

/// Look by look, until the consent changes or the key is refused.
pub(super) async fn poll_without_deleting(desk: QueueContext) {
    desk.set_role(TabRole::Observer { stands_still: false });
    desk.set_feed_status(FeedState::Connecting);
    let mut failures = 0;
    loop {
        let wait = match look(&desk).await {
            Ok(()) => {
                failures = 0;
                desk.set_feed_status(FeedState::Live { at: browser::steady_now() });
                Some(QueueDrain::PAUSE)
            }
            Err(error) => {
                failures += 1;
                after(&desk, &error, failures)
            }
        };
        match wait {
            Some(wait) => browser::sleep(wait).await,
            None => return,
        }
    }
}

async fn look(desk: &QueueContext) -> Result<(), ApiError> {
    let limit = EventLimit::new(SHOWN).ok();
    let (count, newest) = read(desk, GetEvents { limit, ..GetEvents::default() }).await?;
    let stands_still = count >= usize::from(SHOWN);
    desk.mark_read(newest, stands_still);
    desk.set_role(TabRole::Observer { stands_still });
    if stands_still {
        for device in awaited(desk) {
            let event_type = Some("CommandCompletionEvent".to_owned());
            read(desk, GetEvents { limit, event_type, device: Some(device), ..GetEvents::default() }).await?;
        }
    }
    Ok(())
}

/// How many events there were, and when the newest of them came.
async fn read(desk: &QueueContext, what: GetEvents) -> Result<(usize, Option<Timestamp>), ApiError> {
    let client = desk.session.client();
    let EventBatch { events, unreadable, .. } = client.send(&what).await?;
    let (count, newest) = (events.len() + unreadable.len(), newest(&events));
    let fresh = desk.live.ingest_new(events);
    desk.history.enqueue(fresh);
    Ok((count, newest))
}

/// The devices that a command from here is on its way to.
fn awaited(desk: &QueueContext) -> BTreeSet<String> {
    // Worked out anew with every look.
    let now = desk.live.now_untracked();
    desk.live.with_untracked(|fleet| {
        let open =
            fleet.commands().iter_newest().filter(|timeline| timeline.is_ours() && !timeline.state(now).is_final());
        open.filter_map(|timeline| timeline.device().map(str::to_owned)).take(FOLLOWED).collect()
    })
}
