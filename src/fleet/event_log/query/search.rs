//! A query compiled for a log: names are looked up once, so that an event is tested by comparing numbers.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Comparison, Condition, Query};
use crate::{
    EventLog,
    event_log::{
        Record, SearchText,
        names::{InternedName, Interner},
    },
};
use jetstream_api::events::Severity;

/// A compiled query. It is also valid for events that come later.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    tests: Vec<(bool, CompiledTerm)>,
}

#[derive(Debug, Clone, PartialEq)]
enum CompiledTerm {
    Since(Timestamp),
    Until(Timestamp),
    Severity(Comparison, Severity),
    Device(CompiledText),
    Type(CompiledText),
    User(CompiledText),
    Command { id: String, word: SearchText },
    Text { word: SearchText, devices: CompiledText, types: CompiledText },
}

/// The names that match.
#[derive(Debug, Clone, PartialEq)]
struct CompiledText {
    whole: bool,
    part: SearchText,
    /// Whether a name matches, by its number; for the names that were known when the query was compiled.
    fitting: Vec<bool>,
}

impl CompiledText {
    /// `is_name` knows further names.
    fn new(wanted: &str, names: &Interner, is_name: impl FnOnce(&str) -> bool) -> Self {
        let part = SearchText::new(wanted);
        let whole = is_name(wanted.trim()) || names.all().iter().any(|name| part.is_whole(name));
        Self::among(whole, part, names)
    }

    fn among(whole: bool, part: SearchText, names: &Interner) -> Self {
        let mut wanted = Self { whole, part, fitting: Vec::new() };
        wanted.fitting = names.all().iter().map(|name| wanted.is(name)).collect();
        wanted
    }

    fn is(&self, name: &str) -> bool {
        if self.whole { self.part.is_whole(name) } else { self.part.is_in(name) }
    }

    fn fits(&self, name: InternedName, read: impl FnOnce() -> Option<Arc<str>>) -> bool {
        match name.place().and_then(|place| self.fitting.get(place)) {
            Some(fits) => *fits,
            None => name != InternedName::NONE && read().is_some_and(|name| self.is(&name)),
        }
    }
}

impl Search {
    /// Compiles a query for a log. `is_device` knows devices of which the log may have no event.
    pub fn new(query: &Query, log: &EventLog, now: Timestamp, is_device: impl Fn(&str) -> bool) -> Self {
        let names = &log.vocabulary;
        let ready = |demand: &Condition| match demand {
            Condition::Since(when) => CompiledTerm::Since(when.moment(now)),
            Condition::Until(when) => CompiledTerm::Until(when.moment(now)),
            Condition::Severity(comparison, severity) => CompiledTerm::Severity(*comparison, *severity),
            Condition::Device(name) => CompiledTerm::Device(CompiledText::new(name, &names.devices, &is_device)),
            Condition::Type(name) => CompiledTerm::Type(CompiledText::new(name, &names.types, |_| false)),
            Condition::User(name) => CompiledTerm::User(CompiledText::new(name, &names.users, |_| false)),
            Condition::Command(id) => CompiledTerm::Command { id: id.to_ascii_lowercase(), word: SearchText::new(id) },
            Condition::Text(text) => {
                let word = SearchText::new(text);
                let devices = CompiledText::among(false, word.clone(), &names.devices);
                CompiledTerm::Text { devices, types: CompiledText::among(false, word.clone(), &names.types), word }
            }
        };
        let mut tests: Vec<(bool, CompiledTerm)> =
            query.terms.iter().map(|term| (!term.negated, ready(&term.demand))).collect();
        // What is quick goes first.
        tests.sort_by_key(|(_, test)| matches!(test, CompiledTerm::Text { .. } | CompiledTerm::Command { .. }));
        Self { tests }
    }

    /// Whether every event matches.
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether an event of the log matches.
    pub fn fits(&self, record: &Record, log: &EventLog) -> bool {
        self.tests.iter().all(|(expected, test)| test.fits(record, log) == *expected)
    }
}

impl CompiledTerm {
    fn fits(&self, record: &Record, log: &EventLog) -> bool {
        match self {
            Self::Since(time) => record.time().is_some_and(|at| at >= *time),
            Self::Until(time) => record.time().is_some_and(|at| at <= *time),
            Self::Severity(comparison, severity) => comparison.holds(record.severity(), *severity),
            Self::Device(wanted) => wanted.fits(record.device, || log.device(record)),
            Self::Type(wanted) => wanted.fits(record.event_type, || log.event_type(record)),
            Self::User(wanted) => wanted.fits(record.user, || log.user(record)),
            Self::Command { id, word } => {
                record.command().is_some_and(|command| command.as_str().starts_with(id) || word.matches_event(record))
            }
            // Most search texts are parts of names, which were compared before; the text of the event is searched last.
            Self::Text { word, devices, types } => {
                let listed = |wanted: &CompiledText, name: InternedName| {
                    name.place().and_then(|place| wanted.fitting.get(place)) == Some(&true)
                };
                listed(types, record.event_type) || listed(devices, record.device) || word.matches_event(record)
            }
        }
    }
}
