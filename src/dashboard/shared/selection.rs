//! A selection of devices, as the query of the URL stores it.

use std::collections::BTreeSet;

use crate::paths::UrlQuery;

/// Selected devices, by name. A URL with a thousand names would be too long for servers, so "all" has a variant of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// These devices.
    Only(BTreeSet<String>),
    /// All devices that pass the page's filters, except these.
    AllExcept(BTreeSet<String>),
}

impl Default for Selection {
    fn default() -> Self {
        Self::Only(BTreeSet::new())
    }
}

impl Selection {
    /// The query key of a selected device. It can occur more than once.
    pub const DEVICE: &str = "device";
    /// The query key whose value `all` selects every device that passes the filters.
    pub const DEVICES: &str = "devices";
    /// The query key of a device that is excluded from "all". It can occur more than once.
    pub const EXCEPT: &str = "except";
    const ALL: &str = "all";

    /// Parses the query. Values other than `all` are ignored.
    pub fn read(query: &UrlQuery) -> Self {
        let names = |key| query.all(key).map(str::to_owned).collect();
        if query.get(Self::DEVICES) == Self::ALL {
            Self::AllExcept(names(Self::EXCEPT))
        } else {
            Self::Only(names(Self::DEVICE))
        }
    }

    /// The query with its selection replaced by this one.
    pub fn write(&self, query: UrlQuery) -> UrlQuery {
        let query = [Self::DEVICE, Self::DEVICES, Self::EXCEPT].iter().fold(query, |query, key| query.with(key, ""));
        let (query, key, names) = match self {
            Self::Only(names) => (query, Self::DEVICE, names),
            Self::AllExcept(names) => (query.with(Self::DEVICES, Self::ALL), Self::EXCEPT, names),
        };
        names.iter().fold(query, |query, name| query.and(key, name))
    }

    /// True if a device is selected. [`Self::AllExcept`] does not know the filters, so it is also true for a device that they hide.
    pub fn has(&self, device: &str) -> bool {
        match self {
            Self::Only(names) => names.contains(device),
            Self::AllExcept(names) => !names.contains(device),
        }
    }

    /// Selects or deselects a device.
    #[must_use]
    pub fn toggled(mut self, device: &str) -> Self {
        let (Self::Only(names) | Self::AllExcept(names)) = &mut self;
        if !names.remove(device) {
            names.insert(device.to_owned());
        }
        self
    }

    /// All devices that pass the filters.
    pub fn all() -> Self {
        Self::AllExcept(BTreeSet::new())
    }

    /// True if nothing is selected, independent of the filters.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Only(names) if names.is_empty())
    }

    /// True if the selection follows the filters.
    pub fn is_all(&self) -> bool {
        matches!(self, Self::AllExcept(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_reads_back_from_the_url_it_was_written_to() {
        let names = ["Cabinet 1", "Cabinet 2, east.", "all"].map(str::to_owned);
        let these = Selection::Only(names.clone().into());
        for selection in [Selection::default(), these, Selection::all(), Selection::AllExcept(names.into())] {
            let query =
                UrlQuery::default().with("q", "east").and(Selection::DEVICE, "old").and(Selection::EXCEPT, "older");
            let url = selection.write(query).to_string();
            let query = UrlQuery::parse(&url);
            assert_eq!(Selection::read(&query), selection, "{url}");
            assert_eq!(query.get("q"), "east", "the rest of the query stays");
        }
    }

    #[test]
    fn a_click_chooses_and_a_second_click_does_no_longer() {
        let one = Selection::default().toggled("Cabinet 1");
        assert!(one.has("Cabinet 1") && !one.has("Cabinet 2"));
        assert!(one.toggled("Cabinet 1").is_none());
        let all_but_one = Selection::all().toggled("Cabinet 1");
        assert!(!all_but_one.has("Cabinet 1") && all_but_one.has("Cabinet 2") && all_but_one.is_all());
        assert_eq!(all_but_one.toggled("Cabinet 1"), Selection::all());
    }
}
