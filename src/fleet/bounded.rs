//! Bounded collections: a function that evicts from a map, and a list of the greatest items.

use std::{collections::HashMap, hash::Hash};

use crate::sorting::sorted_indices;

/// The maximum number of devices: more than any fleet this is built for. Names in events can be arbitrary texts.
pub(crate) const MOST_DEVICES: usize = 131_072;

/// Evicts the eighth of the entries with the lowest ranks, if there are more than `most`. Ranks must differ.
pub(crate) fn evict_oldest<K: Eq + Hash, V, R: Ord>(map: &mut HashMap<K, V>, most: usize, rank: impl Fn(&V) -> R) {
    if map.len() <= most {
        return;
    }
    let ranks: Vec<R> = map.values().map(&rank).collect();
    let ascending = sorted_indices(ranks.len(), &|one, other| ranks.get(one).cmp(&ranks.get(other)));
    let surplus = map.len() - (most - most / 8);
    if let Some(least) = ascending.get(surplus).and_then(|number| ranks.get(*number)) {
        map.retain(|_, value| rank(value) >= *least);
    }
}

/// The greatest of all items that were ever inserted, each once, in ascending order: independent of the order of insertion.
///
/// It holds a few more than asked for, so that not every insertion moves all others.
#[derive(Debug, Clone)]
pub(crate) struct TopN<T> {
    items: Vec<T>,
    /// The greatest of the evicted items.
    evicted: Option<T>,
}

impl<T> Default for TopN<T> {
    fn default() -> Self {
        Self { items: Vec::new(), evicted: None }
    }
}

impl<T: Ord> TopN<T> {
    /// Inserts an item, unless an equal one is there. `most` may shrink from one call to the next, and never grows.
    pub(crate) fn insert(&mut self, item: T, most: usize) {
        if let Err(place) = self.items.binary_search(&item) {
            self.items.insert(place, item);
        }
        if self.items.len() > most + most / 8 {
            let surplus = self.items.len() - most;
            self.evicted = self.items.drain(..surplus).next_back().max(self.evicted.take());
        }
    }

    /// The `most` greatest, in ascending order.
    pub(crate) fn iter(&self, most: usize) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.items.get(self.items.len().saturating_sub(most)..).unwrap_or_default().iter()
    }

    /// The greatest.
    pub(crate) fn last(&self) -> Option<&T> {
        self.items.last()
    }

    /// The one before those of [`TopN::iter`]: `None` where these are all there ever were.
    pub(crate) fn before(&self, most: usize) -> Option<&T> {
        let next = self.items.len().checked_sub(most + 1).and_then(|place| self.items.get(place));
        next.max(self.evicted.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_newest_are_the_same_in_any_order(
            (items, other) in prop::collection::vec(0_u8..60, 0..50).prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle())),
            most in 1_usize..20,
        ) {
            let newest = |items: &[u8]| {
                let mut newest = TopN::default();
                items.iter().for_each(|item| newest.insert(*item, most));
                (newest.iter(most).copied().collect::<Vec<_>>(), newest.before(most).copied())
            };
            let mut sorted = items.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let kept = sorted.split_off(sorted.len().saturating_sub(most));
            prop_assert_eq!(newest(&items), (kept, sorted.last().copied()));
            prop_assert_eq!(newest(&items), newest(&other));
        }
    }

    #[test]
    fn the_lowest_ranks_leave_when_there_are_too_many() {
        let mut map: HashMap<u32, u32> = (0..16).map(|number| (number, number)).collect();
        evict_oldest(&mut map, 16, |rank| *rank);
        assert_eq!(map.len(), 16);
        map.insert(16, 16);
        evict_oldest(&mut map, 16, |rank| *rank);
        let mut left: Vec<u32> = map.into_keys().collect();
        left.sort_unstable();
        assert_eq!(left, (3..=16).collect::<Vec<_>>());
    }
}
