//! Where a moment lies in a list of events.

use jiff::Timestamp;

/// Where a moment lies among the events that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListPosition {
    /// None is shown.
    Nowhere,
    /// Before all of them that have a time; the oldest stands in this row.
    Before {
        /// The last row.
        row: usize,
    },
    /// At this event, or between it and the next newer one.
    At {
        /// The row of the event.
        row: usize,
        /// Its time.
        time: Timestamp,
    },
    /// After all of them.
    After,
}

impl ListPosition {
    /// The row to look at.
    pub fn row(self) -> Option<usize> {
        match self {
            Self::Nowhere => None,
            Self::Before { row } | Self::At { row, .. } => Some(row),
            Self::After => Some(0),
        }
    }
}
