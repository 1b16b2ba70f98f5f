//! The setting for how long and how many events are stored.

use jiff::SignedDuration;

/// How long events are stored.
#[derive(Debug, Clone, Copy)]
pub struct Retention {
    /// The greatest age of an event, counted from when it was stored.
    pub age: SignedDuration,
    /// The most bytes of events per key; the newest event is stored whatever its size.
    pub bytes: u64,
}
