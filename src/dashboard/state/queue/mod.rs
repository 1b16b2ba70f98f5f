//! The state of Jetstream's event queue of a key, which is read where there is no gateway.
//!
//! Reading and deleting affect all others who use the key, so both need the administrator's consent. One tab drains the queue (a lock of
//! the browser), the others follow it (a channel between tabs), and one of them takes over when it is closed.

pub mod consent;
pub(crate) mod context;
pub mod drain;
pub mod observe;
pub mod reader;
pub mod tab_message;
pub mod watermark;

use jetstream_api::key::AccessKey;
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    history::{History, storage_stats::StorageStats},
    queue::consent::ReadConsent,
    session::{READ_ONLY, Session},
};
use jetstream_browser::{self as browser, StoredSetting};

/// The role of this tab for the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabRole {
    /// It does nothing: there is no consent.
    Idle,
    /// It reads, stores and deletes.
    Leader,
    /// Another tab drains the queue, and this one receives its messages.
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
    consent: StoredSetting<ReadConsent>,
    /// Notifies of every click on a choice, also of one that changes nothing: after a refusal by Jetstream it starts the reader again.
    chosen: Trigger,
    role: RwSignal<TabRole>,
    space: StoredValue<String>,
    is_persistent: RwSignal<bool>,
}

impl Queue {
    /// A queue that is not read before [`reader::start`].
    pub(super) fn new(environment: &str, key: &AccessKey) -> Self {
        let space = format!("{environment}.{:016x}", key.fingerprint());
        let (consent, role) = (ReadConsent::open(&space), RwSignal::new(TabRole::Idle));
        let (chosen, space, is_persistent) = (Trigger::new(), StoredValue::new(space), RwSignal::new(true));
        Self { consent, chosen, role, space, is_persistent }
    }

    /// The current consent; reactive.
    pub fn consent(&self) -> ReadConsent {
        self.consent.get()
    }

    /// Changes the consent, and stores it in this browser for this key, unless storage is blocked.
    pub fn allow(&self, consent: ReadConsent) {
        if consent == ReadConsent::ReadAndDelete {
            // Events deleted upstream exist only here. Some browsers ask their user for permission, and do so only after a click.
            self.refresh_storage_persistence(true);
        }
        self.consent.set(consent);
        self.chosen.notify();
    }

    /// Has the browser granted persistent storage, so that stored events survive a full disk? True until it was requested; reactive.
    pub fn is_storage_persistent(&self) -> bool {
        self.is_persistent.get()
    }

    fn refresh_storage_persistence(&self, asks: bool) {
        let is_persistent = self.is_persistent;
        spawn_local(async move { _ = is_persistent.try_set(browser::is_persistent(asks).await) });
    }

    /// The role of this tab; reactive.
    pub fn role(&self) -> TabRole {
        self.role.get()
    }

    /// Why this page must not delete from the queue, whatever the consent; `None` where it may.
    pub fn delete_problem(&self, session: Session, history: History) -> Option<String> {
        let problem = history.stats().problem;
        let not_stored = || problem.map(|problem| format!("This browser cannot keep the events: {problem}."));
        deleting_problem(session).map(str::to_owned).or_else(not_stored)
    }

    /// The warning before signing out that events exist only in this browser, where they may; reactive.
    pub fn is_memory_only(&self, history: History) -> Option<String> {
        let StorageStats { events, is_drained, .. } = history.stats();
        // This does not depend on the current consent.
        (is_drained && events > 0).then(|| {
            let them = crate::text::plural(events, "event");
            format!(
                "{them} may exist only in this browser: they were kept here and deleted from Jetstream's queue. They stay here, for \
                 whoever signs in with this key. To have them elsewhere, export them first."
            )
        })
    }
}

/// Why this page must not delete, even with consent given in another page for the same key; `None` where it may.
pub(super) fn deleting_problem(session: Session) -> Option<&'static str> {
    if session.is_read_only() {
        return Some(READ_ONLY);
    }
    if browser::is_framed() {
        return Some("In a frame the browser keeps storage and locks apart.");
    }
    (!browser::has_locks())
        .then_some("This browser has no locks between tabs here (they need https): two tabs might delete.")
}
