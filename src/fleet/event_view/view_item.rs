//! The content of one row of an event view.

use std::sync::Arc;

use crate::event_log::{Gap, Record};

/// The content of a row.
#[derive(Debug, Clone, Default)]
pub enum ViewItem {
    /// An event.
    Event(Arc<Record>),
    /// A folded group of similar events.
    Group {
        /// The newest of them.
        newest: Arc<Record>,
        /// The oldest of them; it identifies the group.
        oldest: Arc<Record>,
        /// How many events they are.
        count: usize,
    },
    /// Events are missing here.
    Gap(Gap),
    /// There is no such row, for example because the view has become shorter.
    #[default]
    Nothing,
}

impl ViewItem {
    /// The event in this row, of a group the newest.
    pub(super) fn event(&self) -> Option<&Arc<Record>> {
        match self {
            Self::Event(record) | Self::Group { newest: record, .. } => Some(record),
            Self::Gap(_) | Self::Nothing => None,
        }
    }
}
