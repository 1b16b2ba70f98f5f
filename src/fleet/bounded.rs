//! Maps that cannot grow without end.

use std::{collections::HashMap, hash::Hash};

use crate::order::order;

/// More devices than any fleet this is built for; names in events are whatever somebody wrote there.
pub(crate) const MOST_DEVICES: usize = 131_072;

/// Forgets the eighth of the entries with the lowest ranks, if there are more than `most`. Ranks must differ.
pub(crate) fn make_room<K: Eq + Hash, V, R: Ord>(map: &mut HashMap<K, V>, most: usize, rank: impl Fn(&V) -> R) {
    if map.len() <= most {
        return;
    }
    let ranks: Vec<R> = map.values().map(&rank).collect();
    let ascending = order(ranks.len(), &|one, other| ranks.get(one).cmp(&ranks.get(other)));
    let surplus = map.len() - (most - most / 8);
    if let Some(least) = ascending.get(surplus).and_then(|number| ranks.get(*number)) {
        map.retain(|_, value| rank(value) >= *least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_ranks_leave_when_there_are_too_many() {
        let mut map: HashMap<u32, u32> = (0..16).map(|number| (number, number)).collect();
        make_room(&mut map, 16, |rank| *rank);
        assert_eq!(map.len(), 16);
        map.insert(16, 16);
        make_room(&mut map, 16, |rank| *rank);
        let mut left: Vec<u32> = map.into_keys().collect();
        left.sort_unstable();
        assert_eq!(left, (3..=16).collect::<Vec<_>>());
    }
}
