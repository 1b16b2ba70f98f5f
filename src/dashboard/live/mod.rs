//! What is known of the fleet, live: the folds, fed by the feed and by our own clicks and answers.
//!
//! Folding happens as frames arrive, also in a hidden tab; painting is asked for at most once per animation frame.

mod backoff;
mod clock;
mod link;
mod socket;

use jetstream_api::{
    events::Event,
    feed::{Gap, Ready},
    ids::Guid,
};
use jetstream_fleet::{Answer, Click, Fleet};
use jiff::Timestamp;
use leptos::prelude::*;

pub use clock::{Clock, Source};
pub use link::Link;
pub use socket::follow;

use crate::browser;

/// How many events the log holds. What is older is counted, and the page says from when on it remembers.
pub const CAPACITY: usize = 20_000;

/// The live state of everything below it. Copied freely.
#[derive(Clone, Copy)]
pub struct Live {
    fleet: StoredValue<Fleet>,
    version: RwSignal<u64>,
    painting: StoredValue<bool>,
    link: RwSignal<Link>,
    clock: RwSignal<Clock>,
    tick: RwSignal<u64>,
    devices_changed: RwSignal<u64>,
}

impl Live {
    /// Starts with an empty log and puts it into the context.
    pub fn provide() -> Self {
        let live = Self {
            fleet: StoredValue::new(Fleet::new(CAPACITY)),
            version: RwSignal::new(0),
            painting: StoredValue::new(false),
            link: RwSignal::new(Link::Off),
            clock: RwSignal::new(Clock::default()),
            tick: RwSignal::new(0),
            devices_changed: RwSignal::new(0),
        };
        browser::interval(std::time::Duration::from_secs(1), move || {
            live.tick.try_update(|tick| *tick += 1);
        });
        provide_context(live);
        live
    }

    /// The live state that this view stands in.
    pub fn current() -> Self {
        expect_context()
    }

    /// Reads the folds, and again after each paint in which they changed.
    pub fn with<T>(&self, read: impl FnOnce(&Fleet) -> T) -> T {
        self.version.track();
        self.fleet.with_value(read)
    }

    /// Reads the folds once.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Fleet) -> T) -> T {
        self.fleet.with_value(read)
    }

    /// How the feed is doing.
    pub fn link(&self) -> Link {
        self.link.get()
    }

    /// The clock that every "as of" and countdown uses.
    pub fn clock(&self) -> Clock {
        self.clock.get()
    }

    /// Now by that clock, once more each second.
    pub fn now(&self) -> Timestamp {
        self.tick.track();
        self.clock.get().now(browser::now())
    }

    /// Now by that clock, read once.
    pub fn now_untracked(&self) -> Timestamp {
        self.clock.get_untracked().now(browser::now())
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
    pub fn answer(&self, click: Guid, answer: Answer) {
        let Some(clock) = self.clock.try_get_untracked() else { return };
        let now = clock.now(browser::now());
        self.change(|fleet| fleet.answer(click, answer, now));
    }

    fn change(&self, change: impl FnOnce(&mut Fleet)) {
        if self.fleet.try_update_value(change).is_some() {
            self.paint();
        }
    }

    fn paint(&self) {
        if self.painting.try_get_value() == Some(false) {
            self.painting.set_value(true);
            let (painting, version) = (self.painting, self.version);
            browser::frame(move || {
                painting.try_set_value(false);
                version.try_update(|version| *version += 1);
            });
        }
    }

    fn set_link(&self, link: Link) {
        self.link.try_set(link);
    }

    fn set_clock(&self, now: Option<&str>) {
        if let Some(now) = now.and_then(jetstream_api::time::parse) {
            self.clock.try_set(Clock::server(now, browser::now()));
        }
    }

    fn ready(&self, ready: &Ready) {
        self.set_clock(ready.now.as_deref());
        self.set_link(match ready.retained {
            Some(count) if count > 0 => Link::CatchingUp { remaining: count, at: browser::now() },
            _ => Link::Live { at: browser::now() },
        });
    }

    fn gap(&self, gap: &Gap) {
        let now = self.now_untracked();
        self.change(|fleet| fleet.note_gap(now, gap.reason.as_str()));
    }

    fn events(&self, events: Vec<Event>) {
        let count = events.len() as u64;
        let device_list = events.iter().any(changes_devices);
        self.change(|fleet| {
            for event in events {
                fleet.ingest(event);
            }
        });
        self.link.try_update(|link| link.received(count, browser::now()));
        if device_list {
            self.devices_changed.try_update(|count| *count += 1);
        }
    }
}

fn changes_devices(event: &Event) -> bool {
    use jetstream_api::events::Body;
    matches!(event.body, Body::DeviceAdded(_) | Body::DeviceModified(_) | Body::DeviceRemoved(_))
}
