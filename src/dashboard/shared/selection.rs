//! Which devices somebody has chosen from a list, as the URL has it.

use std::collections::BTreeSet;

use crate::paths::UrlQuery;

/// Devices by name. A link to a thousand devices by name would be longer than servers take, so "all of them" has a form of its
/// own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// These.
    Only(BTreeSet<String>),
    /// All that the filters of the page leave, but for these.
    AllExcept(BTreeSet<String>),
}

impl Default for Selection {
    fn default() -> Self {
        Self::Only(BTreeSet::new())
    }
}

impl Selection {
    /// The chosen device; stands there more than once.
    pub const DEVICE: &str = "device";
    /// `all`: every device that the filters leave.
    pub const DEVICES: &str = "devices";
    /// A device that is not chosen although all are; stands there more than once.
    pub const EXCEPT: &str = "except";
    const ALL: &str = "all";

    /// Reads the query. Other words than `all` mean nothing.
    pub fn read(query: &UrlQuery) -> Self {
        let names = |key| query.all(key).map(str::to_owned).collect();
        if query.get(Self::DEVICES) == Self::ALL {
            Self::AllExcept(names(Self::EXCEPT))
        } else {
            Self::Only(names(Self::DEVICE))
        }
    }

    /// The query with this selection in place of the one it had.
    pub fn write(&self, query: UrlQuery) -> UrlQuery {
        let query = [Self::DEVICE, Self::DEVICES, Self::EXCEPT].iter().fold(query, |query, key| query.with(key, ""));
        let (query, key, names) = match self {
            Self::Only(names) => (query, Self::DEVICE, names),
            Self::AllExcept(names) => (query.with(Self::DEVICES, Self::ALL), Self::EXCEPT, names),
        };
        names.iter().fold(query, |query, name| query.and(key, name))
    }

    /// Is a device chosen? Of a device that the filters hide, [`Self::AllBut`] says nothing.
    pub fn has(&self, device: &str) -> bool {
        match self {
            Self::Only(names) => names.contains(device),
            Self::AllExcept(names) => !names.contains(device),
        }
    }

    /// Chooses a device, or no longer.
    #[must_use]
    pub fn toggled(mut self, device: &str) -> Self {
        let (Self::Only(names) | Self::AllExcept(names)) = &mut self;
        if !names.remove(device) {
            names.insert(device.to_owned());
        }
        self
    }

    /// All that the filters leave.
    pub fn all() -> Self {
        Self::AllExcept(BTreeSet::new())
    }

    /// Is nothing chosen, whatever the filters leave?
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Only(names) if names.is_empty())
    }

    /// Does it follow the filters?
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
