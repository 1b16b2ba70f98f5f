//! The intake of the feed: passes frames on to the live state and new events to the history.

use jetstream_api::{events::Event, feed::Frame};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::state::{feed::boundary::HistoryFeedBoundary, history::History, live::LiveState};

/// Why events are missing at the boundary.
const NOT_JOINED: &str = "The feed does not reach back to what this browser kept.";

/// The receiver of the frames of a feed. Copied freely.
#[derive(Clone, Copy)]
pub struct FeedIntake {
    pub(super) live: LiveState,
    history: History,
    boundary: StoredValue<HistoryFeedBoundary>,
}

impl FeedIntake {
    /// An intake to which neither side of the boundary is known.
    pub fn new(live: LiveState, history: History) -> Self {
        Self { live, history, boundary: StoredValue::new(HistoryFeedBoundary::default()) }
    }

    /// Applies a frame, and moves the cursor behind it.
    pub(super) fn handle_frame(self, frame: Frame, cursor: &mut Option<String>) {
        match frame {
            Frame::Ready(ready) => {
                self.live.on_ready_frame(&ready);
                *cursor = Some(ready.cursor);
            }
            Frame::Events { cursor: position, events } => {
                // Text that is no event cannot be shown as one; the feed is specified to carry events only.
                self.on_events(events.iter().filter_map(|raw| Event::from_raw(raw).ok()).collect());
                *cursor = Some(position);
            }
            Frame::Gap(gap) => {
                // The gap is dated with the moment at which the feed reported it.
                self.history.record_gap(self.live, self.live.now_untracked(), gap.reason);
                *cursor = Some(gap.resumed_at);
            }
            Frame::Beat { now } => {
                self.live.set_clock(Some(&now));
                self.live.note_received(0);
            }
            // A newer gateway may send frames that this version does not know; they still show that the connection works.
            Frame::Other(_) => self.live.note_received(0),
        }
    }

    /// Records the newest event that was stored before this page was opened.
    pub fn note_history_end(self, newest: Timestamp) {
        self.update_boundary(|boundary| boundary.note_history_end(newest));
    }

    fn on_events(self, events: Vec<Event>) {
        let count = events.len() as u64;
        // Only the first event of the feed shows how far back it reaches.
        if let Some(first) = events.iter().find_map(Event::time) {
            self.update_boundary(|boundary| boundary.note_feed_start(first));
        }
        let fresh = self.live.ingest_new(events);
        self.history.enqueue(fresh);
        self.live.note_received(count);
    }

    fn update_boundary(self, update: impl FnOnce(&mut HistoryFeedBoundary) -> Option<Timestamp>) {
        if let Some(Some(at)) = self.boundary.try_update_value(update) {
            self.history.record_gap(self.live, at, NOT_JOINED.to_owned());
        }
    }
}
