//! How a command stands.

use std::sync::Arc;

use jetstream_api::{ids::CommandId, wire::Pair};
use jiff::SignedDuration;

/// Jetstream gives a queued command up after this time (1440 minutes, from the text of its `CommandTimedOut`).
pub const QUEUED_AT_MOST: SignedDuration = SignedDuration::from_hours(24);

/// How a command stands, as far as answers and events tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The call is on its way, or was accepted without a CommandId.
    Sent,
    /// Jetstream has it and the device has not finished it: **not in force**. No event tells when a device fetches it.
    Queued,
    /// The device did it.
    Completed,
    /// It was refused, or the device could not do it.
    Failed {
        /// Why, as received; for a refused call one entry named `Answer`.
        exceptions: Arc<[Pair]>,
    },
    /// The device did not fetch it within 24 hours.
    TimedOut,
    /// It may have taken effect. No answer came, or nothing was heard long after the 24 hours that a command can be queued.
    OutcomeUnknown {
        /// Commands that may be this one, oldest first.
        candidates: Arc<[CommandId]>,
    },
}

impl State {
    /// Nothing more is to come.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed { .. } | Self::TimedOut)
    }

    pub(super) fn unknown() -> Self {
        Self::OutcomeUnknown { candidates: Arc::default() }
    }
}
