//! The history: a store of one key's events in this browser. They are loaded again after a reload, and outlast Jetstream's queue.
//!
//! This is the shell around [`state::HistoryState`]: signals, the database, the lock between tabs. Events are stored in batches, as they
//! were received. The key of a batch contains the time at which it was stored, the number of its events and its length, so that the
//! statistics need no reading.

pub mod batch;
pub mod cross_tab;
pub mod gap_key;
pub mod load_plan;
pub mod recent_ids;
pub mod state;
pub mod storage_stats;
pub mod stored_gaps;
pub mod write_buffer;
pub mod writer;

use std::time::Duration;

use jetstream_api::{events::Event, key::AccessKey};
use jetstream_fleet::event_log::export::Secrets;
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    guid::new_guid,
    history::{batch::read, load_plan::LoadPlan, state::HistoryState, storage_stats::StorageStats},
    live::LiveState,
    session::Session,
};
use jetstream_browser::{self as browser, Database, Lock, StorageError};

/// The name of the database. The access key is not stored: entries belong to a fingerprint of it.
const NAME: &str = "jetstream-history";
/// The longest time events wait in the buffer before a write starts, unless they fill a batch earlier.
const TICK: Duration = Duration::from_secs(1);

struct Inner {
    state: HistoryState,
    /// `None` where nothing is to be stored.
    database: Option<Database>,
    /// All keys of this history begin with it.
    prefix: String,
    /// Held by the tab that writes.
    lock: Option<Lock>,
    opened_at: Timestamp,
}

/// The history of one key in one environment. Copied freely.
#[derive(Clone, Copy)]
pub struct History {
    inner: StoredValue<Inner, LocalStorage>,
    /// A copy of those in the state, for views.
    stats: RwSignal<StorageStats>,
}

impl History {
    /// Opens the history of a key. Events are stored for so many days.
    pub fn open(session: Session, key: &AccessKey, days: u16) -> Self {
        let (database, prefix) = (Some(session.database(NAME)), prefix(&session.environment().label, key));
        let history = Self::new(HistoryState::new(days, tab()), database, prefix);
        browser::interval(TICK, move || history.flush(true));
        history
    }

    /// A history that stores nothing and has nothing.
    pub fn disabled() -> Self {
        Self::new(HistoryState::disabled(), None, String::new())
    }

    fn new(state: HistoryState, database: Option<Database>, prefix: String) -> Self {
        let stats = RwSignal::new(state.stats().clone());
        let inner = Inner { state, database, prefix, lock: None, opened_at: browser::now() };
        Self { inner: StoredValue::new_local(inner), stats }
    }

    /// The statistics of the storage; reactive.
    pub fn stats(&self) -> StorageStats {
        self.stats.get()
    }

    /// Reads the stored events, the newest first, until the log is full, and deletes entries that are too old. Calls `on_history_end` with
    /// the time of the newest event, if there is any.
    pub async fn load(self, live: LiveState, on_history_end: impl FnOnce(Timestamp)) {
        let Some((database, prefix)) = self.storage() else { return };
        let keys = match database.keys(&prefix).await {
            Ok(keys) => keys,
            Err(error) => {
                self.update(|state| state.open_failed(error.to_string()));
                return;
            }
        };
        let horizon = self.read(|state| state.horizon(browser::now())).unwrap_or(Timestamp::MIN);
        let plan = LoadPlan::new(keys.iter().filter_map(|key| key.strip_prefix(&prefix)), horizon);
        for (key, at) in plan.gaps {
            if let Ok(Some(reason)) = database.get(&format!("{prefix}{key}")).await {
                live.note_gap(at, &reason);
            }
        }
        for key in plan.expired {
            // A failed deletion is tried again at the next start.
            let _ = database.remove(&format!("{prefix}{key}")).await;
        }
        self.update(|state| plan.batches.iter().for_each(|batch| state.add_batch(*batch)));
        let (mut on_history_end, mut unreadable) = (Some(on_history_end), 0);
        for batch in plan.batches.into_iter().rev() {
            let text = database.get(&format!("{prefix}{batch}")).await.ok().flatten().unwrap_or_default();
            let events = read(&text);
            if events.is_empty() {
                unreadable += batch.events;
            }
            // The first batch is the newest: this tab itself has written none yet.
            if let Some(newest) = events.iter().filter_map(Event::time).max()
                && let Some(on_history_end) = on_history_end.take()
            {
                on_history_end(newest);
            }
            self.update(|state| state.add_ids(events.iter().map(|event| event.id.clone())));
            if !live.ingest_stored(events) {
                break;
            }
        }
        self.update(|state| state.loaded(plan.is_drained, unreadable));
    }

    /// Stores events for another number of days. Older ones are deleted at once.
    pub fn set_days(self, days: u16) {
        self.update(|state| state.set_days(days));
        spawn_local(async move { self.evict().await });
    }

    /// Deletes everything of this key.
    pub fn delete_all(self) {
        spawn_local(async move {
            if let Err(error) = self.clear().await {
                let problem = format!("it could not be forgotten: {error}");
                self.update(|state| state.stats_mut().last_error = Some(problem));
            }
        });
    }

    async fn clear(self) -> Result<(), StorageError> {
        let (database, prefix) = self.storage().ok_or_else(signed_out)?;
        database.remove(&prefix).await?;
        self.update(HistoryState::cleared);
        Ok(())
    }

    /// Downloads everything of this key as a file of newline-delimited JSON, each event as it was received but for its secrets, which are
    /// masked or not; the oldest batch first.
    pub fn export(self, secrets: Secrets) {
        spawn_local(async move {
            let problem = match self.lines(secrets).await {
                Ok(lines) if browser::download("jetstream-events.ndjson", &lines) => None,
                Ok(_) => Some("this browser does not let the page offer a file".to_owned()),
                Err(error) => Some(format!("what is kept could not be read: {error}")),
            };
            self.update(|state| state.stats_mut().last_error = problem);
        });
    }

    async fn lines(self, secrets: Secrets) -> Result<String, StorageError> {
        let (database, prefix) = self.storage().ok_or_else(signed_out)?;
        let mut lines = String::new();
        for key in database.keys(&prefix).await? {
            let text = database.get(&key).await?.unwrap_or_default();
            batch::lines(&text, secrets, &mut lines);
        }
        Ok(lines)
    }

    /// Reads the state; `None` after sign-out.
    fn read<T>(&self, read: impl FnOnce(&HistoryState) -> T) -> Option<T> {
        self.inner.try_with_value(|inner| read(&inner.state))
    }

    /// Changes the state, and notifies the readers of the statistics where these changed; `None` after sign-out.
    fn update<T>(&self, change: impl FnOnce(&mut HistoryState) -> T) -> Option<T> {
        let (result, stats) = self.inner.try_update_value(|inner| {
            let result = change(&mut inner.state);
            let stats = inner.state.stats();
            let is_changed = self.stats.try_with_untracked(|shown| shown != stats) == Some(true);
            (result, is_changed.then(|| stats.clone()))
        })?;
        if let Some(stats) = stats {
            self.stats.try_set(stats);
        }
        Some(result)
    }

    /// The database, and what the keys of this history begin with.
    fn storage(&self) -> Option<(Database, String)> {
        self.inner.try_with_value(|inner| Some((inner.database.clone()?, inner.prefix.clone()))).flatten()
    }
}

/// The error after sign-out: a caller must not assume that something was stored.
fn signed_out() -> StorageError {
    StorageError::Failed("nobody is signed in any more".to_owned())
}

/// The prefix of the keys of a history. Neither label nor fingerprint contains the character after each.
fn prefix(environment: &str, key: &AccessKey) -> String {
    format!("{environment}\u{1f}{:016x}\u{1f}", key.fingerprint())
}

/// A number of this tab, which lasts as long as the page.
fn tab() -> u32 {
    thread_local! {
        static TAB: u32 = number_of(&new_guid().to_string());
    }
    TAB.with(|tab| *tab)
}

fn number_of(guid: &str) -> u32 {
    guid.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or_default()
}
