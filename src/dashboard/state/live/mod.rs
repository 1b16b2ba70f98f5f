//! The live state: the folds of the fleet, the clock and the state of the feed, as signals.
//!
//! `state/event_source.rs` describes where the events come from. They are folded as they arrive, also in a hidden tab; views are redrawn
//! at most twenty times a second.

pub mod clock;
pub mod feed_state;
pub mod limits;
pub mod render_throttle;

use std::{sync::Arc, time::Duration};

use jetstream_api::{
    events::Event,
    feed::{Ready, SILENCE_SECONDS},
    ids::{EventId, Guid},
};
use jetstream_fleet::{Click, ClickResult, Fleet};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

use crate::state::live::{clock::Clock, feed_state::FeedState, render_throttle::RenderThrottle};
use jetstream_browser::{self as browser, LocalDay};

/// An event as it was received: its identifier and its text.
pub type RawEvent = (EventId, Arc<str>);

/// The live state of everything below it. Copied freely.
#[derive(Clone, Copy)]
pub struct LiveState {
    fleet: StoredValue<Fleet>,
    render_throttle: RenderThrottle,
    feed_state: RwSignal<FeedState>,
    clock: RwSignal<Clock>,
    tick: RwSignal<u64>,
    devices_changed: RwSignal<u64>,
    /// Until when the events of a queue are complete, where it holds more than it shows.
    queue_complete_until: StoredValue<Option<Timestamp>>,
}

impl LiveState {
    /// Starts with an empty log of at most `capacity` bytes, and puts itself into the context.
    pub(super) fn provide(capacity: usize) -> Self {
        let live = Self {
            fleet: StoredValue::new(Fleet::new(capacity)),
            render_throttle: RenderThrottle::new(),
            feed_state: RwSignal::new(FeedState::Off),
            clock: RwSignal::new(Clock::default()),
            tick: RwSignal::new(0),
            devices_changed: RwSignal::new(0),
            queue_complete_until: StoredValue::new(None),
        };
        let tick = move || {
            // Read each second, so that it notices within a second that the browser's clock was set back.
            browser::steady_now();
            live.tick.try_update(|tick| *tick += 1);
        };
        browser::interval(Duration::from_secs(1), tick);
        // Timers of a hidden tab are slow, and those of a computer that slept are late.
        browser::on_visible(tick);
        provide_context(live);
        live
    }

    /// The live state of this view.
    pub fn current() -> Self {
        expect_context()
    }

    /// Reads the folds, and again after each redraw in which they changed.
    pub fn with<T>(&self, read: impl FnOnce(&Fleet) -> T) -> T {
        self.render_throttle.track();
        self.fleet.with_value(read)
    }

    /// Reads the folds once.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Fleet) -> T) -> T {
        self.fleet.with_value(read)
    }

    /// The state of the feed; reactive.
    pub fn feed_state(&self) -> FeedState {
        self.feed_state.get()
    }

    pub(crate) fn feed_state_untracked(&self) -> FeedState {
        self.feed_state.try_get_untracked().unwrap_or(FeedState::Off)
    }

    /// The clock that every "as of" and countdown uses.
    pub fn clock(&self) -> Clock {
        self.clock.get()
    }

    /// Now by that clock, once more each second.
    pub fn now(&self) -> Timestamp {
        self.tick.track();
        self.clock.get().read()
    }

    /// Now by that clock, read once: for timestamps of records, and for computations that run again for another reason. Views that show a
    /// time relative to now read [`Self::now`] or [`Self::today`] instead, or they would not follow the clock.
    pub fn now_untracked(&self) -> Timestamp {
        self.clock.get_untracked().read()
    }

    /// That clock, read once; `None` after sign-out.
    pub fn clock_untracked(&self) -> Option<Clock> {
        self.clock.try_get_untracked()
    }

    /// The viewer's current day by that clock. It is computed each second, but its readers are notified only when the day changes. Create
    /// one for a list, not one for each of its rows.
    pub fn today(&self) -> Memo<LocalDay> {
        let live = *self;
        Memo::new(move |_| LocalDay::of(live.now()))
    }

    /// Now by that clock for work that grows with the fleet: renewed each second for 10,000 devices, and less often for more.
    pub fn now_for(&self, devices: impl Fn() -> usize + Send + Sync + 'static) -> Memo<Timestamp> {
        let live = *self;
        Memo::new(move |before: Option<&Timestamp>| {
            let pause = 1 + devices() as u64 / 10_000;
            match before {
                Some(before) if !live.tick.get().is_multiple_of(pause) => *before,
                _ => live.now(),
            }
        })
    }

    /// Until when the events are complete, at the time `now`: until now while the feed is live, else until the newest event. After that
    /// time the lack of an event proves nothing about a device.
    pub fn complete_until(&self, now: Timestamp) -> Timestamp {
        // The queue may hold events after those that it shows. They are not known, even if some were requested one by one.
        let now = self.queue_complete_until().map_or(now, |until| until.min(now));
        // Not tracked: `now` changes often enough.
        if let FeedState::Live { at } = self.feed_state_untracked() {
            // A computer that slept believes itself connected for a while.
            let silent = SignedDuration::from_secs(SILENCE_SECONDS.into());
            let left = silent.saturating_sub(browser::steady_now().duration_since(at));
            return now.checked_add(left).map_or(now, |until| until.min(now));
        }
        let newest = self.with_untracked(|fleet| fleet.log().newest(0).and_then(|event| event.time()));
        newest.map_or(Timestamp::MIN, |newest| newest.min(now))
    }

    /// Until when the events of a queue are complete, where it holds more than it shows.
    pub(super) fn queue_complete_until(&self) -> Option<Timestamp> {
        self.queue_complete_until.try_get_value().flatten()
    }

    /// Records until when the events of a queue are complete; `None` where it shows all that it holds.
    pub(super) fn set_queue_complete_until(&self, until: Option<Timestamp>) {
        self.queue_complete_until.try_set_value(until);
    }

    /// A counter that increases when new events report that the list of devices has changed; reactive.
    pub fn devices_changed(&self) -> u64 {
        self.devices_changed.get()
    }

    /// Records a click before its call is sent.
    pub fn click(&self, click: Click) {
        self.change(|fleet| fleet.click(click));
    }

    /// Records the result of a click. Does nothing after sign-out.
    pub fn answer(&self, click: Guid, answer: ClickResult) {
        let Some(clock) = self.clock.try_get_untracked() else { return };
        let now = clock.read();
        self.change(|fleet| fleet.answer(click, answer, now));
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Fleet)) {
        if self.fleet.try_update_value(change).is_some() {
            self.render_throttle.request_render();
        }
    }

    pub(crate) fn set_feed_state(&self, state: FeedState) {
        self.feed_state.try_set(state);
    }

    /// Sets the clock to that of the feed, where it sends one that can be read.
    pub(super) fn set_clock(&self, now: Option<&str>) {
        if let Some(now) = now.and_then(jetstream_api::time::parse) {
            self.clock.try_set(Clock::server(now, browser::steady_now()));
        }
    }

    /// Sets the clock to the time of the newest event, for a file, which has no clock.
    pub(crate) fn freeze_clock_at_newest_event(&self) {
        let newest = self.fleet.try_with_value(|fleet| fleet.log().newest(0).and_then(|newest| newest.time()));
        if let Some(Some(newest)) = newest {
            self.clock.try_set(Clock::still(newest));
        }
    }

    /// Applies the first frame of a connection.
    pub(super) fn on_ready_frame(&self, ready: &Ready) {
        self.set_clock(ready.now.as_deref());
        self.set_feed_state(match ready.retained {
            Some(count) if count > 0 => FeedState::CatchingUp { remaining: count, at: browser::steady_now() },
            _ => FeedState::Live { at: browser::steady_now() },
        });
    }

    /// Records a frame with `count` events; 0 for a beat.
    pub(super) fn note_received(&self, count: u64) {
        self.feed_state.try_update(|state| state.received(count, browser::steady_now()));
    }

    /// Records that events before `at` are missing, and why.
    pub(super) fn note_gap(&self, at: Timestamp, reason: &str) {
        self.change(|fleet| fleet.note_gap(at, reason));
    }

    /// Folds events, and returns those that were new.
    pub(crate) fn ingest_new(&self, events: Vec<Event>) -> Vec<RawEvent> {
        let device_list = events.iter().any(changes_devices);
        let mut fresh = Vec::new();
        self.change(|fleet| {
            for event in events {
                let text = (event.id.clone(), event.raw.clone());
                if fleet.ingest(event) {
                    fresh.push(text);
                }
            }
        });
        if device_list && !fresh.is_empty() {
            self.devices_changed.try_update(|count| *count += 1);
        }
        fresh
    }

    /// Folds stored events. `false` when the log has no room for older ones.
    pub(crate) fn ingest_stored(&self, events: Vec<Event>) -> bool {
        self.change(|fleet| {
            for event in events {
                fleet.ingest(event);
            }
        });
        self.fleet.try_with_value(|fleet| fleet.log().older_than_horizon() == 0) == Some(true)
    }
}

fn changes_devices(event: &Event) -> bool {
    use jetstream_api::events::Body;
    matches!(event.body, Body::DeviceAdded(_) | Body::DeviceModified(_) | Body::DeviceRemoved(_))
}
