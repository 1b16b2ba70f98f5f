//! Notes about the steps of a plan.

use jetstream_api::ids::{CommandId, Guid};
use jiff::Timestamp;

use super::step::Step;

/// What is noted about a step. Times are to the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A person asked for it: once more, after all, or for the first time. What follows it on the device is open again, too.
    Asked {
        /// When.
        at: Timestamp,
    },
    /// It is about to be sent. Noted before the call is made, so that nothing was ever sent of which no note exists.
    Started {
        /// When.
        at: Timestamp,
        /// The click by which a command is found among the timelines of this page.
        click: Option<Guid>,
    },
    /// It is done: an answer, an event or Jetstream's records say so.
    Done {
        /// When that was known.
        at: Timestamp,
    },
    /// Jetstream has the command, and the device has not confirmed it.
    Queued {
        /// When that was known.
        at: Timestamp,
        /// Its identifier, where it is known.
        command: Option<CommandId>,
    },
    /// It was certainly not done.
    Failed {
        /// When that was known.
        at: Timestamp,
        /// Why, in a sentence.
        why: String,
    },
    /// It was not done, and the device has another policy than expected: somebody else was at work.
    Conflict {
        /// When that was known.
        at: Timestamp,
        /// What was found, in a sentence.
        why: String,
    },
    /// It may have been done.
    Unknown {
        /// Since when.
        at: Timestamp,
        /// Why, in a sentence.
        why: String,
    },
    /// It will not be done.
    Skipped {
        /// When that was decided.
        at: Timestamp,
        /// Why, in a sentence.
        why: String,
    },
}

impl Outcome {
    /// When it was noted.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Asked { at }
            | Self::Started { at, .. }
            | Self::Done { at }
            | Self::Queued { at, .. }
            | Self::Failed { at, .. }
            | Self::Conflict { at, .. }
            | Self::Unknown { at, .. }
            | Self::Skipped { at, .. } => *at,
        }
    }

    /// Why it is so, where there is something to say.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Failed { why, .. }
            | Self::Conflict { why, .. }
            | Self::Unknown { why, .. }
            | Self::Skipped { why, .. } => Some(why),
            Self::Asked { .. } | Self::Started { .. } | Self::Done { .. } | Self::Queued { .. } => None,
        }
    }

    /// Nothing is left to be sent for it.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Queued { .. } | Self::Skipped { .. })
    }

    /// It certainly did not happen, and a person may ask for it again.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Conflict { .. })
    }

    pub(super) fn is_started(&self) -> bool {
        matches!(self, Self::Started { .. })
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// What it is about.
    pub step: Step,
    /// What is to be said about it.
    pub outcome: Outcome,
}
