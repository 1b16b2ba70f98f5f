//! The queue of events of this key, read straight from Jetstream: the feed where there is no gateway.
//!
//! Reading and deleting touch whoever else uses the key, so both wait for the administrator's consent. One tab empties the queue
//! (a lock of the browser), the others hear of it (a channel between tabs), and one of them takes over when it is closed.

pub mod consent;
pub mod drain;
pub mod observe;
pub mod tab_message;
pub mod watermark;

use std::time::Duration;

use futures_util::future::{AbortHandle, abortable};
use jetstream_api::{
    error::{ApiError, Cause},
    events::Event,
    key::AccessKey,
};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    feed::backoff,
    history::{History, storage_stats::StorageStats},
    live::{LiveState, feed_state::FeedState},
    queue::{consent::ReadConsent, tab_message::TabMessage},
    session::{READ_ONLY, Session},
};
use jetstream_browser::{self as browser, Channel, Lock, LockResult};

/// Where this browser does not let a tab wait for the lock, it is asked for again so often.
const TAKE_OVER: Duration = Duration::from_secs(2);
/// How long a turn may take before it is given up. Dropping it loses nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// What this tab does about the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabRole {
    /// Nothing: nobody has allowed it.
    Idle,
    /// It reads, keeps and deletes.
    Leader,
    /// Another tab does, and this one hears of it.
    Follower,
    /// It reads, and deletes nothing.
    Observer {
        /// The queue holds at least as many events as one call shows: newer ones are not seen before older ones leave it.
        stands_still: bool,
    },
}

/// The queue of one key. Copied freely.
#[derive(Clone, Copy)]
pub struct Queue {
    consent: RwSignal<ReadConsent>,
    role: RwSignal<TabRole>,
    space: StoredValue<String>,
    is_promised: RwSignal<bool>,
}

/// What every way of reading needs.
#[derive(Clone, Copy)]
struct QueueContext {
    live: LiveState,
    session: Session,
    history: History,
    queue: Queue,
    channel: StoredValue<Option<Channel>, LocalStorage>,
}

impl Queue {
    /// Nothing is done about it before somebody [starts](start) to.
    pub(super) fn new(environment: &str, key: &AccessKey) -> Self {
        let space = format!("{environment}.{:016x}", key.fingerprint());
        let (consent, role) = (RwSignal::new(ReadConsent::kept(&space)), RwSignal::new(TabRole::Idle));
        Self { consent, role, space: StoredValue::new(space), is_promised: RwSignal::new(true) }
    }

    /// What is allowed.
    pub fn consent(&self) -> ReadConsent {
        self.consent.get()
    }

    /// Allows something else. Lasts in this browser, for this key, where its storage is not blocked.
    pub fn allow(&self, consent: ReadConsent) {
        self.space.with_value(|space| consent.keep(space));
        if consent == ReadConsent::ReadAndDelete {
            // What is deleted upstream exists only here. Some browsers ask their user, which they do after a click alone.
            self.refresh_storage_persistence(true);
        }
        self.consent.set(consent);
    }

    /// Has the browser promised not to give up what it keeps when its disk is full? True as long as nobody depends on it.
    pub fn is_storage_persistent(&self) -> bool {
        self.is_promised.get()
    }

    fn refresh_storage_persistence(&self, asks: bool) {
        let is_promised = self.is_promised;
        spawn_local(async move { _ = is_promised.try_set(browser::is_persistent(asks).await) });
    }

    /// What this tab does.
    pub fn role(&self) -> TabRole {
        self.role.get()
    }

    /// Why nothing may be deleted from here, whatever is allowed; `None` where it may.
    pub fn delete_problem(&self, session: Session, history: History) -> Option<String> {
        let problem = history.stock().problem;
        let not_kept = || problem.map(|problem| format!("This browser cannot keep the events: {problem}."));
        nobody_deletes_here(session).map(str::to_owned).or_else(not_kept)
    }

    /// What the end of the session would leave in this browser alone.
    pub fn is_memory_only(&self, history: History) -> Option<String> {
        let StorageStats { events, is_drained: is_emptied, .. } = history.stock();
        // Whatever is allowed by now.
        (is_emptied && events > 0).then(|| {
            let them = crate::text::plural(events, "event");
            format!(
                "{them} may exist only in this browser: they were kept here and deleted from Jetstream's queue. They stay here, for \
                 whoever signs in with this key. To have them elsewhere, export them first."
            )
        })
    }
}

/// Does what was allowed before, as soon as what was kept is in the log, and what is allowed from now on. Until the owner is gone.
pub fn start(live: LiveState, session: Session, history: History, queue: Queue) {
    let Queue { consent, space, .. } = queue;
    let desk = QueueContext { live, session, history, queue, channel: StoredValue::new_local(None) };
    let space = space.get_value();
    let name = format!("jetstream-queue {space}");
    desk.channel.set_value(Channel::open(&name, move |text| desk.on_message(&text)));
    let running = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        if let Some(Some(handle)) = running.try_update_value(Option::take) {
            handle.abort();
        }
    };
    let start = move |consent: ReadConsent| {
        stop();
        let (task, handle) = abortable(follow(desk, consent, name.clone()));
        running.set_value(Some(handle));
        spawn_local(async move {
            // Aborted is how it ends when the consent changes.
            let _ = task.await;
        });
    };
    // Also where it could not be opened: then nothing can be kept, and so nothing is deleted.
    let is_open = Memo::new(move |_| desk.history.stock().is_open);
    Effect::new(move || {
        if is_open.get() {
            let consent = consent.get();
            start(if consent == ReadConsent::ReadAndDelete && nobody_deletes_here(session).is_some() {
                ReadConsent::ReadOnly
            } else {
                consent
            });
        }
    });
    on_cleanup(stop);
    if consent.get_untracked() == ReadConsent::ReadAndDelete {
        queue.refresh_storage_persistence(false);
    }
    browser::on_change_in_other_tab(consent::name(&space), move || _ = consent.try_set(ReadConsent::kept(&space)));
}

/// Why this place is none to delete from, whatever was allowed elsewhere under the same key.
fn nobody_deletes_here(session: Session) -> Option<&'static str> {
    if session.is_read_only() {
        return Some(READ_ONLY);
    }
    if browser::is_framed() {
        return Some("In a frame the browser keeps storage and locks apart.");
    }
    (!browser::has_locks())
        .then_some("This browser has no locks between tabs here (they need https): two tabs might delete.")
}

impl QueueContext {
    /// Another tab has said something.
    fn on_message(&self, text: &str) {
        let role = self.queue.role.try_get_untracked();
        match TabMessage::read(text, browser::steady_now()) {
            Some(TabMessage::StatusRequest) if role == Some(TabRole::Leader) => self.send_status(),
            Some(TabMessage::BatchRead(batch)) => _ = self.live.ingest_new(crate::state::history::batch::read(&batch)),
            Some(TabMessage::BatchStored(key)) => spawn_local(self.history.was_kept(key)),
            Some(TabMessage::Status(link, whole_until)) if role == Some(TabRole::Follower) => {
                self.live.set_queue_complete_until(whole_until);
                self.live.set_feed_state(link);
            }
            Some(TabMessage::StatusRequest | TabMessage::Status(..)) | None => {}
        }
    }

    fn send(&self, word: &TabMessage) {
        self.channel.try_with_value(|channel| channel.as_ref().map(|channel| channel.post(&word.write())));
    }

    fn send_status(&self) {
        self.send(&TabMessage::Status(self.live.feed_state_untracked(), self.live.queue_complete_until()));
    }

    /// Shows how it goes. Those that follow this tab show the same.
    fn set_feed_status(&self, link: FeedState) {
        self.live.set_feed_state(link);
        if self.queue.role.try_get_untracked() == Some(TabRole::Leader) {
            self.send_status();
        }
    }

    fn set_role(&self, role: TabRole) {
        if self.queue.role.try_get_untracked() != Some(role) {
            self.queue.role.try_set(role);
        }
    }

    /// Notes what the queue brought last; with `is_full` it holds more, of which nothing is known.
    fn mark_read(&self, newest: Option<Timestamp>, is_full: bool) {
        self.live.set_queue_complete_until(is_full.then(|| newest.unwrap_or_default()));
        self.queue.space.try_with_value(|space| watermark::record(space));
    }

    /// Nobody may have read for so long that events are gone.
    fn record_gap(&self) {
        if let Some(Some((before, reason))) = self.queue.space.try_with_value(|space| watermark::gap_since(space)) {
            self.history.record_gap(self.live, before, reason);
        }
    }
}

/// When the newest of these came: a queue gives the oldest first.
fn newest(events: &[Event]) -> Option<Timestamp> {
    events.iter().rev().find_map(Event::time)
}

async fn follow(desk: QueueContext, consent: ReadConsent, name: String) {
    match consent {
        ReadConsent::NotGiven => {
            desk.set_role(TabRole::Idle);
            desk.live.set_feed_state(FeedState::Off);
        }
        ReadConsent::ReadOnly => {
            desk.record_gap();
            observe::poll_without_deleting(desk).await;
        }
        ReadConsent::ReadAndDelete => {
            // The channel is open by now: what was kept before that is found here, and what is kept later is heard.
            desk.history.read_missing(desk.live).await;
            let lock = take(desk, &name).await;
            desk.record_gap();
            drain::drain_loop(desk, lock).await;
        }
    }
}

/// Only with a lock of the browser's own is one tab sure to be alone. Until this one has it, it follows.
async fn take(desk: QueueContext, name: &str) -> Lock {
    if let LockResult::Acquired(lock) = browser::try_acquire(name).await {
        return lock;
    }
    desk.set_role(TabRole::Follower);
    desk.live.set_feed_state(FeedState::Connecting);
    desk.send(&TabMessage::StatusRequest);
    loop {
        match browser::acquire(name).await {
            Some(lock) => return lock,
            None => browser::sleep(TAKE_OVER).await,
        }
    }
}

/// What to do about an error of Jetstream: how long to wait, or `None` to stop.
fn after(desk: &QueueContext, error: &ApiError, failures: u32) -> Option<Duration> {
    let last = desk.live.feed_state_untracked().last_frame();
    if matches!(error.cause, Cause::Status(401 | 403)) {
        desk.set_feed_status(FeedState::Stopped { reason: error.to_string() });
        desk.set_role(TabRole::Idle);
        return None;
    }
    desk.set_feed_status(FeedState::Waiting { last, reason: error.to_string() });
    Some(
        backoff::wait(failures, browser::random_fraction())
            .max(Duration::from_secs(error.retry_after.unwrap_or_default().into())),
    )
}
