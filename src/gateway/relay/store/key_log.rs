//! The log of one key, open within a write transaction.

use jetstream_api::ids::EventId;
use jiff::{SignedDuration, Timestamp};
use redb::{ReadableTable, Table, WriteTransaction};
use sha2::{Digest, Sha256};

use super::{
    error::StoreError,
    retention::Retention,
    tables::{EVENTS, IDS, KeyState, SEEN, STATES},
};
use crate::feed::Position;

/// The shortest time for which an id is stored. Jetstream removes an event 4 days after it was read for the first time.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(5 * 24);
/// The most events and ids that are deleted in one transaction, so that none takes long.
const MOST_TRIMMED: u64 = 4_096;

/// One log, open for writing. Call [`KeyLogTable::close`] before the transaction is committed.
pub(super) struct KeyLogTable<'a> {
    number: u32,
    state: KeyState,
    states: Table<'a, u32, (u64, u64, u64, u64)>,
    events: Table<'a, (u32, Position), (i64, &'static str)>,
    ids: Table<'a, (u32, u128), Position>,
    seen: Table<'a, (u32, Position), (i64, u128)>,
}

impl<'a> KeyLogTable<'a> {
    pub(super) fn open(write: &'a WriteTransaction, number: u32) -> Result<Self, StoreError> {
        let states = write.open_table(STATES)?;
        let state = states.get(number)?.map(|state| KeyState::from(state.value())).unwrap_or_default();
        let (events, ids) = (write.open_table(EVENTS)?, write.open_table(IDS)?);
        Ok(Self { number, state, states, events, ids, seen: write.open_table(SEEN)? })
    }

    /// Appends an event, unless its id is stored. Returns whether it was appended.
    pub(super) fn push(&mut self, id: &EventId, text: &str, now: Timestamp) -> Result<bool, StoreError> {
        let id = digest(id);
        if self.ids.get((self.number, id))?.is_some() {
            return Ok(false);
        }
        let (place, time) = ((self.number, self.state.end), now.as_millisecond());
        self.ids.insert((self.number, id), self.state.end)?;
        self.seen.insert(place, (time, id))?;
        self.events.insert(place, (time, text))?;
        self.state.end += 1;
        self.state.bytes += text.len() as u64;
        Ok(true)
    }

    /// Deletes events that are too old or too many, oldest first, and then old ids. Returns how many events and ids.
    pub(super) fn trim(&mut self, retention: Retention, now: Timestamp) -> Result<u64, StoreError> {
        let before = |age: SignedDuration| now.checked_sub(age).map_or(i64::MIN, Timestamp::as_millisecond);
        let (kept_since, seen_since) = (before(retention.age), before(retention.age.max(REMEMBERED)));
        let mut gone = 0;
        while gone < MOST_TRIMMED && self.state.oldest < self.state.end {
            let place = (self.number, self.state.oldest);
            let found = self.events.get(place)?.map(|event| (event.value().0, event.value().1.len() as u64));
            let (time, bytes) = found.unwrap_or((i64::MIN, 0));
            let is_over = self.state.bytes > retention.bytes && self.state.oldest + 1 < self.state.end;
            if time >= kept_since && !is_over {
                break;
            }
            self.events.remove(place)?;
            self.state.oldest += 1;
            self.state.bytes = self.state.bytes.saturating_sub(bytes);
            gone += 1;
        }
        while gone < MOST_TRIMMED && self.state.remembered < self.state.oldest {
            let place = (self.number, self.state.remembered);
            let seen = self.seen.get(place)?.map(|seen| seen.value());
            if seen.is_some_and(|(time, _)| time >= seen_since) {
                break;
            }
            if let Some((_, id)) = seen {
                self.ids.remove((self.number, id))?;
                self.seen.remove(place)?;
            }
            self.state.remembered += 1;
            gone += 1;
        }
        Ok(gone)
    }

    /// Writes the state of the log, and returns the position before its oldest event.
    pub(super) fn close(mut self) -> Result<Position, StoreError> {
        let KeyState { oldest, end, bytes, remembered } = self.state;
        self.states.insert(self.number, (oldest, end, bytes, remembered))?;
        Ok(oldest)
    }
}

/// The first half of the SHA-256 of an id: ids may be of any length.
fn digest(id: &EventId) -> u128 {
    let hash: [u8; 32] = Sha256::digest(id.as_str()).into();
    let mut half = [0; 16];
    half.copy_from_slice(hash.split_at(16).0);
    u128::from_be_bytes(half)
}
