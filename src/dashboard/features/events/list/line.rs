//! A row of the feed: an event, or the place of events that are missing.

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

/// What a row shows.
#[derive(Debug, Clone, Default)]
pub enum EventRow {
    /// An event, and its place in the log.
    Event(Arc<Event>, Arc<Record>),
    /// A run of like events.
    Burst {
        /// The newest.
        event: Arc<Event>,
        /// Its place in the log.
        newest: Arc<Record>,
        /// The oldest.
        oldest: Arc<Record>,
        /// How many they are.
        count: usize,
    },
    /// Events are missing here.
    Gap(Gap),
    /// A row that has just gone.
    #[default]
    Nothing,
}

impl PartialEq for EventRow {
    /// An event never changes, so it is compared by its place: a row asks with every paint.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Event(_, one), Self::Event(_, other)) => Arc::ptr_eq(one, other),
            (
                Self::Burst { newest, oldest, count, .. },
                Self::Burst { newest: other_newest, oldest: other_oldest, count: other, .. },
            ) => count == other && Arc::ptr_eq(newest, other_newest) && Arc::ptr_eq(oldest, other_oldest),
            (Self::Gap(one), Self::Gap(other)) => one == other,
            (Self::Nothing, Self::Nothing) => true,
            _ => false,
        }
    }
}

impl EventRow {
    /// Reads what stands in a row. That costs some time, so what was `before` stays when it is the same.
    pub fn read(item: ViewItem, before: Option<&Self>) -> Self {
        let known = |record: &Arc<Record>| match before {
            Some(Self::Event(event, one) | Self::Burst { event, newest: one, .. }) if Arc::ptr_eq(record, one) => {
                Some(Arc::clone(event))
            }
            _ => record.event().map(Arc::new),
        };
        let line = match item {
            ViewItem::Event(record) => known(&record).map(|event| Self::Event(event, record)),
            ViewItem::Burst { newest, oldest, count } => {
                known(&newest).map(|event| Self::Burst { event, newest, oldest, count })
            }
            ViewItem::Gap(gap) => Some(Self::Gap(gap)),
            ViewItem::Nothing => None,
        };
        line.unwrap_or_default()
    }

    /// The event, or the newest of a run.
    pub fn event(&self) -> Option<&Arc<Event>> {
        match self {
            Self::Event(event, _) | Self::Burst { event, .. } => Some(event),
            Self::Gap(_) | Self::Nothing => None,
        }
    }

    fn time(&self) -> Option<Timestamp> {
        match self {
            Self::Event(event, _) | Self::Burst { event, .. } => event.time(),
            Self::Gap(gap) => Some(gap.at),
            Self::Nothing => None,
        }
    }

    /// The time for programs.
    pub fn instant(&self) -> String {
        self.time().map(jetstream_api::time::format).unwrap_or_default()
    }

    /// The time in full.
    pub fn exact(&self) -> String {
        self.time().map(exact_time).unwrap_or_default()
    }

    /// The time for people, with the day where that is not today.
    pub fn clock(&self, today: LocalDay) -> String {
        self.time().map_or_else(|| "no time".to_owned(), |time| time_or_day(time, today))
    }

    /// The device as received.
    pub fn device(&self) -> String {
        self.event().and_then(|event| event.device.as_deref()).unwrap_or_default().to_owned()
    }

    /// The type as received.
    pub fn event_type(&self) -> String {
        match self {
            Self::Burst { event, count, .. } => format!("{count} × {}", event_type(event)),
            _ => self.event().map_or_else(String::new, |event| event_type(event).to_owned()),
        }
    }

    /// What it says, in one line.
    pub fn summary(&self, today: LocalDay) -> String {
        match self {
            Self::Event(event, _) => summary(event, false),
            Self::Burst { event, oldest, .. } => {
                let since = oldest.time().map(|time| time_or_day(time, today)).unwrap_or_default();
                format!("Since {since}, the last: {}", summary(event, false))
            }
            Self::Gap(gap) => format!("Events are missing here: {}", gap.reason),
            Self::Nothing => String::new(),
        }
    }

    /// How bad it is, in a word.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Event(event, _) | Self::Burst { event, .. } => severity_word(event.severity()),
            Self::Gap(_) => GAP,
            Self::Nothing => "",
        }
    }
}

/// The word where events are missing.
pub const GAP: &str = "Gap";

/// The type as received, or that there is none.
pub fn event_type(event: &Event) -> &str {
    if event.event_type.is_empty() { "(no type)" } else { &event.event_type }
}

/// A severity in a word.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Debug => "Debug",
        Severity::Information => "Information",
        Severity::Warning => "Warning",
        Severity::Error => "Error",
    }
}

/// The tone of a [`Line::mark`]; none for what is no reason to look.
pub fn tone(mark: &str) -> Option<BadgeTone> {
    match mark {
        "Error" => Some(BadgeTone::Bad),
        "Warning" | GAP => Some(BadgeTone::Warn),
        _ => None,
    }
}
