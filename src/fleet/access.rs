//! The fold of accesses at doors, granted and refused: from the entries `ValidPass` and `InvalidPass` of security cabinets, and from the
//! AggregateEvents of enclosures, which name what opened the door.
//!
//! Unlocks by command are [timelines](crate::commands) of their own. An AggregateEvent names the token of an unlock where a pass
//! would stand. The messages of log entries have no documented form, so a run of 10 to 40 hexadecimal digits in them counts as
//! the number of a pass, and the word "lockdown" as a reason.

use std::{fmt, sync::Arc};

use jetstream_api::{
    events::{Body, Event, LogEntry},
    redact::redact,
};

use crate::{bounded::TopN, event_log::secrets::pass_numbers, event_ref::EventRef};

/// The maximum number of accesses of the whole fleet: the newest.
pub const MOST: usize = 8_192;

/// A pass number, or the token of an unlock: a secret, which only [`Self::reveal`] shows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opener(Arc<str>);

impl Opener {
    pub(crate) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.into()))
    }

    /// The number or the token.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&redact(&self.0))
    }
}

/// The kind of an access.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessKind {
    /// A listed pass released the door.
    Accepted,
    /// A pass was refused.
    Refused {
        /// The message mentions a lockdown.
        for_lockdown: bool,
    },
    /// The door of an enclosure was opened and closed.
    Opened {
        /// How many tags appeared.
        adds: usize,
        /// How many tags disappeared.
        removes: usize,
    },
}

/// An access at a door. The order is that of the events.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccessEvent {
    /// When, and by which event.
    pub report: EventRef,
    /// The device.
    pub device: Arc<str>,
    /// The pass, or the token of an unlock; `None` where the entry does not tell.
    pub opener: Option<Opener>,
    /// Its kind.
    pub what: AccessKind,
}

/// The accesses at the doors of all devices.
#[derive(Debug, Clone, Default)]
pub struct AccessLog {
    // Behind pointers: thousands of the same second stand in the order of their events, so most are put in somewhere between.
    entries: TopN<Box<AccessEvent>>,
}

impl AccessLog {
    /// Applies an event, if it is about a door.
    pub fn apply(&mut self, event: &Event) {
        let Some(device) = &event.device else { return };
        let entry = |report, opener, what| Box::new(AccessEvent { report, device: Arc::clone(device), opener, what });
        match &event.body {
            Body::LogEntry(lines) => {
                for (number, line) in lines.iter().enumerate() {
                    if let Some(what) = read(line) {
                        let pass = pass_numbers(&line.message).first().and_then(|pass| Opener::new(pass));
                        self.entries.insert(entry(EventRef::of_entry(event, line, number), pass, what), MOST);
                    }
                }
            }
            // Without an opener it is a device without a lock, or a door that nobody had to unlock.
            Body::Aggregate { pass_rfid, adds, removes, .. } => {
                if let Some(opener) = Opener::new(pass_rfid) {
                    let what = AccessKind::Opened { adds: adds.len(), removes: removes.len() };
                    self.entries.insert(entry(EventRef::of(event), Some(opener), what), MOST);
                }
            }
            _ => {}
        }
    }

    /// All stored accesses, newest first.
    pub fn iter_newest(&self) -> impl Iterator<Item = &AccessEvent> {
        self.entries.iter(MOST).rev().map(Box::as_ref)
    }

    /// Whether there were more than are stored.
    pub fn is_truncated(&self) -> bool {
        self.entries.before(MOST).is_some()
    }
}

fn read(line: &LogEntry) -> Option<AccessKind> {
    let entry_type = line.entry_type.trim();
    if entry_type.eq_ignore_ascii_case("ValidPass") {
        Some(AccessKind::Accepted)
    } else if entry_type.eq_ignore_ascii_case("InvalidPass") {
        let message = line.message.to_ascii_lowercase();
        Some(AccessKind::Refused { for_lockdown: message.contains("lockdown") || message.contains("locked down") })
    } else {
        None
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
