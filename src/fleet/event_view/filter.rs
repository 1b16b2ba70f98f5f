//! The filter of an event view.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{
    EventLog,
    event_log::query::{Condition, Query, Search},
};

/// Selects the events that match a query. The default selects all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The query.
    pub query: Query,
    /// Known devices. A name in the query that is one of theirs matches no longer name that contains it, also when the log has no
    /// event of the device.
    pub devices: Vec<Arc<str>>,
    /// The time from which the query counts, for terms such as "2 hours ago".
    pub now: Timestamp,
}

impl Filter {
    /// Selects the events of one device, by its exact name.
    pub fn of_device(name: &str) -> Self {
        let query = Query { terms: vec![Condition::Device(name.to_owned()).into()] };
        Self { query, devices: vec![name.into()], now: Timestamp::UNIX_EPOCH }
    }

    /// Whether it selects all events.
    pub fn is_empty(&self) -> bool {
        self.query.terms.is_empty()
    }

    /// Whether the other filter selects every event that this one selects. `false` may be wrong.
    pub fn narrows(&self, other: &Self) -> bool {
        (self.now, &self.devices) == (other.now, &other.devices) && self.query.is_restriction_of(&other.query)
    }

    /// Prepares the filter for a log.
    pub fn search(&self, log: &EventLog) -> Search {
        let is_device = |name: &str| self.devices.iter().any(|device| device.eq_ignore_ascii_case(name));
        Search::new(&self.query, log, self.now, is_device)
    }
}
