//! What is to be left of the log.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{
    EventLog,
    event_log::query::{Condition, Query, Search},
};

/// Which events are shown: those that fit a query. The default is all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What is wanted.
    pub query: Query,
    /// Devices that it names whole. They are told from those whose names only begin so, also when no event of them has come.
    pub devices: Vec<Arc<str>>,
    /// What "2 hours ago" counts from.
    pub now: Timestamp,
}

impl Filter {
    /// Only one device, by its exact name.
    pub fn of_device(name: &str) -> Self {
        let query = Query { terms: vec![Condition::Device(name.to_owned()).into()] };
        Self { query, devices: vec![name.into()], now: Timestamp::UNIX_EPOCH }
    }

    /// Does everything fit?
    pub fn is_empty(&self) -> bool {
        self.query.terms.is_empty()
    }

    /// Does every event that fits this one fit the other one, too?
    pub fn narrows(&self, other: &Self) -> bool {
        (self.now, &self.devices) == (other.now, &other.devices) && self.query.is_restriction_of(&other.query)
    }

    /// Makes it ready for a log.
    pub fn search(&self, log: &EventLog) -> Search {
        let is_device = |name: &str| self.devices.iter().any(|device| device.eq_ignore_ascii_case(name));
        Search::new(&self.query, log, self.now, is_device)
    }
}
