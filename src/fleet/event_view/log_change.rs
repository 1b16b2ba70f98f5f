//! The difference between a list of events and the log that it copies.

use std::{collections::VecDeque, sync::Arc};

use crate::{EventLog, event_log::Record};

/// The difference between a list, oldest event first, and its log.
///
/// Events have times in whole seconds and are ordered by their identifiers within one, so new events do not always come behind all
/// others. But they come near the end: it is enough to replace the newest part of the list by the newest part of the log, and to
/// remove events from the other end that the log has evicted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LogChange {
    /// How many events at the beginning of the list are older than all changes.
    pub(super) unchanged: usize,
    /// How many of the log's newest events belong behind these.
    pub(super) newest: usize,
    /// How many of the unchanged events, from the beginning, the log has evicted.
    pub(super) evicted: usize,
}

impl LogChange {
    /// Compares a list with its log, which has got `arrived` events since the list was last equal to it.
    ///
    /// Walks down from the newest event until as many events were found that the list does not have. An event that arrived and was
    /// evicted at once is never found: then the walk ends at the oldest event of the log.
    pub(super) fn between(list: &VecDeque<Arc<Record>>, log: &EventLog, arrived: u64) -> Self {
        let (mut newest, mut unchanged, mut missing) = (0, list.len(), arrived);
        for event in log.iter_newest() {
            if missing == 0 {
                break;
            }
            newest += 1;
            let last = unchanged.checked_sub(1).and_then(|last| list.get(last));
            if last.is_some_and(|last| Arc::ptr_eq(last, event)) {
                unchanged -= 1;
            } else {
                missing -= 1;
            }
        }
        Self { unchanged, newest, evicted: (unchanged + newest).saturating_sub(log.len()).min(unchanged) }
    }
}
