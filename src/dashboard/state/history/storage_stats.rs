//! How much is kept, and what stands in the way of more.

use jiff::Timestamp;

use crate::state::history::batch::BatchKey;

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StorageStats {
    /// The database has answered, well or not.
    pub is_open: bool,
    /// How many events, those that were written twice counted twice.
    pub events: usize,
    /// How many bytes of text.
    pub bytes: usize,
    /// When the oldest was kept.
    pub since: Option<Timestamp>,
    /// How many events found no room while they waited to be kept.
    pub dropped: usize,
    /// How many events lie in batches that could not be read back.
    pub unreadable: usize,
    /// Events were deleted from the queue after they had been kept here.
    pub is_drained: bool,
    /// Why nothing more can be kept.
    pub problem: Option<String>,
    /// Why the latest export or forgetting came to nothing.
    pub last_error: Option<String>,
}

impl StorageStats {
    /// One batch more.
    pub fn count(&mut self, batch: &BatchKey) {
        self.events += batch.events;
        self.bytes += batch.bytes;
        self.since = Some(self.since.map_or(batch.at, |since| since.min(batch.at)));
    }

    /// One batch less; the oldest that is left was kept at `since`.
    pub fn discount(&mut self, batch: &BatchKey, since: Option<Timestamp>) {
        self.events = self.events.saturating_sub(batch.events);
        self.bytes = self.bytes.saturating_sub(batch.bytes);
        self.since = since;
    }
}
