//! The tables of the database, and the state of each log.

use redb::{Database, ReadTransaction, ReadableTable, ReadableTableMetadata, TableDefinition};

use super::error::StoreError;
use crate::{feed::Position, relay::secret::KeyHash};

/// The number and name of each log, by the hash of its key.
pub(super) const LOGS: TableDefinition<&[u8; 32], (u32, u64)> = TableDefinition::new("logs");
/// The state of each log: the fields of [`KeyState`].
pub(super) const STATES: TableDefinition<u32, (u64, u64, u64, u64)> = TableDefinition::new("states");
/// The time at which each event was stored, in milliseconds since 1970, and its text.
pub(super) const EVENTS: TableDefinition<(u32, Position), (i64, &str)> = TableDefinition::new("events");
/// The position of each stored id.
pub(super) const IDS: TableDefinition<(u32, u128), Position> = TableDefinition::new("ids");
/// The same by position, with the time, so that ids can be deleted in their order.
pub(super) const SEEN: TableDefinition<(u32, Position), (i64, u128)> = TableDefinition::new("seen");

/// A log that was found or created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenedKey {
    /// The number of the log in the store.
    pub number: u32,
    /// The random name with which its cursors begin, so that the cursor of another log is recognised as such.
    pub name: u64,
    /// The position before the oldest stored event.
    pub oldest: Position,
    /// The position after the newest event.
    pub end: Position,
}

/// The state of a log.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KeyState {
    /// The position before the oldest stored event.
    pub oldest: Position,
    /// The position after the newest.
    pub end: Position,
    /// The bytes of the events between these positions.
    pub bytes: u64,
    /// The position before the oldest stored id.
    pub remembered: Position,
}

impl From<(u64, u64, u64, u64)> for KeyState {
    fn from((oldest, end, bytes, remembered): (u64, u64, u64, u64)) -> Self {
        Self { oldest, end, bytes, remembered }
    }
}

/// Creates the tables: an empty database has none, and reading would fail.
pub(super) fn create(database: &Database) -> Result<(), StoreError> {
    let write = database.begin_write()?;
    write.open_table(LOGS)?;
    write.open_table(STATES)?;
    write.open_table(EVENTS)?;
    write.open_table(IDS)?;
    write.open_table(SEEN)?;
    Ok(write.commit()?)
}

/// Finds the log of a key, or creates one with this name.
pub(super) fn log(database: &Database, key: KeyHash, draw: u64) -> Result<OpenedKey, StoreError> {
    let write = database.begin_write()?;
    let (mut logs, mut states) = (write.open_table(LOGS)?, write.open_table(STATES)?);
    let there = logs.get(&key.0)?.map(|log| log.value());
    let (number, name) = match there {
        Some(log) => log,
        None => {
            // Logs are never removed, so their number is free.
            let log = (u32::try_from(logs.len()?).unwrap_or(u32::MAX), draw);
            logs.insert(&key.0, log)?;
            states.insert(log.0, (0, 0, 0, 0))?;
            log
        }
    };
    let state = states.get(number)?.map(|state| KeyState::from(state.value())).unwrap_or_default();
    drop((logs, states));
    if there.is_none() {
        write.commit()?;
    } else {
        write.abort()?;
    }
    Ok(OpenedKey { number, name, oldest: state.oldest, end: state.end })
}

/// The state of a log.
pub(super) fn state(read: &ReadTransaction, number: u32) -> Result<KeyState, StoreError> {
    Ok(read.open_table(STATES)?.get(number)?.map(|state| KeyState::from(state.value())).unwrap_or_default())
}
