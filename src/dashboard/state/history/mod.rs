//! The events of this key that this browser keeps: they are there again after a reload, and outlast the queue of Jetstream.
//!
//! They lie in batches, as they came, in the browser's database. What a key of the database tells (when, how many, how long) is enough to
//! say what is kept without reading it.

pub mod batch;
pub mod cross_tab;
pub mod pending;
pub mod recent_ids;
pub mod storage_stats;
pub mod stored_gaps;
pub mod writer;

use std::{collections::VecDeque, time::Duration};

use jetstream_api::{events::Event, ids::EventId, key::AccessKey};
use jetstream_fleet::event_log::export::Secrets;
use jiff::{SignedDuration, Timestamp};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    history::{
        batch::{BatchKey, read},
        pending::WriteBuffer,
        recent_ids::RecentIds,
        storage_stats::StorageStats,
    },
    live::LiveState,
    session::Session,
};
use jetstream_browser::{self as browser, Database, Lock, StorageError};

/// The name of the database. The key itself is not kept: a fingerprint of it tells whose events they are.
const NAME: &str = "jetstream-history";
/// How many bytes are kept at most; the oldest leave first.
pub const MOST: usize = 256 << 20;
/// The name of what stands beside the batches as soon as one of them is deleted elsewhere.
const EMPTIED: &str = "emptied";
/// How often what has come is written down, where it does not make a piece before.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Default)]
struct HistoryState {
    /// None where nothing is to be kept.
    database: Option<Database>,
    space: String,
    days: u16,
    ids: RecentIds,
    pending: WriteBuffer,
    is_writing: bool,
    /// What could be written last could not: the next attempt is due with the next second.
    rests: bool,
    batches: VecDeque<BatchKey>,
    lock: Option<Lock>,
    number: u32,
    /// When this tab began to look what is kept.
    looked: Timestamp,
}

/// The history of one key in one environment. Copied freely.
#[derive(Clone, Copy)]
pub struct History {
    inner: StoredValue<HistoryState, LocalStorage>,
    stock: RwSignal<StorageStats>,
}

impl History {
    /// Begins to open it. Events are kept for so many days.
    pub fn open(session: Session, key: &AccessKey, days: u16) -> Self {
        let (database, space) = (Some(session.database(NAME)), space(&session.environment().label, key));
        let inner = HistoryState { database, space, days, looked: browser::now(), ..HistoryState::default() };
        let history = Self { inner: StoredValue::new_local(inner), stock: RwSignal::new(StorageStats::default()) };
        browser::interval(PAUSE, move || history.flush(true));
        history
    }

    /// One that neither has nor keeps anything.
    pub fn disabled() -> Self {
        let stock = StorageStats { is_open: true, ..StorageStats::default() };
        Self { inner: StoredValue::new_local(HistoryState::default()), stock: RwSignal::new(stock) }
    }

    /// What is kept; reactive.
    pub fn stock(&self) -> StorageStats {
        self.stock.get()
    }

    /// Reads back what is kept, the newest first, until the log is full. Whatever was kept too long ago is forgotten.
    pub async fn load(self, live: LiveState, on_history_end: impl FnOnce(Timestamp)) {
        let Some((database, space)) = self.time_limit() else { return };
        let keys = match database.keys(&space).await {
            Ok(keys) => keys,
            Err(error) => {
                return self.record_problem(|stock| (stock.is_open, stock.problem) = (true, Some(error.to_string())));
            }
        };
        let horizon = self.inner.try_with_value(HistoryState::horizon).unwrap_or(Timestamp::MIN);
        self.load_gaps(live, &database, &keys, horizon).await;
        let (mut kept, mut is_emptied, mut unreadable) = (Vec::new(), false, 0);
        for key in keys {
            let Some(batch) = key.strip_prefix(&space).and_then(BatchKey::parse) else {
                is_emptied |= key.ends_with(EMPTIED);
                continue;
            };
            if batch.at < horizon {
                // What is not forgotten now is tried again at the next start.
                let _ = database.remove(&key).await;
            } else {
                self.count(batch);
                kept.push((batch, key));
            }
        }
        let mut on_history_end = Some(on_history_end);
        while let Some((batch, key)) = kept.pop() {
            let text = database.get(&key).await.ok().flatten().unwrap_or_default();
            let events: Vec<Event> = read(&text);
            if events.is_empty() {
                unreadable += batch.events;
            }
            // The first batch is the newest: this tab itself has written none yet.
            if let Some(newest) = events.iter().filter_map(Event::time).max()
                && let Some(on_history_end) = on_history_end.take()
            {
                on_history_end(newest);
            }
            self.update_stats(events.iter().map(|event| event.id.clone()));
            if !live.ingest_stored(events) {
                break;
            }
        }
        self.record_problem(|stock| {
            (stock.is_open, stock.is_drained, stock.unreadable) = (true, is_emptied, unreadable);
        });
    }

    /// Keeps events for another number of days. What is older is forgotten at once.
    pub fn set_days(self, days: u16) {
        self.inner.try_update_value(|inner| inner.days = days);
        spawn_local(async move {
            if let Some((database, space)) = self.time_limit() {
                self.evict_oldest(&database, &space).await;
            }
        });
    }

    /// Forgets everything of this key.
    pub fn forget(self) {
        spawn_local(async move {
            if let Err(error) = self.clear().await {
                self.record_problem(|stock| stock.last_error = Some(format!("it could not be forgotten: {error}")));
            }
        });
    }

    async fn clear(self) -> Result<(), StorageError> {
        let (database, space) = self.time_limit().ok_or_else(gone)?;
        database.remove(&space).await?;
        self.inner.try_update_value(|inner| {
            inner.ids = RecentIds::default();
            inner.batches.clear();
        });
        self.record_problem(|stock| *stock = StorageStats { is_open: true, ..StorageStats::default() });
        Ok(())
    }

    /// Offers everything of this key as a file of newline-delimited JSON, each event as it was received but for its secrets, which are
    /// masked or not; the oldest batch first.
    pub fn offer_file(self, secrets: Secrets) {
        spawn_local(async move {
            let told = match self.lines(secrets).await {
                Ok(lines) if browser::download("jetstream-events.ndjson", &lines) => None,
                Ok(_) => Some("this browser does not let the page offer a file".to_owned()),
                Err(error) => Some(format!("what is kept could not be read: {error}")),
            };
            self.record_problem(|stock| stock.last_error = told);
        });
    }

    async fn lines(self, secrets: Secrets) -> Result<String, StorageError> {
        let (database, space) = self.time_limit().ok_or_else(gone)?;
        let mut lines = String::new();
        for key in database.keys(&space).await? {
            let text = database.get(&key).await?.unwrap_or_default();
            batch::lines(&text, secrets, &mut lines);
        }
        Ok(lines)
    }

    fn update_stats(&self, ids: impl Iterator<Item = EventId>) {
        self.inner.try_update_value(|inner| ids.for_each(|id| inner.ids.note(id)));
    }

    fn time_limit(&self) -> Option<(Database, String)> {
        self.inner.try_with_value(|inner| Some((inner.database.clone()?, inner.space.clone()))).flatten()
    }

    fn record_problem(&self, change: impl FnOnce(&mut StorageStats)) {
        self.stock.try_update(change);
    }
}

impl HistoryState {
    /// What was kept before is kept too long.
    fn horizon(&self) -> Timestamp {
        let days = SignedDuration::from_hours(24 * i64::from(self.days));
        browser::now().checked_sub(days).unwrap_or(Timestamp::MIN)
    }

    fn is_behind(&self) -> bool {
        self.batches.front().is_some_and(|batch| batch.at < self.horizon())
    }
}

/// Whoever asks after the sign-out must not believe that something was kept.
fn gone() -> StorageError {
    StorageError::Failed("nobody is signed in any more".to_owned())
}

/// Where the events of a key lie. No label and no fingerprint holds the character behind each.
fn space(environment: &str, key: &AccessKey) -> String {
    format!("{environment}\u{1f}{:016x}\u{1f}", key.fingerprint())
}
