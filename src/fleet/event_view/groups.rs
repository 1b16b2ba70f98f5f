//! Runs of like events, and which of them stand in one row.
//!
//! Two events that follow each other in the list are alike when device, type and severity are the same and at most a minute lies between them.
//! That depends on neighbours alone, so what comes and goes at the ends of the list changes no run in its middle.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use crate::event_log::Record;

/// A run of more than so many events is folded.
const MOST: usize = 5;
const APART: SignedDuration = SignedDuration::from_secs(60);

/// Do these two belong into one run?
pub(super) fn is_same_group(older: &Record, newer: &Record) -> bool {
    let close = |one, other: Timestamp| other.duration_since(one) <= APART;
    older.is_same_as(newer) && older.time().zip(newer.time()).is_some_and(|(one, other)| close(one, other))
}

/// How long the runs of a list are, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Groups(VecDeque<usize>);

impl Groups {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// An event comes at the new end.
    pub(super) fn push(&mut self, like_the_last: bool) {
        match self.0.back_mut() {
            Some(length) if like_the_last => *length += 1,
            _ => self.0.push_back(1),
        }
    }

    /// The newest leaves.
    pub(super) fn pop_newest(&mut self) {
        if let Some(length) = self.0.pop_back().filter(|length| *length > 1) {
            self.0.push_back(length - 1);
        }
    }

    /// The oldest leaves.
    pub(super) fn pop_oldest(&mut self) {
        if let Some(length) = self.0.pop_front().filter(|length| *length > 1) {
            self.0.push_front(length - 1);
        }
    }

    /// The folds, newest first. `stays` says of a run, by the places of its first and its last event counted from the newest, that
    /// it is not folded all the same.
    pub(super) fn folds(&self, stays: impl Fn(usize, usize) -> bool) -> GroupIndex {
        let (mut first, mut hidden, mut folds) = (0, 0, Vec::new());
        for length in self.0.iter().rev().copied() {
            if length > MOST && !stays(first, first + length - 1) {
                folds.push(Group { row: first - hidden, first, length, hidden });
                hidden += length - 1;
            }
            first += length;
        }
        GroupIndex { list: folds, hidden }
    }
}

/// A run in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    row: usize,
    /// The place of its newest event, counted from the newest of all.
    pub(super) first: usize,
    /// How many events it has.
    pub(super) length: usize,
    /// How many events the folds above hide.
    hidden: usize,
}

/// What stands in a row of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupPosition {
    /// One event, by its place counted from the newest.
    Event(usize),
    /// A run.
    Fold(Group),
}

/// All runs that stand in one row. Rows are counted without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GroupIndex {
    list: Vec<Group>,
    hidden: usize,
}

impl GroupIndex {
    /// How many events have no row of their own.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// What stands in a row.
    pub(super) fn at(&self, row: usize) -> GroupPosition {
        let above = self.list.partition_point(|fold| fold.row <= row);
        match above.checked_sub(1).and_then(|last| self.list.get(last)) {
            Some(fold) if fold.row == row => GroupPosition::Fold(*fold),
            Some(fold) => GroupPosition::Event(row + fold.hidden + fold.length - 1),
            None => GroupPosition::Event(row),
        }
    }

    /// The row of an event, by its place counted from the newest.
    pub(super) fn row_of(&self, place: usize) -> usize {
        let above = self.list.partition_point(|fold| fold.first <= place);
        match above.checked_sub(1).and_then(|last| self.list.get(last)) {
            Some(fold) if place < fold.first + fold.length => fold.row,
            Some(fold) => place - fold.hidden - (fold.length - 1),
            None => place,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn runs(lengths: &[usize]) -> Groups {
        let mut runs = Groups::default();
        lengths.iter().for_each(|length| (0..*length).for_each(|number| runs.push(number > 0)));
        runs
    }

    #[test]
    fn only_long_runs_are_folded() {
        let folds = runs(&[2, 6, 1, 5]).folds(|_, _| false);
        assert_eq!(folds.hidden(), 5);
        assert_eq!(
            (0..5).map(|row| folds.at(row)).collect::<Vec<_>>(),
            (0..5).map(GroupPosition::Event).collect::<Vec<_>>()
        );
        assert_eq!(folds.at(5), GroupPosition::Event(5));
        assert!(matches!(folds.at(6), GroupPosition::Fold(Group { first: 6, length: 6, .. })));
        assert_eq!((folds.at(7), folds.at(8)), (GroupPosition::Event(12), GroupPosition::Event(13)));
        assert_eq!(runs(&[6]).folds(|first, last| (first, last) == (0, 5)).hidden(), 0);
    }

    proptest! {
        #[test]
        fn every_event_has_a_row_and_every_row_its_events(lengths in prop::collection::vec(1_usize..9, 0..12), cut in (0_usize..9, 0_usize..9)) {
            let mut runs = runs(&lengths);
            let all: usize = lengths.iter().sum();
            (0..cut.0).for_each(|_| runs.pop_newest());
            (0..cut.1).for_each(|_| runs.pop_oldest());
            let count = all.saturating_sub(cut.0 + cut.1);
            prop_assert_eq!(runs.0.iter().sum::<usize>(), count);
            let folds = runs.folds(|first, _| first % 3 == 0);
            let mut expected = 0;
            for row in 0..count - folds.hidden() {
                let (first, length) = match folds.at(row) {
                    GroupPosition::Event(place) => (place, 1),
                    GroupPosition::Fold(fold) => (fold.first, fold.length),
                };
                prop_assert_eq!(first, expected);
                (first..first + length).for_each(|place| assert_eq!(folds.row_of(place), row));
                expected += length;
            }
            prop_assert_eq!(expected, count);
        }
    }
}
