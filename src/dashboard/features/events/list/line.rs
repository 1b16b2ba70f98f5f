//! The content of a row of the event list: an event, a group of similar events, or a gap.

use std::sync::Arc;

use jetstream_api::events::{Event, Severity};
use jetstream_fleet::{
    event_log::{Gap, Record},
    event_view::ViewItem,
};
use jiff::Timestamp;

use crate::{
    features::events::list::summary::summary,
    shared::time_ago::{exact_time, time_or_day},
};
use jetstream_browser::LocalDay;
use jetstream_ui::BadgeTone;

/// The content of a row.
#[derive(Debug, Clone, Default)]
pub enum EventRow {
    /// An event, and its record in the log.
    Event(Arc<Event>, Arc<Record>),
    /// A group of similar events in one row.
    Group {
        /// The newest event of the group.
        event: Arc<Event>,
        /// Its record in the log.
        newest: Arc<Record>,
        /// The record of the oldest event of the group.
        oldest: Arc<Record>,
        /// The number of events in the group.
        count: usize,
    },
    /// Events are missing at this position.
    Gap(Gap),
    /// The row does not exist any more.
    #[default]
    Nothing,
}

impl PartialEq for EventRow {
    /// Compares the records by pointer, since an event never changes. Each row is compared on every paint.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Event(_, one), Self::Event(_, other)) => Arc::ptr_eq(one, other),
            (
                Self::Group { newest, oldest, count, .. },
                Self::Group { newest: other_newest, oldest: other_oldest, count: other, .. },
            ) => count == other && Arc::ptr_eq(newest, other_newest) && Arc::ptr_eq(oldest, other_oldest),
            (Self::Gap(one), Self::Gap(other)) => one == other,
            (Self::Nothing, Self::Nothing) => true,
            _ => false,
        }
    }
}

impl EventRow {
    /// Reads a row of the view. Parsing an event costs time, so the event of `before` is reused if its record is the same.
    pub fn read(item: ViewItem, before: Option<&Self>) -> Self {
        let known = |record: &Arc<Record>| match before {
            Some(Self::Event(event, one) | Self::Group { event, newest: one, .. }) if Arc::ptr_eq(record, one) => {
                Some(Arc::clone(event))
            }
            _ => record.event().map(Arc::new),
        };
        let line = match item {
            ViewItem::Event(record) => known(&record).map(|event| Self::Event(event, record)),
            ViewItem::Group { newest, oldest, count } => {
                known(&newest).map(|event| Self::Group { event, newest, oldest, count })
            }
            ViewItem::Gap(gap) => Some(Self::Gap(gap)),
            ViewItem::Nothing => None,
        };
        line.unwrap_or_default()
    }

    /// The event, or the newest of a group.
    pub fn event(&self) -> Option<&Arc<Event>> {
        match self {
            Self::Event(event, _) | Self::Group { event, .. } => Some(event),
            Self::Gap(_) | Self::Nothing => None,
        }
    }

    fn time(&self) -> Option<Timestamp> {
        match self {
            Self::Event(event, _) | Self::Group { event, .. } => event.time(),
            Self::Gap(gap) => Some(gap.at),
            Self::Nothing => None,
        }
    }

    /// The time in RFC 3339 format, for the `datetime` attribute.
    pub fn instant(&self) -> String {
        self.time().map(jetstream_api::time::format).unwrap_or_default()
    }

    /// The exact time, for people.
    pub fn exact(&self) -> String {
        self.time().map(exact_time).unwrap_or_default()
    }

    /// The time for people, with the day unless it is `today`.
    pub fn clock(&self, today: LocalDay) -> String {
        self.time().map_or_else(|| "no time".to_owned(), |time| time_or_day(time, today))
    }

    /// The name of the device, as received.
    pub fn device(&self) -> String {
        self.event().and_then(|event| event.device.as_deref()).unwrap_or_default().to_owned()
    }

    /// The type, as received; for a group with the number of events.
    pub fn event_type(&self) -> String {
        match self {
            Self::Group { event, count, .. } => format!("{count} × {}", event_type(event)),
            _ => self.event().map_or_else(String::new, |event| event_type(event).to_owned()),
        }
    }

    /// A one-line summary.
    pub fn summary(&self, today: LocalDay) -> String {
        match self {
            Self::Event(event, _) => summary(event, false),
            Self::Group { event, oldest, .. } => {
                let since = oldest.time().map(|time| time_or_day(time, today)).unwrap_or_default();
                format!("Since {since}, the last: {}", summary(event, false))
            }
            Self::Gap(gap) => format!("Events are missing here: {}", gap.reason),
            Self::Nothing => String::new(),
        }
    }

    /// The label of the severity, or [`GAP`].
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Event(event, _) | Self::Group { event, .. } => severity_word(event.severity()),
            Self::Gap(_) => GAP,
            Self::Nothing => "",
        }
    }
}

/// The label of a row where events are missing.
pub const GAP: &str = "Gap";

/// The type as received, or a placeholder for an event without one.
pub fn event_type(event: &Event) -> &str {
    if event.event_type.is_empty() { "(no type)" } else { &event.event_type }
}

/// The label of a severity.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Debug => "Debug",
        Severity::Information => "Information",
        Severity::Warning => "Warning",
        Severity::Error => "Error",
    }
}

/// The tone of an [`EventRow::mark`]; `None` for a label that needs no attention.
pub fn tone(mark: &str) -> Option<BadgeTone> {
    match mark {
        "Error" => Some(BadgeTone::Bad),
        "Warning" | GAP => Some(BadgeTone::Warn),
        _ => None,
    }
}
