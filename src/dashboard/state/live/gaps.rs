//! Where events are missing: where a feed could not go on, where nobody read a queue in time, and between what this browser kept before
//! and what the feed tells first. All of them are drawn among the events, and kept beside them.

use jetstream_api::events::Event;
use jiff::Timestamp;
use leptos::prelude::UpdateValue;

use crate::state::live::LiveState;

/// Why events are missing at the joint.
const NOT_JOINED: &str = "The feed does not reach back to what this browser kept.";

impl LiveState {
    /// Notes that events before `at` are missing, and why.
    pub(crate) fn note_gap(&self, at: Timestamp, reason: String) {
        self.change(|fleet| fleet.note_gap(at, reason.as_str()));
        self.history.keep_gap(at, reason);
    }

    /// Learns of the newest event that was kept before this page was there.
    pub(crate) fn note_history_end(&self, newest: Timestamp) {
        self.join(|joint| joint.kept(newest));
    }

    /// Learns of what the feed tells: only the first event says how far back that reaches.
    pub(super) fn note_feed_start(&self, events: &[Event]) {
        if let Some(first) = events.iter().find_map(Event::time) {
            self.join(|joint| joint.told(first));
        }
    }

    fn join(&self, learn: impl FnOnce(&mut HistoryFeedBoundary) -> Option<Timestamp>) {
        if let Some(Some(at)) = self.joint.try_update_value(learn) {
            self.note_gap(at, NOT_JOINED.to_owned());
        }
    }
}

/// The two sides of the joint, as far as they are known. Of each only the first word counts: what comes after it belongs together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct HistoryFeedBoundary {
    history_end: Option<Timestamp>,
    feed_start: Option<Timestamp>,
}

impl HistoryFeedBoundary {
    /// What was kept ends here. Returns where events may be missing: before this.
    fn kept(&mut self, newest: Timestamp) -> Option<Timestamp> {
        let is_first = self.history_end.is_none();
        self.history_end.get_or_insert(newest);
        self.gap().filter(|_| is_first)
    }

    /// What the feed tells begins here. Returns where events may be missing: before this.
    fn told(&mut self, first: Timestamp) -> Option<Timestamp> {
        let is_first = self.feed_start.is_none();
        self.feed_start.get_or_insert(first);
        self.gap().filter(|_| is_first)
    }

    /// A feed tells what it still holds in the order in which it came. Where that begins after what is kept, it has forgotten what was
    /// between, or never had it.
    fn gap(self) -> Option<Timestamp> {
        let (kept, told) = self.history_end.zip(self.feed_start)?;
        (kept < told).then_some(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn what_begins_after_what_is_kept_leaves_a_gap_whichever_is_known_first() {
        let mut joint = HistoryFeedBoundary::default();
        assert_eq!((joint.kept(at(10)), joint.told(at(20))), (None, Some(at(20))));
        let mut joint = HistoryFeedBoundary::default();
        assert_eq!((joint.told(at(20)), joint.kept(at(10))), (None, Some(at(20))));
    }

    #[test]
    fn what_reaches_back_to_it_leaves_none() {
        for told in [5, 10] {
            let mut joint = HistoryFeedBoundary::default();
            assert_eq!((joint.kept(at(10)), joint.told(at(told))), (None, None));
            let mut joint = HistoryFeedBoundary::default();
            assert_eq!((joint.told(at(told)), joint.kept(at(10))), (None, None));
        }
    }

    #[test]
    fn what_comes_later_is_no_joint() {
        let mut joint = HistoryFeedBoundary::default();
        joint.kept(at(10));
        joint.told(at(20));
        assert_eq!((joint.told(at(30)), joint.kept(at(15))), (None, None), "said once");
        let mut joint = HistoryFeedBoundary::default();
        joint.told(at(10));
        assert_eq!((joint.told(at(30)), joint.kept(at(20))), (None, None), "the first counts");
        assert_eq!(HistoryFeedBoundary::default().told(at(10)), None, "nothing was kept");
    }
}
