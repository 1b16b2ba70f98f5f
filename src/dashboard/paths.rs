//! A builder and parser of every URL of the dashboard. All are relative to `<base>`, so the app works below any path.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The first path segments of the pages. The boot script in `index.html` finds the base path by the same list.
#[cfg(test)]
pub const FIRST_SEGMENTS: [&str; 8] = [ACCESS, COMMANDS, DEVICES, EVENTS, INCIDENTS, OVERVIEW, POLICIES, SENSORS];
/// Access: who opened which device, and when.
pub const ACCESS: &str = "access";
/// All commands.
pub const COMMANDS: &str = "commands";
/// All devices, and below it each one.
pub const DEVICES: &str = "devices";
/// The live feed.
pub const EVENTS: &str = "events";
/// Incidents, open and closed.
pub const INCIDENTS: &str = "incidents";
/// An overview of the fleet.
pub const OVERVIEW: &str = "overview";
/// The readings of sensors.
pub const SENSORS: &str = "sensors";
/// All policies, and below it the pages about them.
pub const POLICIES: &str = "policies";
/// The pages that are one list, which takes the whole window.
const LISTS: [&str; 7] = [ACCESS, DEVICES, EVENTS, INCIDENTS, SENSORS, "policies/~drift", "policies/~what-if"];

/// The part of a path after the base path, without the slash between them. A path outside of the base loses only its leading slashes.
pub fn below<'path>(path: &'path str, base: &str) -> &'path str {
    path.strip_prefix(base).unwrap_or(path).trim_start_matches('/')
}

/// Is this page one list, which scrolls by itself? `below` is its path relative to the base.
pub fn is_list(below: &str) -> bool {
    LISTS.contains(&below)
}

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn encode(text: &str) -> impl std::fmt::Display + '_ {
    utf8_percent_encode(text, ENCODED)
}

fn decode(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

/// The tabs of the page of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Its properties, its status and its abilities.
    Overview,
    /// Its commands.
    Commands,
    /// Its parameters, each with its values from override, policy and default.
    Configuration,
    /// The passes that may open it.
    Passes,
    /// Who opened it, and when.
    Access,
    /// The readings of its sensors.
    Sensors,
    /// The tagged items in it.
    Inventory,
    /// Its events.
    Events,
}

impl Tab {
    /// Every tab, in the order of display.
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::Commands,
        Self::Configuration,
        Self::Passes,
        Self::Access,
        Self::Sensors,
        Self::Inventory,
        Self::Events,
    ];

    /// The label of the tab.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Commands => "Commands",
            Self::Configuration => "Configuration",
            Self::Passes => "Passes",
            Self::Access => "Access",
            Self::Sensors => "Sensors",
            Self::Inventory => "Inventory",
            Self::Events => "Events",
        }
    }

    fn segment(self) -> Option<&'static str> {
        match self {
            Self::Overview => None,
            Self::Commands => Some(COMMANDS),
            Self::Configuration => Some("configuration"),
            Self::Passes => Some("passes"),
            Self::Access => Some(ACCESS),
            Self::Sensors => Some(SENSORS),
            Self::Inventory => Some("inventory"),
            Self::Events => Some(EVENTS),
        }
    }

    /// The tab for the segment behind a device's name; `None` for one that does not exist.
    pub fn parse(segment: Option<&str>) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.segment() == segment)
    }
}

/// The pages about policies. Fixed path segments start with `~`, which no policy's name may contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyPage {
    /// The list of all policies.
    List,
    /// The form for a new policy.
    New,
    /// A policy, by its name.
    One(String),
    /// The form for the policy that replaces this one, since a policy cannot be edited.
    Edit(String),
    /// A comparison of two sets of parameters.
    Compare,
    /// A forecast of the changes by a policy, before anything is sent.
    WhatIf,
    /// A comparison of the values of devices with the values that they should have.
    Drift,
    /// The rules that an administrator wants all devices to follow.
    Rules,
    /// The list of the change plans that this browser stores.
    Plans,
    /// A change plan, by its id.
    Plan(String),
}

impl PolicyPage {
    /// The pages without a name, with their segments.
    const FIXED: [(&str, Self); 6] = [
        ("~new", Self::New),
        ("~compare", Self::Compare),
        ("~what-if", Self::WhatIf),
        ("~drift", Self::Drift),
        ("~rules", Self::Rules),
        ("~plans", Self::Plans),
    ];
    const EDIT: &str = "~edit";

    fn parse(first: Option<&str>, second: Option<&str>) -> Option<Self> {
        let fixed = |word: &str| Self::FIXED.into_iter().find(|(one, _)| *one == word).map(|(_, page)| page);
        Some(match (first, second) {
            (None, None) => Self::List,
            (Some(word), None) if word.starts_with('~') => fixed(word)?,
            (Some(word), Some(id)) if fixed(word) == Some(Self::Plans) => Self::Plan(decode(id)),
            (Some(name), None) => Self::One(decode(name)),
            (Some(name), Some(Self::EDIT)) => Self::Edit(decode(name)),
            _ => return None,
        })
    }
}

/// The path of a page about policies.
pub fn policies(page: &PolicyPage) -> String {
    let fixed = PolicyPage::FIXED.iter().find(|(_, one)| one == page).map(|(word, _)| *word);
    match (page, fixed) {
        (PolicyPage::One(name), _) => format!("{POLICIES}/{}", encode(name)),
        (PolicyPage::Edit(name), _) => format!("{POLICIES}/{}/{}", encode(name), PolicyPage::EDIT),
        (PolicyPage::Plan(id), _) => format!("{POLICIES}/~plans/{}", encode(id)),
        (_, Some(word)) => format!("{POLICIES}/{word}"),
        (_, None) => POLICIES.to_owned(),
    }
}

/// A page, parsed from its path. Each page reads its query itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The base address, which is replaced by the overview.
    Home,
    /// An overview of the fleet.
    Overview,
    /// Incidents, open and closed.
    Incidents,
    /// Access: who opened which device, and when.
    Access,
    /// The readings of sensors.
    Sensors,
    /// All devices.
    Devices,
    /// One device.
    Device {
        /// Its decoded name, valid or not.
        name: String,
        /// The open tab.
        tab: Tab,
    },
    /// All commands.
    Commands,
    /// The live feed.
    Events,
    /// A page about policies.
    Policies(PolicyPage),
}

impl Page {
    /// The page for a path below the base, with or without slashes around it; `None` when there is none.
    pub fn parse(path: &str) -> Option<Self> {
        let mut segments = path.trim_matches('/').split('/');
        let page = (segments.next(), segments.next(), segments.next(), segments.next());
        Some(match page {
            (Some(""), None, ..) => Self::Home,
            (Some(OVERVIEW), None, ..) => Self::Overview,
            (Some(INCIDENTS), None, ..) => Self::Incidents,
            (Some(ACCESS), None, ..) => Self::Access,
            (Some(SENSORS), None, ..) => Self::Sensors,
            (Some(DEVICES), None, ..) => Self::Devices,
            (Some(COMMANDS), None, ..) => Self::Commands,
            (Some(EVENTS), None, ..) => Self::Events,
            (Some(POLICIES), first, second, None) => Self::Policies(PolicyPage::parse(first, second)?),
            (Some(DEVICES), Some(name), tab, None) => Self::Device { name: decode(name), tab: Tab::parse(tab)? },
            _ => return None,
        })
    }
}

/// The path of the page of a device. Any name in an answer has a page, also one that is not valid in calls.
pub fn device(name: &str, tab: Tab) -> String {
    let mut path = format!("{DEVICES}/{}", encode(name));
    if let Some(segment) = tab.segment() {
        path.push('/');
        path.push_str(segment);
    }
    path
}

/// The path of one event, opened in the live feed.
pub fn event(id: &str) -> String {
    with_query(EVENTS, &UrlQuery::default().with("event", id))
}

/// The path of a page with a query, as in `devices?q=east`.
pub fn with_query(page: &str, query: &UrlQuery) -> String {
    format!("{page}{query}")
}

/// The filters, sorting and selection of a page: the decoded query of its URL, in order. Empty values are left out, so
/// that the plain page has the plain URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UrlQuery(Vec<(String, String)>);

impl UrlQuery {
    /// Reads a query, with or without its question mark. Broken escapes are left as they are.
    pub fn parse(search: &str) -> Self {
        let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(name, value)| (decode(name), decode(value))).filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The value of a name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of a name that may occur more than once.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All names and values, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same query with one more value of a name that may occur more than once.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same query with one value set, or removed when it is empty.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(key, _)| key != name);
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

impl std::fmt::Display for UrlQuery {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            formatter.write_char(if index == 0 { '?' } else { '&' })?;
            write!(formatter, "{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "paths_tests.rs"]
mod tests;
