//! The filter of the event list, read from the query of the URL.

use std::sync::Arc;

use jetstream_api::events::Severity;
use jetstream_fleet::{
    event_log::query::{Comparison, Condition, Query as Wanted, QueryError, QueryTerm},
    event_view::Filter,
};
use jiff::Timestamp;

use crate::paths::UrlQuery;

/// The filter of the event list: the conditions of the search text and of the fields beside it, all of which must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter(Filter);

impl EventFilter {
    /// The search text, in the filter language.
    pub const TYPED: &str = "q";
    /// The device: its name, or a part of it.
    pub const DEVICE: &str = "device";
    /// The type.
    pub const TYPE: &str = "type";
    /// The minimum severity, as in [`Severity::as_str`].
    pub const SEVERITY: &str = "severity";
    /// A plain text to search for, as older links have it.
    pub const TEXT: &str = "text";
    /// The keys of the filter in the URL query.
    pub const KEYS: [&str; 5] = [Self::TYPED, Self::DEVICE, Self::TYPE, Self::SEVERITY, Self::TEXT];

    /// Selects only one device, by its exact name.
    pub fn of_device(name: &str) -> Self {
        Self(Filter::of_device(name))
    }

    /// The search text, or the plain text of an older link as a search text.
    pub fn typed(query: &UrlQuery) -> String {
        match (query.get(Self::TYPED), query.get(Self::TEXT).trim()) {
            ("", "") => String::new(),
            ("", text) => QueryTerm::from(Condition::Text(text.to_owned())).to_string(),
            (typed, _) => typed.to_owned(),
        }
    }

    /// Reads the query. The parsed search text is passed in as `typed`, because an unfinished one often cannot be parsed.
    /// `is_device` tells whether a device has exactly this name: then only that device is selected, since "Cabinet 1" would
    /// otherwise match "Cabinet 10" as well.
    pub fn read(query: &UrlQuery, typed: &Wanted, now: Timestamp, is_device: impl Fn(&str) -> bool) -> Self {
        let some = |key| Some(query.get(key).to_owned()).filter(|text| !text.is_empty());
        // An unknown severity does not filter; the select shows it.
        let severity = |word: String| Severity::ALL.into_iter().find(|one| one.as_str().eq_ignore_ascii_case(&word));
        let chosen = [
            some(Self::DEVICE).map(Condition::Device),
            some(Self::TYPE).map(Condition::Type),
            some(Self::SEVERITY).and_then(severity).map(|least| Condition::Severity(Comparison::AtLeast, least)),
        ];
        let terms: Vec<QueryTerm> =
            chosen.into_iter().flatten().map(QueryTerm::from).chain(typed.terms.iter().cloned()).collect();
        let named = |term: &QueryTerm| match &term.demand {
            Condition::Device(name) if is_device(name) => Some(Arc::from(name.as_str())),
            _ => None,
        };
        let devices = terms.iter().filter_map(named).collect();
        let query = Wanted { terms };
        // Without this, every minute would make a different filter of a query that does not depend on the time.
        let now = if query.is_relative() { now } else { Timestamp::UNIX_EPOCH };
        Self(Filter { query, devices, now })
    }

    /// Parses the search text.
    pub fn parse(typed: &str) -> Result<Wanted, QueryError> {
        typed.parse()
    }

    /// Whether the query sets any filter.
    pub fn is_set(query: &UrlQuery) -> bool {
        Self::KEYS.iter().any(|key| !query.get(key).is_empty())
    }

    /// The filter in the form that [`EventView`](jetstream_fleet::event_view::EventView) takes.
    pub fn filter(&self) -> &Filter {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::events::Event;
    use jetstream_fleet::EventLog;

    use super::*;

    fn read(query: &str, is_device: bool) -> EventFilter {
        let query = UrlQuery::parse(query);
        let typed = EventFilter::parse(&EventFilter::typed(&query)).unwrap();
        EventFilter::read(&query, &typed, Timestamp::UNIX_EPOCH, |_| is_device)
    }

    fn fits(filter: &EventFilter, device: &str) -> bool {
        let mut log = EventLog::new(1 << 16);
        let raw = format!(r#"{{"Type":"HeartbeatEvent","EventId":"1","Device":"{device}"}}"#);
        log.insert(&Event::parse(&raw).unwrap());
        filter.filter().search(&log).fits(log.newest(0).unwrap(), &log)
    }

    #[test]
    fn the_name_of_a_device_means_that_one_and_a_part_of_it_all_that_have_it() {
        for query in ["device=Cabinet+1", "q=device:%22Cabinet+1%22"] {
            let (whole, part) = (read(query, true), read(query, false));
            assert!(fits(&whole, "Cabinet 1") && !fits(&whole, "Cabinet 10"));
            assert!(fits(&part, "CABINET 10") && !fits(&part, "Freezer 1"));
        }
    }

    #[test]
    fn the_plain_page_shows_everything() {
        let filter = read("event=1", false);
        assert!(filter.0.is_empty() && fits(&filter, ""));
        assert!(!fits(&read("severity=Error", false), ""));
    }

    #[test]
    fn what_is_typed_and_what_is_chosen_must_both_fit() {
        assert!(fits(&read("device=Cabinet&q=type:Heartbeat", false), "Cabinet 1"));
        assert!(!fits(&read("device=Cabinet&q=-type:Heartbeat", false), "Cabinet 1"));
    }

    #[test]
    fn older_links_still_find_their_text() {
        let query = UrlQuery::parse("text=-device:+one");
        assert_eq!(EventFilter::typed(&query), "\"-device: one\"");
        assert!(fits(&read("text=heartbeat", false), "Cabinet 1") && !fits(&read("text=breach", false), "Cabinet 1"));
    }

    #[test]
    fn only_what_counts_from_now_changes_as_time_passes() {
        let at = |query: &str, second| {
            let query = UrlQuery::parse(query);
            let typed = EventFilter::parse(&EventFilter::typed(&query)).unwrap();
            EventFilter::read(&query, &typed, Timestamp::from_second(second).unwrap(), |_| false)
        };
        assert_eq!(at("q=door", 1), at("q=door", 2));
        assert_ne!(at("q=since:2h", 1), at("q=since:2h", 2));
    }
}
