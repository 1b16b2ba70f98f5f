//! A task that reads the queue without deleting. Jetstream returns the oldest 512 events only, so an undrained queue stops showing new
//! events; the commands under way are then followed by the documented filters.

use std::collections::BTreeSet;

use jetstream_api::{
    error::ApiError,
    events::{EventBatch, EventLimit, GetEvents},
    queue_drain::QueueDrain,
};

use jiff::Timestamp;

use crate::state::{
    live::feed_state::FeedState,
    queue::{
        TabRole,
        context::{QueueContext, newest, on_api_error},
    },
};
use jetstream_browser as browser;

/// The most events that one call shows.
const SHOWN: u16 = 512;
/// The most devices whose commands are followed one by one: each takes a call every 15 s.
const FOLLOWED: usize = 8;

/// Polls the queue, until the consent changes or the key is refused.
pub(super) async fn poll_without_deleting(context: QueueContext) {
    context.set_role(TabRole::Observer { stands_still: false });
    context.set_feed_status(FeedState::Connecting);
    let mut failures = 0;
    loop {
        let wait = match poll(&context).await {
            Ok(()) => {
                failures = 0;
                context.set_feed_status(FeedState::Live { at: browser::steady_now() });
                Some(QueueDrain::PAUSE)
            }
            Err(error) => {
                failures += 1;
                on_api_error(&context, &error, failures)
            }
        };
        match wait {
            Some(wait) => browser::sleep(wait).await,
            None => return,
        }
    }
}

async fn poll(context: &QueueContext) -> Result<(), ApiError> {
    let limit = EventLimit::new(SHOWN).ok();
    let (count, newest) = read(context, GetEvents { limit, ..GetEvents::default() }).await?;
    let stands_still = count >= usize::from(SHOWN);
    context.mark_read(newest, stands_still);
    context.set_role(TabRole::Observer { stands_still });
    if stands_still {
        for device in devices_with_open_commands(context) {
            let event_type = Some("CommandCompletionEvent".to_owned());
            read(context, GetEvents { limit, event_type, device: Some(device), ..GetEvents::default() }).await?;
        }
    }
    Ok(())
}

/// Reads events. Returns their number and the time of the newest one.
async fn read(context: &QueueContext, what: GetEvents) -> Result<(usize, Option<Timestamp>), ApiError> {
    let client = context.session.client();
    let EventBatch { events, unreadable, .. } = client.send(&what).await?;
    let (count, newest) = (events.len() + unreadable.len(), newest(&events));
    let fresh = context.live.ingest_new(events);
    context.history.enqueue(fresh);
    Ok((count, newest))
}

/// The devices with a command from here that is under way.
fn devices_with_open_commands(context: &QueueContext) -> BTreeSet<String> {
    // Computed again with every poll.
    let now = context.live.now_untracked();
    context.live.with_untracked(|fleet| {
        let open =
            fleet.commands().iter_newest().filter(|timeline| timeline.is_ours() && !timeline.state(now).is_final());
        open.filter_map(|timeline| timeline.device().map(str::to_owned)).take(FOLLOWED).collect()
    })
}
