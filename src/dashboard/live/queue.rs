//! The queue of events of this key, read straight from Jetstream: the feed where there is no gateway.
//!
//! Reading and deleting touch whoever else uses the key, so both wait for the administrator's consent. One tab empties the queue
//! (a lock of the browser), the others hear of it (a channel between tabs), and one of them takes over when it is closed.

mod consent;
mod empty;
mod last_read;
mod observe;
mod word;

use std::time::Duration;

use futures_util::future::{AbortHandle, abortable};
use jetstream_api::{
    error::{ApiError, Cause},
    events::Event,
    key::AccessKey,
};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

pub use consent::Consent;
use word::Word;

use super::{
    Link, Live, backoff,
    history::{History, Stock},
};
use crate::{
    browser::{self, Channel, Hold, Lock},
    session::{READ_ONLY, Session},
};

/// Where this browser does not let a tab wait for the lock, it is asked for again so often.
const TAKE_OVER: Duration = Duration::from_secs(2);
/// How long a turn may take before it is given up. Dropping it loses nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// What this tab does about the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing: nobody has allowed it.
    Idle,
    /// It reads, keeps and deletes.
    Empties,
    /// Another tab does, and this one hears of it.
    Follows,
    /// It reads, and deletes nothing.
    Observes {
        /// The queue holds at least as many events as one call shows: newer ones are not seen before older ones leave it.
        stands_still: bool,
    },
}

/// The queue of one key. Copied freely.
#[derive(Clone, Copy)]
pub struct Queue {
    consent: RwSignal<Consent>,
    role: RwSignal<Role>,
    space: StoredValue<String>,
    is_promised: RwSignal<bool>,
}

/// What every way of reading needs.
#[derive(Clone, Copy)]
struct Desk {
    live: Live,
    session: Session,
    history: History,
    queue: Queue,
    channel: StoredValue<Option<Channel>, LocalStorage>,
}

impl Queue {
    /// Nothing is done about it before somebody [starts](start) to.
    pub(super) fn new(environment: &str, key: &AccessKey) -> Self {
        let space = format!("{environment}.{:016x}", key.fingerprint());
        let (consent, role) = (RwSignal::new(Consent::kept(&space)), RwSignal::new(Role::Idle));
        Self { consent, role, space: StoredValue::new(space), is_promised: RwSignal::new(true) }
    }

    /// What is allowed.
    pub fn consent(&self) -> Consent {
        self.consent.get()
    }

    /// Allows something else. Lasts in this browser, for this key, where its storage is not blocked.
    pub fn allow(&self, consent: Consent) {
        self.space.with_value(|space| consent.keep(space));
        if consent == Consent::Delete {
            // What is deleted upstream exists only here. Some browsers ask their user, which they do after a click alone.
            self.learn_promise(true);
        }
        self.consent.set(consent);
    }

    /// Has the browser promised not to give up what it keeps when its disk is full? True as long as nobody depends on it.
    pub fn is_promised(&self) -> bool {
        self.is_promised.get()
    }

    fn learn_promise(&self, asks: bool) {
        let is_promised = self.is_promised;
        spawn_local(async move { _ = is_promised.try_set(browser::is_persistent(asks).await) });
    }

    /// What this tab does.
    pub fn role(&self) -> Role {
        self.role.get()
    }

    /// Why nothing may be deleted from here, whatever is allowed; `None` where it may.
    pub fn cannot_delete(&self, session: Session, history: History) -> Option<String> {
        let problem = history.stock().problem;
        let not_kept = || problem.map(|problem| format!("This browser cannot keep the events: {problem}."));
        nobody_deletes_here(session).map(str::to_owned).or_else(not_kept)
    }

    /// What the end of the session would leave in this browser alone.
    pub fn only_here(&self, history: History) -> Option<String> {
        let Stock { events, is_emptied, .. } = history.stock();
        // Whatever is allowed by now.
        (is_emptied && events > 0).then(|| {
            let them = crate::words::count(events, "event");
            format!(
                "{them} may exist only in this browser: they were kept here and deleted from Jetstream's queue. They stay here, for \
                 whoever signs in with this key. To have them elsewhere, export them first."
            )
        })
    }
}

/// Does what was allowed before, as soon as what was kept is in the log, and what is allowed from now on. Until the owner is gone.
pub fn start(live: Live, session: Session, queue: Queue) {
    let Queue { consent, space, .. } = queue;
    let desk = Desk { live, session, history: live.history(), queue, channel: StoredValue::new_local(None) };
    let space = space.get_value();
    let name = format!("jetstream-queue {space}");
    desk.channel.set_value(Channel::open(&name, move |text| desk.hear(&text)));
    let running = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        if let Some(Some(handle)) = running.try_update_value(Option::take) {
            handle.abort();
        }
    };
    let start = move |consent: Consent| {
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
            start(if consent == Consent::Delete && nobody_deletes_here(session).is_some() {
                Consent::Read
            } else {
                consent
            });
        }
    });
    on_cleanup(stop);
    if consent.get_untracked() == Consent::Delete {
        queue.learn_promise(false);
    }
    browser::on_kept_elsewhere(consent::name(&space), move || _ = consent.try_set(Consent::kept(&space)));
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

impl Desk {
    /// Another tab has said something.
    fn hear(&self, text: &str) {
        let role = self.queue.role.try_get_untracked();
        match Word::read(text, browser::steady_now()) {
            Some(Word::Asks) if role == Some(Role::Empties) => self.say_how_it_goes(),
            Some(Word::Read(batch)) => _ = self.live.ingest(super::history::read(&batch)),
            Some(Word::Kept(key)) => spawn_local(self.history.was_kept(key)),
            Some(Word::Goes(link, whole_until)) if role == Some(Role::Follows) => {
                self.history.know_until(whole_until);
                self.live.set_link(link);
            }
            Some(Word::Asks | Word::Goes(..)) | None => {}
        }
    }

    fn say(&self, word: &Word) {
        self.channel.try_with_value(|channel| channel.as_ref().map(|channel| channel.say(&word.write())));
    }

    fn say_how_it_goes(&self) {
        self.say(&Word::Goes(self.live.link_untracked(), self.history.whole_until()));
    }

    /// Shows how it goes. Those that follow this tab show the same.
    fn show(&self, link: Link) {
        self.live.set_link(link);
        if self.queue.role.try_get_untracked() == Some(Role::Empties) {
            self.say_how_it_goes();
        }
    }

    fn become_(&self, role: Role) {
        if self.queue.role.try_get_untracked() != Some(role) {
            self.queue.role.try_set(role);
        }
    }

    /// Notes what the queue brought last; with `is_full` it holds more, of which nothing is known.
    fn was_read(&self, newest: Option<Timestamp>, is_full: bool) {
        self.history.know_until(is_full.then(|| newest.unwrap_or_default()));
        self.queue.space.try_with_value(|space| last_read::note(space));
    }

    /// Nobody may have read for so long that events are gone.
    fn note_missing(&self) {
        if let Some(Some((before, reason))) = self.queue.space.try_with_value(|space| last_read::missing(space)) {
            self.live.note_gap(before, reason);
        }
    }
}

/// When the newest of these came: a queue gives the oldest first.
fn newest(events: &[Event]) -> Option<Timestamp> {
    events.iter().rev().find_map(Event::time)
}

async fn follow(desk: Desk, consent: Consent, name: String) {
    match consent {
        Consent::Unasked => {
            desk.become_(Role::Idle);
            desk.live.set_link(Link::Off);
        }
        Consent::Read => {
            desk.note_missing();
            observe::keep_observing(desk).await;
        }
        Consent::Delete => {
            // The channel is open by now: what was kept before that is found here, and what is kept later is heard.
            desk.history.catch_up(desk.live).await;
            let lock = take(desk, &name).await;
            desk.note_missing();
            empty::keep_emptying(desk, lock).await;
        }
    }
}

/// Only with a lock of the browser's own is one tab sure to be alone. Until this one has it, it follows.
async fn take(desk: Desk, name: &str) -> Lock {
    if let Hold::Held(lock) = browser::hold(name).await {
        return lock;
    }
    desk.become_(Role::Follows);
    desk.live.set_link(Link::Connecting);
    desk.say(&Word::Asks);
    loop {
        match browser::wait_for(name).await {
            Some(lock) => return lock,
            None => browser::sleep(TAKE_OVER).await,
        }
    }
}

/// What to do about an error of Jetstream: how long to wait, or `None` to stop.
fn after(desk: &Desk, error: &ApiError, failures: u32) -> Option<Duration> {
    let last = desk.live.link_untracked().last_frame();
    if matches!(error.cause, Cause::Status(401 | 403)) {
        desk.show(Link::Stopped { reason: error.to_string() });
        desk.become_(Role::Idle);
        return None;
    }
    desk.show(Link::Waiting { last, reason: error.to_string() });
    Some(
        backoff::wait(failures, js_sys::Math::random())
            .max(Duration::from_secs(error.retry_after.unwrap_or_default().into())),
    )
}
