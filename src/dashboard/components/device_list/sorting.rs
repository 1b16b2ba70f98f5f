//! By what the list is sorted, and in which direction: `sort=serial`, or `sort=-serial` for the other way round.

use std::{cmp::Ordering, sync::Arc};

use super::{By, natural::natural_key};
use crate::{directory::Entry, paths::Query, ui::Order};

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
        By::parse(word).map_or_else(Self::default, |by| Self { by, order })
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
