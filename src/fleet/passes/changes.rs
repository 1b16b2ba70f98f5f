//! The times at which a device's lists were changed in Jetstream, with their sources. No pass is stored.

use jetstream_api::{
    events::{Body, CredentialChange, Event},
    ids::EventId,
};
use jiff::Timestamp;

use crate::{EventLog, sorting::SortedVec};

/// The maximum number of changes of one device: the newest. The oldest change since a sync is only shown as "since".
const MOST: usize = 256;

/// A change of one of a device's lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeTime {
    /// When, by Jetstream's clock; by ours where only a response tells.
    pub at: Option<Timestamp>,
    /// The event; `None` for a response to this page.
    pub event: Option<EventId>,
    /// The list of pass numbers, and not that of users or PINs.
    pub of_passes: bool,
}

/// The changes of one device's lists, independent of order and repetition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    newest: SortedVec<ChangeTime>,
}

impl Changes {
    /// Applies an event, if it is about this device's lists.
    pub fn apply(&mut self, event: &Event, device: &str) {
        let (Body::CredentialsAdded(change) | Body::CredentialsModified(change) | Body::CredentialsRemoved(change)) =
            &event.body
        else {
            return;
        };
        if event.device.as_deref() == Some(device) {
            let of_passes = is_of_passes(change);
            self.note(ChangeTime { at: event.time(), event: Some(event.id.clone()), of_passes });
        }
    }

    /// Adds a change from a response: where there is no feed, no event will come.
    pub fn record_answer(&mut self, at: Timestamp, of_passes: bool) {
        self.note(ChangeTime { at: Some(at), event: None, of_passes });
    }

    fn note(&mut self, moment: ChangeTime) {
        self.newest.insert(moment);
        if self.newest.len() > MOST {
            self.newest.pop_first();
        }
    }

    /// The latest.
    pub fn newest(&self) -> Option<&ChangeTime> {
        self.newest.last()
    }

    /// The first one at or after `at`, as far as they are stored: a change in the same second may have come after.
    pub fn since(&self, at: Timestamp) -> Option<&ChangeTime> {
        self.newest.iter().find(|moment| moment.at.is_some_and(|one| one >= at))
    }

    /// The first one that is stored.
    pub fn first(&self) -> Option<&ChangeTime> {
        self.newest.first()
    }
}

/// The type's case is not documented; a change of an unnamed list is taken for one of the documented list.
fn is_of_passes(change: &CredentialChange) -> bool {
    !["user", "pin"].iter().any(|other| change.credential_type.eq_ignore_ascii_case(other))
}

/// The time since which a log has every event: that of its oldest event, or of its last gap. `None` while it has none.
pub fn remembered(log: &EventLog) -> Option<Timestamp> {
    let oldest = log.iter_newest().rev().find_map(|event| event.time())?;
    Some(log.gaps().next_back().map_or(oldest, |gap| gap.at.max(oldest)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::test_events::{at, by_jetstream, heartbeat};

    fn added(id: &str, device: &str, time: &str) -> Event {
        let more = json!({ "CredentialType": "Basic", "AddedCredentials": ["00A1B2C3D4"] });
        by_jetstream(id, "DeviceCredentialsAddedEvent", device, time, more)
    }

    #[test]
    fn only_changes_of_this_device_count() {
        let mut changes = Changes::default();
        changes.apply(&added("a", "Cabinet 8", "10:00:00"), "Cabinet 7");
        changes.apply(&heartbeat("h", "Cabinet 7", "10:00:00"), "Cabinet 7");
        assert_eq!(changes.newest(), None);
        changes.apply(&added("b", "Cabinet 7", "10:00:05"), "Cabinet 7");
        assert_eq!(changes.since(at("10:00:05")).and_then(|moment| moment.at), Some(at("10:00:05")));
        assert_eq!(changes.since(at("10:00:06")), None);
    }

    #[test]
    fn a_change_of_users_is_told_from_one_of_passes() {
        for (kind, of_passes) in [("Basic", true), ("basic", true), ("", true), ("User", false), ("pin", false)] {
            let more = json!({ "CredentialType": kind, "RemovedCredentials": [] });
            let mut changes = Changes::default();
            let event = by_jetstream("r", "DeviceCredentialsRemovedEvent", "Cabinet 7", "10:00:00", more);
            changes.apply(&event, "Cabinet 7");
            assert_eq!(changes.newest().map(|moment| moment.of_passes), Some(of_passes), "{kind}");
        }
    }

    #[test]
    fn no_pass_is_kept() {
        let mut changes = Changes::default();
        changes.apply(&added("a", "Cabinet 7", "10:00:00"), "Cabinet 7");
        assert!(!format!("{changes:?}").contains("00A1"));
    }

    #[test]
    fn a_gap_ends_what_is_remembered() {
        let mut log = EventLog::new(10_000);
        assert_eq!(remembered(&log), None);
        log.insert(&heartbeat("h", "Cabinet 7", "10:00:00"));
        log.insert(&heartbeat("i", "Cabinet 7", "10:10:00"));
        assert_eq!(remembered(&log), Some(at("10:00:00")));
        log.note_gap(at("10:05:00"), "the feed was lost");
        assert_eq!(remembered(&log), Some(at("10:05:00")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn order_and_repetition_do_not_matter(seconds in proptest::collection::vec(0_u32..3_000, 0..600), again in 0_usize..600) {
            let events: Vec<Event> = seconds.iter().map(|second| {
                added(&format!("e{second}"), "Cabinet 7", &format!("10:{:02}:{:02}", second / 60, second % 60))
            }).collect();
            let fold = |events: &mut dyn Iterator<Item = &Event>| {
                let mut changes = Changes::default();
                events.for_each(|event| changes.apply(event, "Cabinet 7"));
                changes
            };
            let forth = fold(&mut events.iter());
            prop_assert_eq!(&forth, &fold(&mut events.iter().rev().chain(events.iter().take(again))));
            prop_assert!(forth.newest.len() <= MOST);
        }
    }
}
