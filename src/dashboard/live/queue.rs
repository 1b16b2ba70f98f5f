//! The queue of events of this key, read straight from Jetstream: the feed where there is no gateway.
//!
//! Reading and deleting touch whoever else uses the key, so both wait for the administrator's consent. One tab empties the queue
//! (a lock of the browser), the others hear of it (a channel between tabs), and one of them takes over when it is closed.

mod consent;
mod empty;
mod observe;

use std::time::Duration;

use futures_util::future::{AbortHandle, abortable};
use jetstream_api::{
    error::{ApiError, Cause},
    key::AccessKey,
};
use leptos::{prelude::*, task::spawn_local};

pub use consent::Consent;

use super::{Link, Live, backoff, history::History};
use crate::{
    browser::{self, Channel, Hold, Lock},
    session::{READ_ONLY, Session},
};

/// How often a tab looks whether the one that empties the queue is gone.
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
}

/// What every way of reading needs.
#[derive(Clone, Copy)]
struct Desk {
    live: Live,
    session: Session,
    history: History,
    role: RwSignal<Role>,
}

impl Queue {
    /// Nothing is done about it before somebody [starts](start) to.
    pub(super) fn new(environment: &str, key: &AccessKey) -> Self {
        let space = format!("{environment}.{:016x}", key.fingerprint());
        let (consent, role) = (RwSignal::new(Consent::kept(&space)), RwSignal::new(Role::Idle));
        Self { consent, role, space: StoredValue::new(space) }
    }

    /// What is allowed.
    pub fn consent(&self) -> Consent {
        self.consent.get()
    }

    /// Allows something else. Lasts in this browser, for this key, where its storage is not blocked.
    pub fn allow(&self, consent: Consent) {
        self.space.with_value(|space| consent.keep(space));
        self.consent.set(consent);
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
        let events = history.stock().events;
        (self.consent.get() == Consent::Delete && events > 0).then(|| {
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
    let Queue { consent, role, space } = queue;
    let desk = Desk { live, session, history: live.history(), role };
    let space = space.get_value();
    let name = format!("jetstream-queue {space}");
    let channel = StoredValue::new_local(Channel::open(&name, move |text| desk.hear(&text)));
    let running = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        if let Some(Some(handle)) = running.try_update_value(Option::take) {
            handle.abort();
        }
    };
    let start = move |consent: Consent| {
        stop();
        let (task, handle) = abortable(follow(desk, consent, channel.get_value(), name.clone()));
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
    /// Another tab has kept these.
    fn hear(&self, text: &str) {
        self.live.ingest(super::history::read(text));
        if self.role.try_get_untracked() == Some(Role::Follows) {
            self.live.set_link(Link::Live { at: browser::now() });
        }
    }

    fn become_(&self, role: Role) {
        if self.role.try_get_untracked() != Some(role) {
            self.role.try_set(role);
        }
    }
}

async fn follow(desk: Desk, consent: Consent, channel: Option<Channel>, name: String) {
    match consent {
        Consent::Unasked => {
            desk.become_(Role::Idle);
            desk.live.set_link(Link::Off);
        }
        Consent::Read => observe::keep_observing(desk).await,
        Consent::Delete => loop {
            match take(&name).await {
                Some(lock) => return empty::keep_emptying(desk, channel, lock).await,
                None => {
                    desk.become_(Role::Follows);
                    browser::sleep(TAKE_OVER).await;
                }
            }
        },
    }
}

/// Only with a lock of the browser's own is one tab sure to be alone.
async fn take(name: &str) -> Option<Lock> {
    match browser::hold(name).await {
        Hold::Held(lock) => Some(lock),
        Hold::Taken | Hold::Unsupported => None,
    }
}

/// What to do about an error of Jetstream: how long to wait, or `None` to stop.
fn after(desk: &Desk, error: &ApiError, failures: u32) -> Option<Duration> {
    let last = desk.live.link_untracked().last_frame();
    if matches!(error.cause, Cause::Status(401 | 403)) {
        desk.live.set_link(Link::Stopped { reason: error.to_string() });
        return None;
    }
    desk.live.set_link(Link::Waiting { last, reason: error.to_string() });
    Some(
        backoff::wait(failures, js_sys::Math::random())
            .max(Duration::from_secs(error.retry_after.unwrap_or_default().into())),
    )
}
