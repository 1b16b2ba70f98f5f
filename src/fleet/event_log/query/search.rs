//! A query made ready for a log: names are looked up once, so that looking at an event is comparing numbers.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Comparison, Demand, Query};
use crate::{
    EventLog,
    event_log::{
        Needle, Record,
        names::{Name, Names},
    },
};
use jetstream_api::events::Severity;

/// A query made ready. It goes on to be right for events that come later.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    tests: Vec<(bool, Test)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Since(Timestamp),
    Until(Timestamp),
    Severity(Comparison, Severity),
    Device(Wanted),
    Type(Wanted),
    User(Wanted),
    Command { id: String, word: Needle },
    Text { word: Needle, devices: Wanted, types: Wanted },
}

/// The names that fit.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    whole: bool,
    part: Needle,
    /// By the number of the name, as far as there were names.
    fitting: Vec<bool>,
}

impl Wanted {
    /// `is_name` knows further names.
    fn new(wanted: &str, names: &Names, is_name: impl FnOnce(&str) -> bool) -> Self {
        let part = Needle::new(wanted);
        let whole = is_name(wanted.trim()) || names.all().iter().any(|name| part.is_whole(name));
        Self::among(whole, part, names)
    }

    fn among(whole: bool, part: Needle, names: &Names) -> Self {
        let mut wanted = Self { whole, part, fitting: Vec::new() };
        wanted.fitting = names.all().iter().map(|name| wanted.is(name)).collect();
        wanted
    }

    fn is(&self, name: &str) -> bool {
        if self.whole { self.part.is_whole(name) } else { self.part.is_in(name) }
    }

    fn fits(&self, name: Name, read: impl FnOnce() -> Option<Arc<str>>) -> bool {
        match name.place().and_then(|place| self.fitting.get(place)) {
            Some(fits) => *fits,
            None => name != Name::NONE && read().is_some_and(|name| self.is(&name)),
        }
    }
}

impl Search {
    /// Makes a query ready for a log. `is_device` knows devices of which the log may have no event.
    pub fn new(query: &Query, log: &EventLog, now: Timestamp, is_device: impl Fn(&str) -> bool) -> Self {
        let names = &log.vocabulary;
        let ready = |demand: &Demand| match demand {
            Demand::Since(when) => Test::Since(when.moment(now)),
            Demand::Until(when) => Test::Until(when.moment(now)),
            Demand::Severity(comparison, severity) => Test::Severity(*comparison, *severity),
            Demand::Device(name) => Test::Device(Wanted::new(name, &names.devices, &is_device)),
            Demand::Type(name) => Test::Type(Wanted::new(name, &names.types, |_| false)),
            Demand::User(name) => Test::User(Wanted::new(name, &names.users, |_| false)),
            Demand::Command(id) => Test::Command { id: id.to_ascii_lowercase(), word: Needle::new(id) },
            Demand::Text(text) => {
                let word = Needle::new(text);
                let devices = Wanted::among(false, word.clone(), &names.devices);
                Test::Text { devices, types: Wanted::among(false, word.clone(), &names.types), word }
            }
        };
        let mut tests: Vec<(bool, Test)> =
            query.terms.iter().map(|term| (!term.negated, ready(&term.demand))).collect();
        // What is quick goes first.
        tests.sort_by_key(|(_, test)| matches!(test, Test::Text { .. } | Test::Command { .. }));
        Self { tests }
    }

    /// Does everything fit?
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Does an event of the log fit?
    pub fn fits(&self, record: &Record, log: &EventLog) -> bool {
        self.tests.iter().all(|(expected, test)| test.fits(record, log) == *expected)
    }
}

impl Test {
    fn fits(&self, record: &Record, log: &EventLog) -> bool {
        match self {
            Self::Since(time) => record.time().is_some_and(|at| at >= *time),
            Self::Until(time) => record.time().is_some_and(|at| at <= *time),
            Self::Severity(comparison, severity) => comparison.holds(record.severity(), *severity),
            Self::Device(wanted) => wanted.fits(record.device, || log.device(record)),
            Self::Type(wanted) => wanted.fits(record.event_type, || log.event_type(record)),
            Self::User(wanted) => wanted.fits(record.user, || log.user(record)),
            Self::Command { id, word } => {
                record.command().is_some_and(|command| command.as_str().starts_with(id) || word.is_said_by(record))
            }
            // Most of what somebody types is in names, which were looked at before; the text itself is the last resort.
            Self::Text { word, devices, types } => {
                let listed = |wanted: &Wanted, name: Name| {
                    name.place().and_then(|place| wanted.fitting.get(place)) == Some(&true)
                };
                listed(types, record.event_type) || listed(devices, record.device) || word.is_said_by(record)
            }
        }
    }
}
