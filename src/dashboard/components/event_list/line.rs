//! A row of the feed: an event, or the place of events that are missing.

use std::sync::Arc;

use jetstream_api::events::{Event, Severity};
use jetstream_fleet::event_log::Gap;
use jiff::{SignedDuration, Timestamp};

use super::summary::summary;
use crate::{browser, components::exact, ui::Tone};

/// What a row shows.
#[derive(Debug, Clone, Default)]
pub enum Line {
    /// An event.
    Event(Arc<Event>),
    /// Events are missing here.
    Gap(Gap),
    /// A row that has just gone.
    #[default]
    Nothing,
}

impl PartialEq for Line {
    /// An event never changes, so it is compared by its address: a row asks with every paint.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Event(one), Self::Event(other)) => Arc::ptr_eq(one, other),
            (Self::Gap(one), Self::Gap(other)) => one == other,
            (Self::Nothing, Self::Nothing) => true,
            _ => false,
        }
    }
}

impl Line {
    /// The event, if it is one.
    pub fn event(&self) -> Option<&Arc<Event>> {
        match self {
            Self::Event(event) => Some(event),
            Self::Gap(_) | Self::Nothing => None,
        }
    }

    fn time(&self) -> Option<Timestamp> {
        match self {
            Self::Event(event) => event.time(),
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
        self.time().map(exact).unwrap_or_default()
    }

    /// The time for people: of the day, and with the date where that is not today's.
    pub fn clock(&self, now: Timestamp) -> String {
        const RECENT: SignedDuration = SignedDuration::from_hours(12);
        match self.time() {
            Some(time) if now.duration_since(time).abs() < RECENT => browser::local_time(time),
            Some(time) => browser::local(time),
            None => "no time".to_owned(),
        }
    }

    /// The device as received.
    pub fn device(&self) -> String {
        self.event().and_then(|event| event.device.as_deref()).unwrap_or_default().to_owned()
    }

    /// The type as received.
    pub fn event_type(&self) -> String {
        self.event().map_or_else(String::new, |event| event_type(event).to_owned())
    }

    /// What it says, in one line.
    pub fn summary(&self) -> String {
        match self {
            Self::Event(event) => summary(event),
            Self::Gap(gap) => format!("Events are missing here: {}", gap.reason),
            Self::Nothing => String::new(),
        }
    }

    /// How bad it is, in a word.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Event(event) => severity_word(event.severity()),
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
pub fn tone(mark: &str) -> Option<Tone> {
    match mark {
        "Error" => Some(Tone::Bad),
        "Warning" | GAP => Some(Tone::Warn),
        _ => None,
    }
}
