//! The event source: the context that decides where events come from, and holds what belongs to each origin.
//!
//! # The life of an event, from socket to pixel
//!
//! 1. `feed/socket.rs` receives a frame of the gateway's feed. Where there is no gateway, `queue/drain.rs` or `queue/observe.rs` read the
//!    queue of the key instead; `event_file/read.rs` reads a file; `feed/demo_feed.rs` follows the simulator in this page.
//! 2. `feed/intake.rs` applies the frame: the clock and the state of the feed, gaps, and the events, parsed by `jetstream_api`.
//! 3. `LiveState::ingest_new` folds the events into the [`Fleet`](jetstream_fleet::Fleet), which is plain data, and returns those that it
//!    did not have yet.
//! 4. `History::enqueue` buffers these. `history/writer.rs` writes them into the browser's database within a second; with the next visit
//!    `History::load` reads them back into the fold.
//! 5. `live/render_throttle.rs` requests an animation frame, at most twenty times a second, and increments its version there.
//! 6. Each view that read the fold through `LiveState::with` tracks that version. It reads the fold again, and draws.
//!
//! The life of a click, from form to answer, is described in `commands.rs`.

use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    demo::DemoBackend,
    event_file::EventFile,
    feed::{demo_feed, intake::FeedIntake, socket},
    history::History,
    live::{LiveState, feed_state::FeedState, limits::RetentionLimits},
    queue::Queue,
    session::{Account, DataSource, Session},
};
use jetstream_browser::{Persistence, StoredSetting};

/// Starts to read the queue of a key.
pub type QueueReader = fn(LiveState, Session, History, Queue);
/// Starts to read a file of events.
pub type FileReader = fn(LiveState, EventFile);
/// A part of the app that is being loaded; `None` when it did not arrive.
pub type LoadedPart<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

/// The loaders of the parts that only some sources need: most environments have a gateway.
#[derive(Debug, Clone, Copy)]
pub struct LazyParts {
    /// Loads the reader of a queue.
    pub queue: fn() -> LoadedPart<QueueReader>,
    /// Loads the reader of a file.
    pub file: fn() -> LoadedPart<FileReader>,
}

/// The source of the events of everything below it. Copied freely.
#[derive(Clone, Copy)]
pub struct EventSource {
    live: LiveState,
    history: History,
    limits: StoredSetting<RetentionLimits>,
    queue: Option<Queue>,
    file: Option<EventFile>,
}

impl EventSource {
    /// Puts itself and a live state into the context, and starts to read events: from a gateway's feed, else from the queue of the key, or
    /// from a file. Events of a file are separate: they are not stored in this browser, and not mixed with stored ones.
    pub fn provide(session: Session, parts: LazyParts) -> Self {
        let setting = RetentionLimits::open();
        let limits = setting.get_untracked();
        let history = match session.source() {
            DataSource::Api(Account { key, .. }) => History::open(session, &key, limits.days),
            DataSource::File(_) => History::disabled(),
        };
        let live = LiveState::provide(limits.memory);
        let mut source = Self { live, history, limits: setting, queue: None, file: None };
        setting.on_change_in_other_tab(move |limits| source.apply_limits(limits));
        match session.source() {
            DataSource::Api(account) => source.queue = source.follow(session, account, parts),
            DataSource::File(chosen) => {
                let file = EventFile::new(chosen);
                source.file = Some(file);
                source.read_file(session, file, parts);
            }
        }
        provide_context(source);
        source
    }

    /// The event source of this view.
    pub fn current() -> Self {
        expect_context()
    }

    /// The live state that the events are folded into.
    pub fn live(&self) -> LiveState {
        self.live
    }

    /// The events that this browser stores.
    pub fn history(&self) -> History {
        self.history
    }

    /// The queue of this key, where no gateway offers a feed.
    pub fn queue(&self) -> Option<Queue> {
        self.queue
    }

    /// The file that is read in place of a feed.
    pub fn file(&self) -> Option<EventFile> {
        self.file
    }

    /// How many events are retained, and how long that choice lasts; reactive.
    pub fn limits(&self) -> (RetentionLimits, Persistence) {
        (self.limits.get(), self.limits.persistence())
    }

    /// Stores other limits for this browser, and drops events that exceed them at once.
    pub fn set_limits(&self, limits: RetentionLimits) {
        self.limits.set(limits);
        self.apply_limits(limits);
    }

    fn apply_limits(&self, limits: RetentionLimits) {
        self.live.change(|fleet| fleet.set_capacity(limits.memory));
        self.history.set_days(limits.days);
    }

    /// Follows an environment; returns the queue, where it has no feed.
    fn follow(self, session: Session, Account { environment, key, .. }: Account, parts: LazyParts) -> Option<Queue> {
        let intake = FeedIntake::new(self.live, self.history);
        // The stored events follow when the page is drawn; the feed does not wait for them.
        spawn_local(self.history.load(self.live, move |newest| intake.note_history_end(newest)));
        match (DemoBackend::at(&environment.api), environment.feed) {
            (Some(jetstream), _) => demo_feed::follow(intake, jetstream),
            (None, Some(feed)) => socket::follow(intake, feed, key),
            (None, None) => {
                let queue = Queue::new(&environment.label, &key);
                self.read_queue(session, queue, parts);
                return Some(queue);
            }
        }
        None
    }

    fn read_queue(self, session: Session, queue: Queue, parts: LazyParts) {
        let Self { live, history, .. } = self;
        spawn_local(async move {
            match (parts.queue)().await {
                Some(read) => _ = session.run_in_session(|| read(live, session, history, queue)),
                None => live.set_feed_state(FeedState::Stopped {
                    reason: "the part of the dashboard that reads the queue did not arrive; reload the page".to_owned(),
                }),
            }
        });
    }

    fn read_file(self, session: Session, file: EventFile, parts: LazyParts) {
        let live = self.live;
        live.set_feed_state(FeedState::Reading { percent: 0 });
        spawn_local(async move {
            match (parts.file)().await {
                Some(read) => _ = session.run_in_session(|| read(live, file)),
                None => live.set_feed_state(FeedState::Stopped {
                    reason: "the part of the dashboard that reads files did not arrive; reload the page".to_owned(),
                }),
            }
        });
    }
}
