//! The context of reading a queue: the states that it changes, and the channel to the other tabs.

use std::time::Duration;

use jetstream_api::{
    error::{ApiError, Cause},
    events::Event,
};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    feed::backoff,
    history::{History, batch},
    live::{LiveState, feed_state::FeedState},
    queue::{Queue, TabRole, tab_message::TabMessage, watermark},
    session::Session,
};
use jetstream_browser::{self as browser, Channel};

/// The dependencies shared by all ways of reading the queue. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct QueueContext {
    pub(super) live: LiveState,
    pub(super) session: Session,
    pub(super) history: History,
    pub(super) queue: Queue,
    pub(super) channel: StoredValue<Option<Channel>, LocalStorage>,
}

impl QueueContext {
    /// Handles a message of another tab.
    pub(super) fn on_message(&self, text: &str) {
        let role = self.queue.role.try_get_untracked();
        match TabMessage::read(text, browser::steady_now()) {
            Some(TabMessage::StatusRequest) if role == Some(TabRole::Leader) => self.send_status(),
            Some(TabMessage::BatchRead(events)) => _ = self.live.ingest_new(batch::read(&events)),
            Some(TabMessage::BatchStored(key)) => spawn_local(self.history.on_batch_stored(key)),
            Some(TabMessage::Status(state, complete_until)) if role == Some(TabRole::Follower) => {
                self.live.set_queue_complete_until(complete_until);
                self.live.set_feed_state(state);
            }
            Some(TabMessage::StatusRequest | TabMessage::Status(..)) | None => {}
        }
    }

    pub(super) fn send(&self, message: &TabMessage) {
        self.channel.try_with_value(|channel| channel.as_ref().map(|channel| channel.post(&message.write())));
    }

    pub(super) fn send_status(&self) {
        self.send(&TabMessage::Status(self.live.feed_state_untracked(), self.live.queue_complete_until()));
    }

    /// Sets the state of the feed, here and, if this tab drains the queue, in the tabs that follow it.
    pub(super) fn set_feed_status(&self, state: FeedState) {
        self.live.set_feed_state(state);
        if self.queue.role.try_get_untracked() == Some(TabRole::Leader) {
            self.send_status();
        }
    }

    pub(super) fn set_role(&self, role: TabRole) {
        if self.queue.role.try_get_untracked() != Some(role) {
            self.queue.role.try_set(role);
        }
    }

    /// Records the newest event of a reading. `is_full` means that the queue may hold more events, which are not known.
    pub(super) fn mark_read(&self, newest: Option<Timestamp>, is_full: bool) {
        self.live.set_queue_complete_until(is_full.then(|| newest.unwrap_or_default()));
        self.queue.space.try_with_value(|space| watermark::record(space));
    }

    /// Records a gap, if the last reading was so long ago that events are gone.
    pub(super) fn record_gap(&self) {
        if let Some(Some((before, reason))) = self.queue.space.try_with_value(|space| watermark::gap_since(space)) {
            self.history.record_gap(self.live, before, reason);
        }
    }
}

/// The time of the newest of these events: a queue sends the oldest first.
pub(super) fn newest(events: &[Event]) -> Option<Timestamp> {
    events.iter().rev().find_map(Event::time)
}

/// Shows an error of Jetstream. Returns how long to wait before the next attempt, or `None` to stop.
pub(super) fn on_api_error(context: &QueueContext, error: &ApiError, failures: u32) -> Option<Duration> {
    let last = context.live.feed_state_untracked().last_frame();
    if matches!(error.cause, Cause::Status(401 | 403)) {
        context.set_feed_status(FeedState::Stopped { reason: error.to_string() });
        context.set_role(TabRole::Idle);
        return None;
    }
    context.set_feed_status(FeedState::Waiting { last, reason: error.to_string() });
    Some(
        backoff::wait(failures, browser::random_fraction())
            .max(Duration::from_secs(error.retry_after.unwrap_or_default().into())),
    )
}
