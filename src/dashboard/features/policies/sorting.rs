//! The columns, the sort order and the text filter of the policy list, as stored in the query of the URL: `q=ward&sort=-devices`.

use std::cmp::Ordering;

use crate::{
    features::{fleet_configuration::policy_view::PolicyView, policies::drift_summary::DriftSummary},
    paths::UrlQuery,
    shared::{natural_sort::natural_sort_key, sort_query},
};
use jetstream_ui::{Column, SortDirection};

/// The columns of the list, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyColumn {
    /// The name.
    Name,
    /// The device definition.
    Definition,
    /// The number of its parameters.
    Parameters,
    /// The number of its devices.
    Devices,
    /// The drift summary of its devices.
    Drift,
}

impl PolicyColumn {
    /// Every column.
    pub const ALL: [Self; 5] = [Self::Name, Self::Definition, Self::Parameters, Self::Devices, Self::Drift];

    /// The text of the header.
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Definition => "Definition",
            Self::Parameters => "Parameters",
            Self::Devices => "Devices",
            Self::Drift => "Drift",
        }
    }

    /// The value in the URL.
    fn value(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Definition => "definition",
            Self::Parameters => "parameters",
            Self::Devices => "devices",
            Self::Drift => "drift",
        }
    }

    /// The header of the grid.
    pub fn columns() -> Vec<Column> {
        Self::ALL.map(|by| Column { title: by.title(), sortable: true }).to_vec()
    }

    /// The direction after the first click on the header: most devices first, and most severe drift first.
    fn first(self) -> SortDirection {
        match self {
            Self::Devices | Self::Drift => SortDirection::Descending,
            Self::Name | Self::Definition | Self::Parameters => SortDirection::Ascending,
        }
    }

    fn compare(self, one: (&PolicyView, DriftSummary), other: (&PolicyView, DriftSummary)) -> Ordering {
        let ((one, drift), (other, other_drift)) = (one, other);
        match self {
            Self::Name => natural_sort_key(one.name()).cmp(&natural_sort_key(other.name())),
            Self::Definition => natural_sort_key(one.definition()).cmp(&natural_sort_key(other.definition())),
            Self::Parameters => one.values.len().cmp(&other.values.len()),
            Self::Devices => one.devices().len().cmp(&other.devices().len()),
            Self::Drift => drift.urgency().cmp(&other_drift.urgency()),
        }
    }
}

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorting {
    /// The column.
    pub by: PolicyColumn,
    /// The direction.
    pub order: SortDirection,
}

impl Sorting {
    /// The query key.
    pub const KEY: &str = "sort";
    const BY_NAME: Self = Self { by: PolicyColumn::Name, order: SortDirection::Ascending };

    /// Parses the query. An unknown value means the order of names.
    pub fn read(query: &UrlQuery) -> Self {
        let (column, order) = sort_query::parse(query.get(Self::KEY));
        let by = PolicyColumn::ALL.into_iter().find(|by| by.value() == column);
        by.map_or(Self::BY_NAME, |by| Self { by, order })
    }

    /// The value for the URL; empty for the order of names.
    pub fn value(self) -> String {
        if self == Self::BY_NAME { String::new() } else { sort_query::to_value(self.by.value(), self.order) }
    }

    /// The sort order after a click on the header of a column.
    pub fn clicked(self, by: PolicyColumn) -> Self {
        Self { by, order: if self.by == by { self.order.reversed() } else { by.first() } }
    }

    /// Compares two policies. Equal ones are ordered by name.
    pub fn compare(self, one: (&PolicyView, DriftSummary), other: (&PolicyView, DriftSummary)) -> Ordering {
        let order = self.by.compare(one, other);
        let order = if self.order == SortDirection::Ascending { order } else { order.reverse() };
        order.then_with(|| PolicyColumn::Name.compare(one, other))
    }
}

/// The query key of the text filter.
pub const TEXT: &str = "q";

/// True if the text is in the policy's name, its definition or the name of one of its devices. Ignores letter case.
pub fn matches(policy: &PolicyView, text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let mut names =
        [policy.name(), policy.definition()].into_iter().chain(policy.devices().iter().map(|one| &*one.name));
    names.any(|name| name.to_ascii_lowercase().contains(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::fleet_configuration::policy_view::tests::details;

    fn sorted(query: &str) -> Vec<String> {
        let devices: &[(&str, &[(&str, &str)])] = &[("Cabinet 1", &[]), ("Cabinet 2", &[])];
        let policies = [details("Ward 10", &[]), details("Ward 9", devices), details("Annex", &devices[..1])];
        let mut views: Vec<_> = policies.into_iter().map(|details| PolicyView::new(details, &[])).collect();
        let sorting = Sorting::read(&UrlQuery::parse(query));
        let none = DriftSummary::default();
        views.sort_by(|one, other| sorting.compare((one, none), (other, none)));
        views.iter().map(|view| view.name().to_owned()).collect()
    }

    #[test]
    fn names_stand_in_the_order_that_people_expect() {
        assert_eq!(sorted(""), ["Annex", "Ward 9", "Ward 10"]);
        assert_eq!(sorted("sort=-name"), ["Ward 10", "Ward 9", "Annex"]);
        assert_eq!(sorted("sort=nothing"), ["Annex", "Ward 9", "Ward 10"]);
    }

    #[test]
    fn what_is_equal_stands_in_the_order_of_names_either_way() {
        assert_eq!(sorted("sort=-devices"), ["Ward 9", "Annex", "Ward 10"]);
        assert_eq!(sorted("sort=parameters"), sorted("sort=-parameters"));
    }

    #[test]
    fn what_is_wrong_comes_first_where_a_header_is_clicked() {
        let sorting = Sorting::read(&UrlQuery::default()).clicked(PolicyColumn::Drift);
        assert_eq!(sorting.value(), "-drift");
        assert_eq!(sorting.clicked(PolicyColumn::Drift).value(), "drift");
        assert_eq!(sorting.clicked(PolicyColumn::Name).value(), "");
    }

    #[test]
    fn a_policy_is_found_by_its_devices_too() {
        let policy = PolicyView::new(details("Ward 9", &[("St. Anne, Cabinet 1", &[])]), &[]);
        assert!(
            matches(&policy, " ward ")
                && matches(&policy, "st. anne")
                && matches(&policy, "ts092")
                && matches(&policy, "")
        );
        assert!(!matches(&policy, "freezer"));
    }
}
