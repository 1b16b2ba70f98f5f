//! By what the list is sorted, and in which direction: `sort=serial`, or `sort=-serial` for the other way round.

use std::{cmp::Ordering, sync::Arc};

use super::natural::natural_key;
use crate::{
    directory::Entry,
    paths::Query,
    ui::{Column, Order},
};

/// The columns of the list, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The name.
    Name,
    /// The type, by its label.
    Type,
    /// The device definition.
    Definition,
    /// The serial number.
    Serial,
    /// The region.
    Region,
    /// The policy.
    Policy,
    /// Connected or not.
    Connection,
    /// When it was last heard.
    Heard,
    /// The gravest that is known of its lockdown.
    Lockdown,
    /// The worst of its open incidents, then how many there are.
    Incidents,
}

impl By {
    /// Every column.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Type,
        Self::Definition,
        Self::Serial,
        Self::Region,
        Self::Policy,
        Self::Connection,
        Self::Heard,
        Self::Lockdown,
        Self::Incidents,
    ];

    /// The word in the header.
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Type => "Type",
            Self::Definition => "Definition",
            Self::Serial => "Serial",
            Self::Region => "Region",
            Self::Policy => "Policy",
            Self::Connection => "Connection",
            Self::Heard => "Last heard",
            Self::Lockdown => "Lockdown",
            Self::Incidents => "Incidents",
        }
    }

    /// The word in the URL.
    fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::Definition => "definition",
            Self::Serial => "serial",
            Self::Region => "region",
            Self::Policy => "policy",
            Self::Connection => "connection",
            Self::Heard => "heard",
            Self::Lockdown => "lockdown",
            Self::Incidents => "incidents",
        }
    }

    /// The header of the grid.
    pub fn columns() -> Vec<Column> {
        Self::ALL.map(|by| Column { title: by.title(), sortable: true }).to_vec()
    }

    /// What the first click on the header gives: what is wrong comes first.
    fn first(self) -> Order {
        match self {
            Self::Lockdown | Self::Incidents => Order::Descending,
            _ => Order::Ascending,
        }
    }

    /// Does its value change while nobody touches the list?
    pub fn is_live(self) -> bool {
        matches!(self, Self::Connection | Self::Heard | Self::Lockdown | Self::Incidents)
    }

    /// The text to sort by; `None` where there is none, or where the column is sorted by something else.
    fn text(self, entry: &Entry) -> Option<&str> {
        let text = match self {
            Self::Type => entry.kind().label(),
            Self::Definition => &entry.device.definition,
            Self::Serial => &entry.device.serial_number,
            Self::Region => &entry.device.region,
            Self::Policy => entry.device.policy.as_deref()?,
            Self::Name | Self::Connection | Self::Heard | Self::Lockdown | Self::Incidents => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }
}

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorting {
    /// The column.
    pub by: By,
    /// The direction.
    pub order: Order,
}

impl Default for Sorting {
    fn default() -> Self {
        Self { by: By::Name, order: Order::Ascending }
    }
}

impl Sorting {
    /// The name of the value in the query.
    pub const KEY: &str = "sort";

    /// Reads the query; a word that means nothing leaves the list in the order of names.
    pub fn read(query: &Query) -> Self {
        let word = query.get(Self::KEY);
        let (word, order) = match word.strip_prefix('-') {
            Some(word) => (word, Order::Descending),
            None => (word, Order::Ascending),
        };
        By::ALL.into_iter().find(|by| by.word() == word).map_or_else(Self::default, |by| Self { by, order })
    }

    /// The word for the URL; empty for the order of names.
    pub fn word(self) -> String {
        match self {
            _ if self == Self::default() => String::new(),
            Self { by, order: Order::Ascending } => by.word().to_owned(),
            Self { by, order: Order::Descending } => format!("-{}", by.word()),
        }
    }

    /// What a click on the header of a column makes of it.
    pub fn clicked(self, by: By) -> Self {
        let order = match (self.by == by, self.order) {
            (false, _) => by.first(),
            (true, Order::Ascending) => Order::Descending,
            (true, Order::Descending) => Order::Ascending,
        };
        Self { by, order }
    }

    /// The numbers of the devices in this order. `names` holds them in the order of names, `ranks` the value of each for a
    /// column that is not a text.
    ///
    /// What is not known stands last, whichever way round; what is equal stands in the order of names.
    pub fn sort(self, entries: &[Entry], names: &Arc<[u32]>, ranks: Option<&[Option<i64>]>) -> Arc<[u32]> {
        let mut numbers = names.to_vec();
        match (self, ranks) {
            (Self { by: By::Name, order: Order::Ascending }, _) => return Arc::clone(names),
            (Self { by: By::Name, order: Order::Descending }, _) => numbers.reverse(),
            (_, Some(ranks)) => self.sort_known_first(&mut numbers, ranks),
            (_, None) => {
                let keys: Vec<_> = entries.iter().map(|entry| self.by.text(entry).map(natural_key)).collect();
                self.sort_known_first(&mut numbers, &keys);
            }
        }
        numbers.into()
    }

    fn sort_known_first<T: Ord>(self, numbers: &mut [u32], keys: &[Option<T>]) {
        let key = |number: &u32| keys.get(*number as usize).and_then(Option::as_ref);
        let compare = |one: &u32, other: &u32| match (key(one), key(other), self.order) {
            (Some(one), Some(other), Order::Ascending) => one.cmp(other),
            (Some(one), Some(other), Order::Descending) => other.cmp(one),
            (one, other, _) => other.is_some().cmp(&one.is_some()),
        };
        sort(numbers, &compare);
    }
}

/// One sort for all columns: each comparison of its own would bring 5 kB of WebAssembly.
fn sort(numbers: &mut [u32], compare: &dyn Fn(&u32, &u32) -> Ordering) {
    numbers.sort_by(compare);
}

/// The numbers of the devices in the order of their names.
pub fn by_name(entries: &[Entry]) -> Arc<[u32]> {
    let keys: Vec<_> = entries.iter().map(|entry| natural_key(&entry.sort_key)).collect();
    let mut numbers: Vec<u32> = (0..).take(entries.len()).collect();
    sort(&mut numbers, &|one, other| keys.get(*one as usize).cmp(&keys.get(*other as usize)));
    numbers.into()
}

#[cfg(test)]
#[path = "sorting_tests.rs"]
mod tests;
