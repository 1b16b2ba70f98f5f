//! The event store on the disk: one log per key, in an embedded database ([redb]).
//!
//! [`Store::append`] returns when the events would survive a power failure. Events are numbered per log without gaps, so a position is
//! enough to continue from. The ids of events are stored longer than the events themselves, so that an event is recognised for as long
//! as Jetstream could send it again.
//!
//! All functions block; async callers run them on another thread ([`super::blocking`]).

mod error;
mod key_log;
mod retention;
mod tables;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use jetstream_api::{
    feed::{MAX_BYTES, MAX_EVENTS},
    ids::EventId,
};
use jiff::Timestamp;
use redb::{Database, ReadableTable, StorageBackend, backends::FileBackend};

use crate::{
    feed::Position,
    relay::{data_dir, secret::KeyHash},
};
pub use error::StoreError;
use key_log::KeyLogTable;
pub use retention::Retention;
pub use tables::OpenedKey;
use tables::{EVENTS, STATES};

/// The name of the file in the data directory.
const FILE: &str = "events.redb";
/// The most memory that the database uses for pages, in bytes.
const CACHE: usize = 64 * 1024 * 1024;

/// The result of an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppendResult {
    /// The events that were not stored before, in their order.
    pub new: Vec<Arc<str>>,
    /// The position before the oldest stored event after the append.
    pub oldest: Position,
}

/// The logs of all keys.
pub struct Store {
    database: Database,
    retention: Retention,
    failed: AtomicBool,
}

impl Store {
    /// Opens the store of a data directory, or creates it. Only one process at a time can open it.
    pub fn open(folder: &Path, retention: Retention) -> Result<Self, StoreError> {
        // A database whose creation was interrupted could never be opened again.
        data_dir::create_whole(folder, FILE, |file| {
            Self::with_backend(FileBackend::new(file)?, retention).map(|_| ())
        })?;
        Self::with_backend(FileBackend::new(data_dir::open_private(&folder.join(FILE))?)?, retention)
    }

    /// Opens a store in another place than a file, for tests.
    pub fn with_backend(backend: impl StorageBackend, retention: Retention) -> Result<Self, StoreError> {
        let database = Database::builder().set_cache_size(CACHE).create_with_backend(backend);
        let database = database?;
        tables::create(&database)?;
        Ok(Self { database, retention, failed: AtomicBool::new(false) })
    }

    /// Whether every operation has succeeded so far. After a failure the database takes nothing more until the relay is restarted.
    pub fn is_healthy(&self) -> bool {
        !self.failed.load(Ordering::Relaxed)
    }

    /// Finds the log of a key, or creates one with the random name `draw`.
    pub fn log(&self, key: KeyHash, draw: u64) -> Result<OpenedKey, StoreError> {
        self.watched(|| tables::log(&self.database, key, draw))
    }

    /// Appends the events that are not stored yet, and deletes the oldest ones if there are too many. What it returns is on the disk.
    pub fn append(
        &self,
        number: u32,
        events: &[(EventId, Arc<str>)],
        now: Timestamp,
    ) -> Result<AppendResult, StoreError> {
        self.watched(|| {
            let write = self.database.begin_write()?;
            let mut log = KeyLogTable::open(&write, number)?;
            let mut new = Vec::new();
            for (id, text) in events {
                if log.push(id, text, now)? {
                    new.push(Arc::clone(text));
                }
            }
            log.trim(self.retention, now)?;
            let oldest = log.close()?;
            // Also where nothing is new: what an earlier process wrote before it was killed may not be on the disk yet.
            write.commit()?;
            Ok(AppendResult { new, oldest })
        })
    }

    /// The position before the oldest stored event of a log.
    pub fn oldest(&self, number: u32) -> Result<Position, StoreError> {
        self.watched(|| Ok(tables::state(&self.database.begin_read()?, number)?.oldest))
    }

    /// The events after a position, as many as fit into one frame; `None` if the first of them is no longer stored.
    pub fn read(&self, number: u32, after: Position) -> Result<Option<Vec<Arc<str>>>, StoreError> {
        self.watched(|| {
            let read = self.database.begin_read()?;
            let (events, mut bytes) = (read.open_table(EVENTS)?, 0);
            let mut found: Vec<Arc<str>> = Vec::new();
            for entry in events.range((number, after)..=(number, Position::MAX))?.take(MAX_EVENTS) {
                let (key, value) = entry?;
                if found.is_empty() && key.value().1 != after {
                    return Ok(None);
                }
                let (_, text) = value.value();
                bytes += text.len();
                found.push(text.into());
                if bytes > MAX_BYTES {
                    break;
                }
            }
            // All events may have been deleted, also the newest.
            Ok((!found.is_empty() || after >= tables::state(&read, number)?.end).then_some(found))
        })
    }

    /// Deletes all events and ids that have expired, also those of keys that are not in use. Returns how many of them.
    pub fn forget(&self, now: Timestamp) -> Result<u64, StoreError> {
        let numbers: Vec<u32> = self.watched(|| {
            let read = self.database.begin_read()?;
            let states = read.open_table(STATES)?;
            states.iter()?.map(|entry| Ok(entry?.0.value())).collect()
        })?;
        let mut gone = 0;
        for number in numbers {
            // In small steps, so that events that arrive meanwhile do not wait long.
            while let step @ 1.. = self.step(number, now)? {
                gone += step;
            }
        }
        Ok(gone)
    }

    fn step(&self, number: u32, now: Timestamp) -> Result<u64, StoreError> {
        self.watched(|| {
            let write = self.database.begin_write()?;
            let mut log = KeyLogTable::open(&write, number)?;
            let gone = log.trim(self.retention, now)?;
            log.close()?;
            if gone == 0 {
                write.abort()?;
            } else {
                write.commit()?;
            }
            Ok(gone)
        })
    }

    fn watched<T>(&self, act: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        act().inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
