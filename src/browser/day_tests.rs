//! Tests of a calendar day in the viewer's zone.

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A zone that changes its offset once, in hours.
#[derive(Clone, Copy)]
struct Zone {
    change: &'static str,
    before: i64,
    after: i64,
}

impl Zone {
    fn show(self, time: Timestamp) -> String {
        let hours = if time < at(self.change) { self.before } else { self.after };
        (time + SignedDuration::from_hours(hours)).to_string().trim_end_matches('Z').to_owned()
    }

    /// The moment at which its clocks show this; in the hour that is left out, a moment of the hour before.
    fn read(self, text: &str) -> Option<Timestamp> {
        let shown = at(&format!("{text}Z"));
        let moments = [self.before, self.after].map(|hours| shown - SignedDuration::from_hours(hours));
        moments.into_iter().find(|moment| self.show(*moment) == text).or(Some(moments[1]))
    }

    fn day(self, now: &str) -> (String, i64) {
        let day = LocalDay::in_zone(at(now), |time| self.show(time), |text| self.read(text)).unwrap();
        (day.begin.to_string(), day.end.duration_since(day.begin).as_hours())
    }
}

const UTC: Zone = Zone { change: "2026-01-01T00:00:00Z", before: 0, after: 0 };

#[test]
fn a_day_goes_from_midnight_to_midnight() {
    for now in ["2026-11-30T00:00:00Z", "2026-11-30T12:00:00Z", "2026-11-30T23:59:59Z"] {
        assert_eq!(UTC.day(now), ("2026-11-30T00:00:00Z".to_owned(), 24), "{now}");
    }
    assert_eq!(UTC.day("2026-12-01T00:00:00Z").0, "2026-12-01T00:00:00Z");
}

#[test]
fn midnight_is_the_viewers() {
    let tokyo = Zone { before: 9, after: 9, ..UTC };
    assert_eq!(tokyo.day("2026-11-30T20:00:00Z"), ("2026-11-30T15:00:00Z".to_owned(), 24));
    assert_eq!(tokyo.day("2026-11-30T14:59:59Z"), ("2026-11-29T15:00:00Z".to_owned(), 24));
}

#[test]
fn a_day_on_which_the_clocks_change_is_an_hour_shorter_or_longer() {
    let spring = Zone { change: "2026-03-08T07:00:00Z", before: -5, after: -4 };
    assert_eq!(spring.day("2026-03-08T06:00:00Z"), ("2026-03-08T05:00:00Z".to_owned(), 23));
    assert_eq!(spring.day("2026-03-09T03:59:59Z"), ("2026-03-08T05:00:00Z".to_owned(), 23));
    assert_eq!(spring.day("2026-03-09T04:00:00Z"), ("2026-03-09T04:00:00Z".to_owned(), 24));
    let autumn = Zone { change: "2026-11-01T06:00:00Z", before: -4, after: -5 };
    assert_eq!(autumn.day("2026-11-02T04:59:59Z"), ("2026-11-01T04:00:00Z".to_owned(), 25));
    assert_eq!(autumn.day("2026-11-02T05:00:00Z").0, "2026-11-02T05:00:00Z");
}

#[test]
fn a_day_without_a_midnight_begins_when_the_clocks_have_changed() {
    let santiago = Zone { change: "2026-09-06T04:00:00Z", before: -4, after: -3 };
    assert_eq!(santiago.day("2026-09-06T12:00:00Z"), ("2026-09-06T04:00:00Z".to_owned(), 23));
    assert_eq!(santiago.day("2026-09-06T03:30:00Z"), ("2026-09-05T04:00:00Z".to_owned(), 24));
}

#[test]
fn the_last_second_is_of_the_day_and_the_next_midnight_is_not() {
    let day = LocalDay { begin: at("2026-11-30T00:00:00Z"), end: at("2026-12-01T00:00:00Z") };
    let contains = |text| day.contains(at(text));
    assert!(contains("2026-11-30T00:00:00Z") && contains("2026-11-30T23:59:59Z"));
    assert!(!contains("2026-11-29T23:59:59Z") && !contains("2026-12-01T00:00:00Z"));
}
