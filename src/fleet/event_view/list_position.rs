//! The position of a point in time in a list of events.

use jiff::Timestamp;

/// The position of a point in time among the events that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListPosition {
    /// No event is shown.
    Nowhere,
    /// Before all events that have a time.
    Before {
        /// The last row, which has the oldest event.
        row: usize,
    },
    /// At this event, or between it and the next newer one.
    At {
        /// The row of the event.
        row: usize,
        /// The time of the event.
        time: Timestamp,
    },
    /// After all events.
    After,
}

impl ListPosition {
    /// The row to scroll to; `None` where no event is shown.
    pub fn row(self) -> Option<usize> {
        match self {
            Self::Nowhere => None,
            Self::Before { row } | Self::At { row, .. } => Some(row),
            Self::After => Some(0),
        }
    }
}
