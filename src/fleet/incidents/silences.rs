//! The fold of silences: the hours in which devices were heard. A silence is a gap between two of them that is longer than the device
//! may be silent.
//!
//! How long that is depends on settings that are in no event, so silences are computed on request. Of each hour the first and the
//! last sign are stored: a silence that begins and ends within one hour of the clock does not show.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::events::Event;
use jiff::{SignedDuration, Timestamp};

use crate::{
    bounded::{self, MOST_DEVICES},
    health::is_from_device,
};

/// The maximum number of hours with a sign of one device: three days of a device that is never silent.
const MOST_HOURS: usize = 72;
const HOUR: i64 = 3_600;

/// The first and the last second of one hour in which a device was heard.
#[derive(Debug, Clone, Copy)]
struct Hour {
    first: i64,
    last: i64,
}

/// A time in which a device should have been heard and was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// The last sign before it.
    pub last_heard: Timestamp,
    /// When the next sign was due.
    pub since: Timestamp,
    /// When the device was heard again.
    pub until: Timestamp,
}

/// The hours in which devices were heard.
#[derive(Debug, Clone, Default)]
pub struct Silences {
    /// In ascending order.
    devices: HashMap<Arc<str>, Vec<Hour>>,
}

impl Silences {
    /// Applies an event, if a device sent it. Only Jetstream's own time counts: a device's clock may be wrong.
    pub fn apply(&mut self, event: &Event) {
        let (Some(device), Some(received)) = (&event.device, event.received_time) else { return };
        if !is_from_device(event) {
            return;
        }
        let second = received.as_second();
        let hours = self.devices.entry(Arc::clone(device)).or_default();
        let hour = second.div_euclid(HOUR);
        let place = hours.partition_point(|known| known.first.div_euclid(HOUR) < hour);
        match hours.get_mut(place).filter(|known| known.first.div_euclid(HOUR) == hour) {
            Some(known) => *known = Hour { first: known.first.min(second), last: known.last.max(second) },
            None => hours.insert(place, Hour { first: second, last: second }),
        }
        if hours.len() > MOST_HOURS {
            hours.remove(0);
        }
        bounded::evict_oldest(&mut self.devices, MOST_DEVICES, |hours| hours.last().map(|hour| hour.last));
    }

    /// The silences of a device that are over, in their order: times without a sign that were longer than `limit`.
    pub fn ended(&self, device: &str, limit: SignedDuration) -> impl Iterator<Item = Silence> {
        let hours = self.devices.get(device).map(Vec::as_slice).unwrap_or_default();
        hours.windows(2).filter_map(move |pair| {
            let [before, after] = pair else { return None };
            let time = |second| Timestamp::from_second(second).ok();
            let (last_heard, until) = (time(before.last)?, time(after.first)?);
            let since = last_heard.checked_add(limit).ok()?;
            (since < until).then_some(Silence { last_heard, since, until })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_events::{at, heartbeat};

    const LIMIT: SignedDuration = SignedDuration::from_mins(65);

    fn heard(times: &[&str]) -> Silences {
        let mut silences = Silences::default();
        times.iter().for_each(|time| silences.apply(&heartbeat(time, "Cabinet 7", time)));
        silences
    }

    #[test]
    fn a_silence_lasts_from_when_a_sign_was_due_until_the_next_one() {
        let silences = heard(&["13:30:00", "10:00:00", "09:00:00", "13:00:00"]);
        let ended: Vec<_> = silences.ended("Cabinet 7", LIMIT).collect();
        let expected = Silence { last_heard: at("10:00:00"), since: at("11:05:00"), until: at("13:00:00") };
        assert_eq!(ended, [expected]);
    }

    #[test]
    fn a_device_that_is_heard_in_time_is_never_silent() {
        assert_eq!(heard(&["09:00:00", "10:00:00", "11:00:00"]).ended("Cabinet 7", LIMIT).count(), 0);
        assert_eq!(heard(&[]).ended("Cabinet 7", LIMIT).count(), 0);
    }

    #[test]
    fn a_sign_that_arrives_late_divides_a_silence() {
        let mut silences = heard(&["08:00:00", "14:00:00"]);
        assert_eq!(silences.ended("Cabinet 7", LIMIT).count(), 1);
        silences.apply(&heartbeat("h", "Cabinet 7", "11:00:00"));
        assert_eq!(silences.ended("Cabinet 7", LIMIT).count(), 2);
    }
}
