//! The layout of a view: which event, group or gap is in which row.

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::ids::EventId;

use super::groups::{Group, GroupIndex, GroupPosition, Groups};
use crate::{
    EventLog,
    event_log::{Gap, Record},
};

/// The rows of a view, the newest first. Events are known to it by their place among those that are shown, counted from the newest.
#[derive(Debug, Default)]
pub(super) struct RowLayout {
    groups: GroupIndex,
    /// Newest first.
    gaps: Vec<GapRow>,
}

#[derive(Debug)]
struct GapRow {
    row: usize,
    gap: Gap,
}

/// The content of a row.
#[derive(Debug)]
pub(super) enum RowContent<'a> {
    /// A gap.
    Gap(&'a Gap),
    /// The event in a place. There may be none, if no row has this number.
    Event(usize),
    /// A folded group.
    Group(Group),
}

impl RowLayout {
    /// Copies the gaps of the log; `false` if they are the same as before. Their rows are found by [`lay_out`](Self::lay_out).
    pub(super) fn update_gaps(&mut self, log: &EventLog) -> bool {
        if log.gaps().rev().eq(self.gaps.iter().map(|GapRow { gap, .. }| gap)) {
            return false;
        }
        self.gaps = log.gaps().rev().map(|gap| GapRow { row: 0, gap: gap.clone() }).collect();
        true
    }

    /// Computes all rows. A gap is below the events at or after its time, and above those before it. A group is not folded if there
    /// is a gap in it, or if its oldest event is among the `expanded` ones.
    pub(super) fn lay_out(&mut self, events: &VecDeque<Arc<Record>>, groups: &Groups, expanded: &[EventId]) {
        let events_above = |gap: &Gap| events.len() - events.partition_point(|event| event.time() < Some(gap.at));
        let above: Vec<usize> = self.gaps.iter().map(|GapRow { gap, .. }| events_above(gap)).collect();
        let has_gap = |group: &Group| above.iter().any(|above| group.newest < *above && *above <= group.oldest());
        let is_expanded = |group: &Group| {
            let oldest = events.len().checked_sub(group.oldest() + 1).and_then(|index| events.get(index));
            !expanded.is_empty() && oldest.is_some_and(|oldest| expanded.contains(&oldest.id()))
        };
        self.groups = groups.index(|group| !has_gap(group) && !is_expanded(group));
        for (gaps_above, (gap, above)) in self.gaps.iter_mut().zip(above).enumerate() {
            gap.row = above.checked_sub(1).map_or(0, |last| self.groups.row_of(last) + 1) + gaps_above;
        }
    }

    /// How many rows so many events take, with all gaps.
    pub(super) fn row_count(&self, events: usize) -> usize {
        events - self.groups.hidden() + self.gaps.len()
    }

    /// How many gaps there are.
    pub(super) fn gap_count(&self) -> usize {
        self.gaps.len()
    }

    /// The row of the event in a place: its own, or that of its group.
    pub(super) fn row_of(&self, place: usize) -> usize {
        let without_gaps = self.groups.row_of(place);
        self.gaps.iter().fold(without_gaps, |row, gap| if gap.row <= row { row + 1 } else { row })
    }

    /// The content of a row.
    pub(super) fn content(&self, row: usize) -> RowContent<'_> {
        let gaps_above = self.gaps.partition_point(|gap| gap.row < row);
        if let Some(GapRow { gap, .. }) = self.gaps.get(gaps_above).filter(|gap| gap.row == row) {
            return RowContent::Gap(gap);
        }
        match self.groups.at(row - gaps_above) {
            GroupPosition::Event(place) => RowContent::Event(place),
            GroupPosition::Group(group) => RowContent::Group(group),
        }
    }
}
