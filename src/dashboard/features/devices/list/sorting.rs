//! The sort order of the device list, in the URL as `sort=serial`, or `sort=-serial` for descending order.

use std::sync::Arc;

use crate::{
    features::devices::list::column::DeviceColumn,
    paths::UrlQuery,
    shared::{
        natural_sort::{natural_sort_key, sort},
        sort_query,
    },
    state::directory::device_entry::DeviceEntry,
};
use jetstream_ui::SortDirection;

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorting {
    /// The column.
    pub by: DeviceColumn,
    /// The direction.
    pub order: SortDirection,
}

impl Default for Sorting {
    fn default() -> Self {
        Self { by: DeviceColumn::Name, order: SortDirection::Ascending }
    }
}

impl Sorting {
    /// Name of the query value.
    pub const KEY: &str = "sort";

    /// Reads the sort order from the URL query; an invalid value means the default order by name.
    pub fn read(query: &UrlQuery) -> Self {
        let (column, order) = sort_query::parse(query.get(Self::KEY));
        DeviceColumn::parse(column).map_or_else(Self::default, |by| Self { by, order })
    }

    /// The query value; empty for the default order.
    pub fn value(self) -> String {
        if self == Self::default() { String::new() } else { sort_query::to_value(self.by.value(), self.order) }
    }

    /// The sort order after a click on the header of a column.
    pub fn clicked(self, by: DeviceColumn) -> Self {
        Self { by, order: if self.by == by { self.order.reversed() } else { by.first() } }
    }

    /// The indices of the devices in this order. `names` contains them in the order of names, `ranks` the value of each device for
    /// a column that is not a text.
    ///
    /// Unknown values come last in both directions; devices with equal values stay in the order of names.
    pub fn sort(self, entries: &[DeviceEntry], names: &Arc<[u32]>, ranks: Option<&[Option<i64>]>) -> Arc<[u32]> {
        let mut numbers = names.to_vec();
        match (self, ranks) {
            (Self { by: DeviceColumn::Name, order: SortDirection::Ascending }, _) => return Arc::clone(names),
            (Self { by: DeviceColumn::Name, order: SortDirection::Descending }, _) => numbers.reverse(),
            (_, Some(ranks)) => self.sort_known_first(&mut numbers, ranks),
            (_, None) => {
                let keys: Vec<_> = entries.iter().map(|entry| self.by.text(entry).map(natural_sort_key)).collect();
                self.sort_known_first(&mut numbers, &keys);
            }
        }
        numbers.into()
    }

    fn sort_known_first<T: Ord>(self, numbers: &mut [u32], keys: &[Option<T>]) {
        let key = |number: &u32| keys.get(*number as usize).and_then(Option::as_ref);
        let compare = |one: &u32, other: &u32| match (key(one), key(other), self.order) {
            (Some(one), Some(other), SortDirection::Ascending) => one.cmp(other),
            (Some(one), Some(other), SortDirection::Descending) => other.cmp(one),
            (one, other, _) => other.is_some().cmp(&one.is_some()),
        };
        sort(numbers, &compare);
    }
}

#[cfg(test)]
#[path = "sorting_tests.rs"]
mod tests;
