//! A reference to a statement of a device: its event, its log entry, and its times.

use jetstream_api::{
    events::{Event, LogEntry},
    ids::EventId,
};
use jiff::Timestamp;

/// A reference to a statement: an event or one of its log entries. The order is that of the statements: by the time of their event, then by the
/// device's own time, since a device that was offline delivers many events in one second.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventRef {
    /// When Jetstream received it, else the time in the event.
    pub at: Option<Timestamp>,
    /// The time by the device's own clock, which can be wrong by years.
    pub by_device: Option<Timestamp>,
    /// The event.
    pub event: EventId,
    /// The number of the log entry, counted from 0.
    pub entry: usize,
}

impl EventRef {
    /// A reference to an event as a whole.
    pub fn of(event: &Event) -> Self {
        Self { at: event.time(), by_device: event.event_time, event: event.id.clone(), entry: 0 }
    }

    /// A reference to one of its log entries; `number` counts them from 0.
    pub fn of_entry(event: &Event, entry: &LogEntry, number: usize) -> Self {
        Self { by_device: entry.log_time.or(event.event_time), entry: number, ..Self::of(event) }
    }
}
