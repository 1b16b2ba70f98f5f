//! One statement of a device: in which event it stands, and when it was made.

use jetstream_api::{
    events::{Event, LogEntry},
    ids::EventId,
};
use jiff::Timestamp;

/// Where a statement stands, and when it was made. The order is that of the statements: by the time of their event, then by the
/// device's own time, since a device that was offline delivers many events in one second.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventRef {
    /// When Jetstream got it, else when the device says it happened.
    pub at: Option<Timestamp>,
    /// When the device says it happened, by its own clock, which can be wrong by years.
    pub by_device: Option<Timestamp>,
    /// The event that says so.
    pub event: EventId,
    /// Which of the event's log entries, counted from 0.
    pub entry: usize,
}

impl EventRef {
    /// What an event says as a whole.
    pub fn of(event: &Event) -> Self {
        Self { at: event.time(), by_device: event.event_time, event: event.id.clone(), entry: 0 }
    }

    /// What one of its log entries says; `number` counts them from 0.
    pub fn of_entry(event: &Event, entry: &LogEntry, number: usize) -> Self {
        Self { by_device: entry.log_time.or(event.event_time), entry: number, ..Self::of(event) }
    }
}
