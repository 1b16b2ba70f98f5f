//! Every URL of the dashboard, built and parsed. All are relative to `<base>`, so the app works below any path.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The first path segments of the pages. The boot script in `index.html` finds the base path by the same list.
pub const FIRST_SEGMENTS: [&str; 3] = [COMMANDS, DEVICES, EVENTS];
/// All commands.
pub const COMMANDS: &str = "commands";
/// All devices, and below it each one.
pub const DEVICES: &str = "devices";
/// The live feed.
pub const EVENTS: &str = "events";

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn encode(text: &str) -> impl std::fmt::Display + '_ {
    utf8_percent_encode(text, ENCODED)
}

/// One device's tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What it is, how it is, what it can do.
    Overview,
    /// Its commands.
    Commands,
    /// Its events.
    Events,
}

impl Tab {
    /// Every tab, in the order of display.
    pub const ALL: [Self; 3] = [Self::Overview, Self::Commands, Self::Events];

    /// The word on the tab.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Commands => "Commands",
            Self::Events => "Events",
        }
    }

    fn segment(self) -> Option<&'static str> {
        match self {
            Self::Overview => None,
            Self::Commands => Some(COMMANDS),
            Self::Events => Some(EVENTS),
        }
    }

    /// The tab for the segment behind a device's name; `None` for one that does not exist.
    pub fn parse(segment: Option<&str>) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.segment() == segment)
    }
}

/// A page, as its path names it; what stands in the query is the page's own business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The plain address, which leads on to the devices.
    Home,
    /// All devices.
    Devices,
    /// One device.
    Device {
        /// Its name, decoded; legal or not.
        name: String,
        /// Which of its views.
        tab: Tab,
    },
    /// All commands.
    Commands,
    /// The live feed.
    Events,
}

impl Page {
    /// The page for a path below the base, with or without slashes around it; `None` when there is none.
    pub fn parse(path: &str) -> Option<Self> {
        let decode = |segment: &str| percent_decode_str(segment).decode_utf8_lossy().into_owned();
        let mut segments = path.trim_matches('/').split('/');
        let page = (segments.next(), segments.next(), segments.next(), segments.next());
        Some(match page {
            (Some(""), None, ..) => Self::Home,
            (Some(DEVICES), None, ..) => Self::Devices,
            (Some(COMMANDS), None, ..) => Self::Commands,
            (Some(EVENTS), None, ..) => Self::Events,
            (Some(DEVICES), Some(name), tab, None) => Self::Device { name: decode(name), tab: Tab::parse(tab)? },
            _ => return None,
        })
    }
}

/// The page of one device. The name is whatever the server said, legal or not: it is shown, even if no call can be made.
pub fn device(name: &str, tab: Tab) -> String {
    let mut path = format!("{DEVICES}/{}", encode(name));
    if let Some(segment) = tab.segment() {
        path.push('/');
        path.push_str(segment);
    }
    path
}

/// One event, opened in the live feed.
pub fn event(id: &str) -> String {
    with_query(EVENTS, &Query::default().with("event", id))
}

/// A page with a query, as in `devices?q=east`.
pub fn with_query(page: &str, query: &Query) -> String {
    format!("{page}{query}")
}

/// The filters, sorting and selection of a page: the decoded query of its URL, in order. Empty values are left out, so
/// that the plain page has the plain URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query, with or without its question mark. Broken escapes are taken as they stand.
    pub fn parse(search: &str) -> Self {
        let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(name, value)| (decode(name), decode(value))).filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The value of a name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The same query with one value set, or taken out when it is empty.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(key, _)| key != name);
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Is anything set?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            formatter.write_char(if index == 0 { '?' } else { '&' })?;
            write!(formatter, "{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_boot_script_knows_the_same_pages() {
        let list = FIRST_SEGMENTS.map(|segment| format!("\"{segment}\"")).join(", ");
        assert!(include_str!("../../index.html").contains(&format!("const pages = [{list}];")));
    }

    #[test]
    fn a_device_has_one_url_for_each_tab() {
        assert_eq!(device("Ward 3, east.", Tab::Overview), "devices/Ward%203%2C%20east.");
        assert_eq!(device("a/b", Tab::Commands), "devices/a%2Fb/commands");
        assert_eq!(Tab::parse(Some("events")), Some(Tab::Events));
        assert_eq!(Tab::parse(Some("nothing")), None);
    }

    #[test]
    fn every_page_is_found_by_its_path_and_nothing_else_is() {
        assert_eq!(Page::parse("/"), Some(Page::Home));
        assert_eq!(Page::parse("/devices"), Some(Page::Devices));
        assert_eq!(Page::parse("devices/"), Some(Page::Devices));
        assert_eq!(Page::parse("/commands"), Some(Page::Commands));
        assert_eq!(Page::parse("/events"), Some(Page::Events));
        for path in ["/nothing", "/devices/a/nothing", "/devices/a/events/b", "/commands/a", "/events/a"] {
            assert_eq!(Page::parse(path), None, "{path}");
        }
    }

    #[test]
    fn an_empty_value_leaves_the_plain_url() {
        let query = Query::default().with("q", "east").with("q", "");
        assert_eq!(with_query(DEVICES, &query), "devices");
        assert_eq!(with_query(DEVICES, &query.with("type", "freezer")), "devices?type=freezer");
    }

    proptest! {
        #[test]
        fn every_device_is_found_by_its_url(name in "[^/.]\\PC{0,40}", tab in prop::sample::select(Tab::ALL.to_vec())) {
            prop_assert_eq!(Page::parse(&device(&name, tab)), Some(Page::Device { name, tab }));
        }

        #[test]
        fn every_query_reads_back_as_it_was_built(pairs in prop::collection::btree_map("\\PC{1,9}", "\\PC{1,9}", 0..5)) {
            let query = pairs.iter().fold(Query::default(), |query, (name, value)| query.with(name, value));
            prop_assert_eq!(Query::parse(&query.to_string()), query);
        }

        #[test]
        fn no_query_makes_the_parser_panic(search in "\\PC*") {
            Query::parse(&search);
        }
    }
}
