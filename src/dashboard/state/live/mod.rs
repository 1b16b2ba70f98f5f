//! What is known of the fleet, live: the folds, fed by the feed and by our own clicks and answers.
//!
//! Folding happens as frames arrive, also in a hidden tab; painting is asked for twenty times a second at most.

pub mod backoff;
pub mod clock;
pub mod feed_state;
pub mod gaps;
pub mod in_page;
pub mod limits;
pub mod render_throttle;
pub mod socket;

use std::time::Duration;

use jetstream_api::{
    events::Event,
    feed::{Ready, SILENCE_SECONDS},
    ids::Guid,
};
use jetstream_fleet::{Click, ClickResult, Fleet};
use jiff::{SignedDuration, Timestamp};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::lazy,
    state::{
        demo::DemoBackend,
        event_file::{self, EventFile},
        history::{self, History},
        live::{
            clock::Clock, feed_state::FeedState, gaps::HistoryFeedBoundary, limits::RetentionLimits,
            render_throttle::RenderThrottle,
        },
        queue::Queue,
        session::{Account, DataSource, Session},
    },
};
use jetstream_browser::{self as browser, LocalDay, LocalStore, Persistence};

/// The live state of everything below it. Copied freely.
#[derive(Clone, Copy)]
pub struct LiveState {
    fleet: StoredValue<Fleet>,
    painting: RenderThrottle,
    link: RwSignal<FeedState>,
    clock: RwSignal<Clock>,
    tick: RwSignal<u64>,
    devices_changed: RwSignal<u64>,
    limits: RwSignal<(RetentionLimits, Persistence)>,
    history: History,
    joint: StoredValue<HistoryFeedBoundary>,
    queue: StoredValue<Option<Queue>>,
    file: StoredValue<Option<EventFile>>,
}

impl LiveState {
    /// Starts with an empty log, puts it into the context, and follows what the environment offers: a gateway's feed, or the queue of
    /// the key itself. Or reads a file, which is kept apart: nothing of it goes into what this browser keeps, or comes out of that.
    pub fn provide(session: Session) -> Self {
        let limits = RetentionLimits::load();
        let lasts = if LocalStore::is_available() { Persistence::Browser } else { Persistence::Page };
        let history = match session.subject() {
            DataSource::Api(Account { key, .. }) => History::open(session, &key, limits.days),
            DataSource::File(_) => History::disabled(),
        };
        let live = Self {
            fleet: StoredValue::new(Fleet::new(limits.memory)),
            painting: RenderThrottle::new(),
            link: RwSignal::new(FeedState::Off),
            clock: RwSignal::new(Clock::default()),
            tick: RwSignal::new(0),
            devices_changed: RwSignal::new(0),
            limits: RwSignal::new((limits, lasts)),
            history,
            joint: StoredValue::new(HistoryFeedBoundary::default()),
            queue: StoredValue::new(None),
            file: StoredValue::new(None),
        };
        let tick = move || {
            // Read each second, so that it notices within a second that the browser's clock was set back.
            browser::steady_now();
            live.tick.try_update(|tick| *tick += 1);
        };
        browser::interval(Duration::from_secs(1), tick);
        // Timers of a hidden tab are slow, and those of a computer that slept are late.
        browser::on_visible(tick);
        limits::sync_across_tabs(live);
        provide_context(live);
        match session.subject() {
            DataSource::Api(account) => live.follow(session, account),
            DataSource::File(chosen) => live.file.set_value(Some(event_file::open(live, session, chosen))),
        }
        live
    }

    fn follow(self, session: Session, Account { environment, key, .. }: Account) {
        // What is kept follows when the page is there; the feed does not wait for it.
        spawn_local(self.history.load(self));
        match (DemoBackend::at(&environment.api), environment.feed) {
            (Some(jetstream), _) => in_page::follow(self, jetstream),
            (None, Some(feed)) => socket::follow(self, feed, key),
            (None, None) => self.start_queue_mode(session, Queue::new(&environment.label, &key)),
        }
    }

    /// The live state that this view stands in.
    pub fn current() -> Self {
        expect_context()
    }

    /// Reads the folds, and again after each paint in which they changed.
    pub fn with<T>(&self, read: impl FnOnce(&Fleet) -> T) -> T {
        self.painting.track();
        self.fleet.with_value(read)
    }

    /// Reads the folds once.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Fleet) -> T) -> T {
        self.fleet.with_value(read)
    }

    /// What this browser keeps.
    pub fn history(&self) -> History {
        self.history
    }

    /// How much is held, and how long that choice lasts.
    pub fn limits(&self) -> (RetentionLimits, Persistence) {
        self.limits.get()
    }

    /// Holds as much from now on, in this browser. What then has no room leaves at once.
    pub fn limit(&self, limits: RetentionLimits) {
        let lasts = limits.save();
        self.apply(limits);
        self.limits.try_update(|(_, known)| *known = lasts);
    }

    fn apply(&self, limits: RetentionLimits) {
        self.limits.try_update(|(known, _)| *known = limits);
        self.change(|fleet| fleet.set_capacity(limits.memory));
        self.history.keep_for(limits.days);
    }

    /// The queue of this key, where no gateway offers a feed.
    pub fn queue(&self) -> Option<Queue> {
        self.queue.get_value()
    }

    /// The file that is read in place of a feed.
    pub fn file(&self) -> Option<EventFile> {
        self.file.get_value()
    }

    /// How the feed is doing.
    pub fn link(&self) -> FeedState {
        self.link.get()
    }

    pub(crate) fn link_untracked(&self) -> FeedState {
        self.link.try_get_untracked().unwrap_or(FeedState::Off)
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

    /// Now by that clock, read once: for what is noted at this moment, and for what is worked out anew for another reason. What is shown
    /// relative to now reads [`Self::now`] or [`Self::today`] instead, or it would not follow the clock.
    pub fn now_untracked(&self) -> Timestamp {
        self.clock.get_untracked().read()
    }

    /// That clock, read once; `None` after sign-out.
    pub fn clock_untracked(&self) -> Option<Clock> {
        self.clock.try_get_untracked()
    }

    /// The viewer's day of now by that clock. It is looked at each second, and whoever reads it is told only when it is another day. One
    /// is enough for a list: make it for the list, not for its rows.
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

    /// Until when it is known what happened, now being `now`: that, while the feed is live, else the time of the newest event. That a
    /// device was not heard later says nothing about it.
    pub fn complete_until(&self, now: Timestamp) -> Timestamp {
        // What a queue holds behind the events that it shows is not known, whatever else was asked for one by one.
        let now = self.history.whole_until().map_or(now, |until| until.min(now));
        // Not tracked: now is worked out anew often enough.
        if let FeedState::Live { at } = self.link_untracked() {
            // A computer that slept believes itself connected for a while.
            let silent = SignedDuration::from_secs(SILENCE_SECONDS.into());
            let left = silent.saturating_sub(browser::steady_now().duration_since(at));
            return now.checked_add(left).map_or(now, |until| until.min(now));
        }
        let newest = self.with_untracked(|fleet| fleet.log().newest(0).and_then(|event| event.time()));
        newest.map_or(Timestamp::MIN, |newest| newest.min(now))
    }

    /// Counts the events that say that the list of devices is out of date.
    pub fn devices_changed(&self) -> u64 {
        self.devices_changed.get()
    }

    /// Notes a click before its call is sent.
    pub fn click(&self, click: Click) {
        self.change(|fleet| fleet.click(click));
    }

    /// Notes what came of a click. Does nothing after sign-out.
    pub fn answer(&self, click: Guid, answer: ClickResult) {
        let Some(clock) = self.clock.try_get_untracked() else { return };
        let now = clock.read();
        self.change(|fleet| fleet.answer(click, answer, now));
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Fleet)) {
        if self.fleet.try_update_value(change).is_some() {
            self.painting.request_render();
        }
    }

    pub(crate) fn set_link(&self, link: FeedState) {
        self.link.try_set(link);
    }

    fn set_clock(&self, now: Option<&str>) {
        if let Some(now) = now.and_then(jetstream_api::time::parse) {
            self.clock.try_set(Clock::server(now, browser::steady_now()));
        }
    }

    /// Where there is no clock, now is when the newest event came.
    pub(crate) fn freeze_clock_at_newest_event(&self) {
        let newest = self.fleet.try_with_value(|fleet| fleet.log().newest(0).and_then(|newest| newest.time()));
        if let Some(Some(newest)) = newest {
            self.clock.try_set(Clock::still(newest));
        }
    }

    fn on_ready_frame(&self, ready: &Ready) {
        self.set_clock(ready.now.as_deref());
        self.set_link(match ready.retained {
            Some(count) if count > 0 => FeedState::CatchingUp { remaining: count, at: browser::steady_now() },
            _ => FeedState::Live { at: browser::steady_now() },
        });
    }

    /// What reads a queue is loaded where there is one to read: most environments have a gateway.
    fn start_queue_mode(self, session: Session, queue: Queue) {
        self.queue.set_value(Some(queue));
        spawn_local(async move {
            match lazy::history().await {
                Ok(ways) => _ = session.run_in_session(|| (ways.queue)(self, session, queue)),
                Err(_) => self.set_link(FeedState::Stopped {
                    reason: "the part of the dashboard that reads the queue did not arrive; reload the page".to_owned(),
                }),
            }
        });
    }

    fn on_events(&self, events: Vec<Event>) {
        let count = events.len() as u64;
        self.note_feed_start(&events);
        let fresh = self.ingest_new(events);
        self.history.enqueue(fresh);
        self.link.try_update(|link| link.received(count, browser::steady_now()));
    }

    /// Takes events, and returns those that were new.
    pub(crate) fn ingest_new(&self, events: Vec<Event>) -> Vec<history::RawEvent> {
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

    /// Takes events that were kept. `false` when the log has no room for older ones.
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
