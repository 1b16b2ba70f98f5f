//! The statistics of the history: how much is stored, and what prevents more.

use jiff::Timestamp;

use crate::state::history::batch::BatchKey;

/// Statistics of the storage, with its problems.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StorageStats {
    /// The database has answered, well or not.
    pub is_open: bool,
    /// How many events, those that were written twice counted twice.
    pub events: usize,
    /// How many bytes of text.
    pub bytes: usize,
    /// When the oldest batch was stored.
    pub since: Option<Timestamp>,
    /// How many events were dropped because the buffer was full.
    pub dropped: usize,
    /// How many events are in batches that could not be read back.
    pub unreadable: usize,
    /// Events were deleted from the queue after they had been stored here.
    pub is_drained: bool,
    /// Why nothing more can be stored.
    pub problem: Option<String>,
    /// Why the latest export or deletion failed.
    pub last_error: Option<String>,
}

impl StorageStats {
    /// Adds a batch.
    pub fn count(&mut self, batch: &BatchKey) {
        self.events += batch.events;
        self.bytes += batch.bytes;
        self.since = Some(self.since.map_or(batch.at, |since| since.min(batch.at)));
    }

    /// Removes a batch; the oldest that is left was stored at `since`.
    pub fn discount(&mut self, batch: &BatchKey, since: Option<Timestamp>) {
        self.events = self.events.saturating_sub(batch.events);
        self.bytes = self.bytes.saturating_sub(batch.bytes);
        self.since = since;
    }
}
