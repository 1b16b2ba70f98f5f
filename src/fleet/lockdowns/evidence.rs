//! The evidence of a statement about a lockdown: a command and its events.

use std::sync::Arc;

use jetstream_api::ids::EventId;
use jiff::Timestamp;

use crate::commands::{Timeline, TimelineKey};

/// The command that a statement follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The command.
    pub command: TimelineKey,
    /// The event; `None` if it is a response or our click.
    pub event: Option<EventId>,
    /// The time of the evidence.
    pub at: Option<Timestamp>,
    /// The time was ahead of now, and was clamped: some clock is wrong.
    pub ahead: bool,
    /// Who sent it, if an event tells.
    pub user: Option<Arc<str>>,
    /// Whether it was sent from this page.
    pub ours: bool,
}

impl Evidence {
    pub(super) fn of(timeline: &Timeline, at: Option<Timestamp>, now: Timestamp) -> Self {
        Self {
            command: timeline.key().clone(),
            event: timeline.completion_event().or(timeline.queued_event()).cloned(),
            at: at.map(|at| at.min(now)),
            ahead: timeline.is_completion_ahead(now),
            user: timeline.user_arc().cloned(),
            ours: timeline.is_ours(),
        }
    }
}
