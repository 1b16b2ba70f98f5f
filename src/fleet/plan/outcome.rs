//! Journal entries: outcomes of the steps of a plan.

use jetstream_api::ids::{CommandId, Guid};
use jiff::Timestamp;

use super::step::Step;

/// An outcome of a step, or its start. Times are in whole seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A person asked for it: once more, after all, or for the first time. What follows it on the device is open again, too.
    Asked {
        /// When.
        at: Timestamp,
    },
    /// It is about to be sent. Written before the call is made, so that there is an entry of everything that was ever sent.
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
    /// It was not done, and the device has another policy than expected: somebody else has changed it.
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
    /// When the entry was made.
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

    /// The reason, where there is one.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Failed { why, .. }
            | Self::Conflict { why, .. }
            | Self::Unknown { why, .. }
            | Self::Skipped { why, .. } => Some(why),
            Self::Asked { .. } | Self::Started { .. } | Self::Done { .. } | Self::Queued { .. } => None,
        }
    }

    /// Whether nothing is left to be sent for it.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Queued { .. } | Self::Skipped { .. })
    }

    /// Whether it certainly did not happen, so that a person may ask for it again.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Conflict { .. })
    }

    pub(super) fn is_started(&self) -> bool {
        matches!(self, Self::Started { .. })
    }
}

/// An entry of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// The step.
    pub step: Step,
    /// Its outcome.
    pub outcome: Outcome,
}
