//! A plan for loading the history, made from the database's keys alone: which batches are read, and which entries are deleted as too old.

use jetstream_fleet::event_log::MOST_GAPS;
use jiff::Timestamp;

use crate::state::history::{batch::BatchKey, gap_key};

/// The name of the entry that is added beside the batches before events of a batch are deleted from the queue.
pub const DRAINED: &str = "emptied";

/// The action for each entry of the database; keys are without their prefix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadPlan {
    /// Batches to record, the oldest first.
    pub batches: Vec<BatchKey>,
    /// Gaps to draw: their keys, and the time before which events are missing.
    pub gaps: Vec<(String, Timestamp)>,
    /// Keys to delete.
    pub expired: Vec<String>,
    /// Events were deleted from the queue after they had been stored here.
    pub is_drained: bool,
}

impl LoadPlan {
    /// Plans for the keys of the database, in their order. Entries stored before `horizon` expire, and so do gaps beyond the number that
    /// the log can hold. Keys of another form are left alone: a later version may have written them.
    pub fn new<'a>(keys: impl DoubleEndedIterator<Item = &'a str> + Clone, horizon: Timestamp) -> Self {
        let mut plan = Self::default();
        let gaps = keys.clone().rev().filter_map(|key| Some((key, gap_key::parse(key)?)));
        for (index, (key, at)) in gaps.enumerate() {
            if index >= MOST_GAPS || at < horizon {
                plan.expired.push(key.to_owned());
            } else {
                plan.gaps.push((key.to_owned(), at));
            }
        }
        for key in keys {
            match BatchKey::parse(key) {
                Some(batch) if batch.at < horizon => plan.expired.push(key.to_owned()),
                Some(batch) => plan.batches.push(batch),
                None => plan.is_drained |= key == DRAINED,
            }
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "000000000001000.00000001.1f.512.204800";
    const NEW: &str = "000000000009000.00000001.1f.512.204800";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn batches_and_gaps_before_the_horizon_expire_and_the_others_are_loaded() {
        let keys = [OLD, NEW, "gap.000000000001000", "gap.000000000009000"];
        let plan = LoadPlan::new(keys.into_iter(), at(5));
        assert_eq!(plan.batches, [BatchKey::parse(NEW).unwrap()]);
        assert_eq!(plan.gaps, [("gap.000000000009000".to_owned(), at(9))]);
        assert_eq!(plan.expired, ["gap.000000000001000", OLD]);
        assert!(!plan.is_drained);
    }

    #[test]
    fn the_newest_gaps_are_drawn_and_those_that_are_too_many_expire() {
        let keys: Vec<_> = (0..MOST_GAPS + 2).map(|number| format!("gap.{number:015}")).collect();
        let plan = LoadPlan::new(keys.iter().map(String::as_str), at(0));
        assert_eq!((plan.gaps.len(), plan.expired.len()), (MOST_GAPS, 2));
        assert_eq!(plan.expired.last(), keys.first());
    }

    #[test]
    fn an_entry_tells_that_the_queue_was_drained_and_unknown_keys_are_left_alone() {
        let plan = LoadPlan::new([NEW, DRAINED, "later.17"].into_iter(), at(5));
        assert!(plan.is_drained && plan.expired.is_empty() && plan.batches.len() == 1);
    }
}
