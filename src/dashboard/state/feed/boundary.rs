//! The boundary between the stored history and the feed: a small state machine that finds the gap between them.

use jiff::Timestamp;

/// The two sides of the boundary, as far as they are known. Of each only the first report counts: what follows it is contiguous.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HistoryFeedBoundary {
    history_end: Option<Timestamp>,
    feed_start: Option<Timestamp>,
}

impl HistoryFeedBoundary {
    /// The history ends here. Returns the time before which events may be missing.
    pub fn note_history_end(&mut self, newest: Timestamp) -> Option<Timestamp> {
        let is_first = self.history_end.is_none();
        self.history_end.get_or_insert(newest);
        self.gap().filter(|_| is_first)
    }

    /// The feed begins here. Returns the time before which events may be missing.
    pub fn note_feed_start(&mut self, first: Timestamp) -> Option<Timestamp> {
        let is_first = self.feed_start.is_none();
        self.feed_start.get_or_insert(first);
        self.gap().filter(|_| is_first)
    }

    /// A feed first sends the events that it retains, in their order. If these begin after the end of the history, the feed no longer has
    /// the events in between, or never had them.
    fn gap(self) -> Option<Timestamp> {
        let (history_end, feed_start) = self.history_end.zip(self.feed_start)?;
        (history_end < feed_start).then_some(feed_start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_feed_that_begins_after_the_history_leaves_a_gap_whichever_is_known_first() {
        let mut boundary = HistoryFeedBoundary::default();
        assert_eq!((boundary.note_history_end(at(10)), boundary.note_feed_start(at(20))), (None, Some(at(20))));
        let mut boundary = HistoryFeedBoundary::default();
        assert_eq!((boundary.note_feed_start(at(20)), boundary.note_history_end(at(10))), (None, Some(at(20))));
    }

    #[test]
    fn a_feed_that_reaches_back_to_the_history_leaves_no_gap() {
        for start in [5, 10] {
            let mut boundary = HistoryFeedBoundary::default();
            assert_eq!((boundary.note_history_end(at(10)), boundary.note_feed_start(at(start))), (None, None));
            let mut boundary = HistoryFeedBoundary::default();
            assert_eq!((boundary.note_feed_start(at(start)), boundary.note_history_end(at(10))), (None, None));
        }
    }

    #[test]
    fn only_the_first_report_of_each_side_counts() {
        let mut boundary = HistoryFeedBoundary::default();
        boundary.note_history_end(at(10));
        boundary.note_feed_start(at(20));
        assert_eq!(
            (boundary.note_feed_start(at(30)), boundary.note_history_end(at(15))),
            (None, None),
            "reported once"
        );
        let mut boundary = HistoryFeedBoundary::default();
        boundary.note_feed_start(at(10));
        assert_eq!(
            (boundary.note_feed_start(at(30)), boundary.note_history_end(at(20))),
            (None, None),
            "the first counts"
        );
        assert_eq!(HistoryFeedBoundary::default().note_feed_start(at(10)), None, "nothing was stored");
    }
}
