//! Groups of similar events that follow each other, and the rows that they take when long groups are folded.
//!
//! Whether two events belong to one group depends on these two alone. So when events are added or removed at an end of the list, no
//! group in its middle changes.

use std::{collections::VecDeque, sync::Arc};

use jiff::SignedDuration;

use crate::event_log::Record;

/// A group of more events than this is folded.
const MAX_UNFOLDED: usize = 5;
/// The longest time between two neighbours in a group.
const MAX_INTERVAL: SignedDuration = SignedDuration::from_secs(60);

/// Whether two neighbours in the list belong to one group: device, type and severity are the same, and at most a minute is between
/// them.
pub(super) fn is_same_group(older: &Record, newer: &Record) -> bool {
    let times = older.time().zip(newer.time());
    older.is_same_as(newer) && times.is_some_and(|(older, newer)| newer.duration_since(older) <= MAX_INTERVAL)
}

/// The lengths of all groups of a list, oldest first. An event that resembles none of its neighbours is a group of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Groups(VecDeque<usize>);

impl Groups {
    /// The groups of events, which are given oldest first.
    pub(super) fn of<'a>(events: impl IntoIterator<Item = &'a Arc<Record>>) -> Self {
        let (mut groups, mut last) = (Self::default(), None);
        for event in events {
            groups.push(last.is_some_and(|last| is_same_group(last, event)));
            last = Some(event);
        }
        groups
    }

    /// Adds an event at the new end, to the newest group if it continues that.
    pub(super) fn push(&mut self, continues_newest: bool) {
        match self.0.back_mut() {
            Some(length) if continues_newest => *length += 1,
            _ => self.0.push_back(1),
        }
    }

    /// Removes the newest event.
    pub(super) fn pop_newest(&mut self) {
        if let Some(length) = self.0.pop_back().filter(|length| *length > 1) {
            self.0.push_back(length - 1);
        }
    }

    /// Removes the oldest event.
    pub(super) fn pop_oldest(&mut self) {
        if let Some(length) = self.0.pop_front().filter(|length| *length > 1) {
            self.0.push_front(length - 1);
        }
    }

    /// Folds all long groups of which `may_fold` is true.
    pub(super) fn index(&self, may_fold: impl Fn(&Group) -> bool) -> GroupIndex {
        let mut index = GroupIndex::default();
        let mut newest = 0;
        for length in self.0.iter().rev().copied() {
            let group = Group { row: newest - index.hidden, newest, length, hidden_above: index.hidden };
            if length > MAX_UNFOLDED && may_fold(&group) {
                index.hidden += length - 1;
                index.folded.push(group);
            }
            newest += length;
        }
        index
    }
}

/// A folded group. Places and rows are counted from the newest event; rows without those of gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    row: usize,
    /// The place of its newest event.
    pub(super) newest: usize,
    /// How many events it has.
    pub(super) length: usize,
    /// How many events have no row of their own because of the groups above it.
    hidden_above: usize,
}

impl Group {
    /// The place of its oldest event.
    pub(super) fn oldest(&self) -> usize {
        self.newest + self.length - 1
    }
}

/// The content of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupPosition {
    /// The event in a place.
    Event(usize),
    /// A folded group.
    Group(Group),
}

/// The folded groups of a list: converts between the places of events and rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GroupIndex {
    /// Newest first.
    folded: Vec<Group>,
    hidden: usize,
}

impl GroupIndex {
    /// How many events have no row of their own.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// The content of a row.
    pub(super) fn at(&self, row: usize) -> GroupPosition {
        match self.last_folded(|group| group.row <= row) {
            Some(group) if group.row == row => GroupPosition::Group(*group),
            Some(group) => GroupPosition::Event(row + group.hidden_above + group.length - 1),
            None => GroupPosition::Event(row),
        }
    }

    /// The row of the event in a place: its own, or that of its group.
    pub(super) fn row_of(&self, place: usize) -> usize {
        match self.last_folded(|group| group.newest <= place) {
            Some(group) if place <= group.oldest() => group.row,
            Some(group) => place - group.hidden_above - (group.length - 1),
            None => place,
        }
    }

    /// The last group of which this is true; it must be true of a number of groups at the beginning.
    fn last_folded(&self, is_before: impl Fn(&Group) -> bool) -> Option<&Group> {
        let count = self.folded.partition_point(is_before);
        self.folded.get(count.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn groups(lengths: &[usize]) -> Groups {
        let mut groups = Groups::default();
        lengths.iter().for_each(|length| (0..*length).for_each(|number| groups.push(number > 0)));
        groups
    }

    #[test]
    fn only_long_groups_are_folded() {
        let index = groups(&[2, 6, 1, 5]).index(|_| true);
        assert_eq!(index.hidden(), 5);
        assert_eq!(
            (0..5).map(|row| index.at(row)).collect::<Vec<_>>(),
            (0..5).map(GroupPosition::Event).collect::<Vec<_>>()
        );
        assert_eq!(index.at(5), GroupPosition::Event(5));
        assert!(matches!(index.at(6), GroupPosition::Group(Group { newest: 6, length: 6, .. })));
        assert_eq!((index.at(7), index.at(8)), (GroupPosition::Event(12), GroupPosition::Event(13)));
        assert_eq!(groups(&[6]).index(|group| (group.newest, group.oldest()) != (0, 5)).hidden(), 0);
    }

    proptest! {
        #[test]
        fn every_event_has_a_row_and_every_row_its_events(lengths in prop::collection::vec(1_usize..9, 0..12), cut in (0_usize..9, 0_usize..9)) {
            let mut groups = groups(&lengths);
            let all: usize = lengths.iter().sum();
            (0..cut.0).for_each(|_| groups.pop_newest());
            (0..cut.1).for_each(|_| groups.pop_oldest());
            let count = all.saturating_sub(cut.0 + cut.1);
            prop_assert_eq!(groups.0.iter().sum::<usize>(), count);
            let index = groups.index(|group| group.newest % 3 != 0);
            let mut expected = 0;
            for row in 0..count - index.hidden() {
                let (newest, length) = match index.at(row) {
                    GroupPosition::Event(place) => (place, 1),
                    GroupPosition::Group(group) => (group.newest, group.length),
                };
                prop_assert_eq!(newest, expected);
                (newest..newest + length).for_each(|place| assert_eq!(index.row_of(place), row));
                expected += length;
            }
            prop_assert_eq!(expected, count);
        }
    }
}
