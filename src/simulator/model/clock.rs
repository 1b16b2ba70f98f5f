//! Simulated time: milliseconds since 1970, UTC. The simulator never reads a real clock.

use jetstream_api::time;
use jiff::{Timestamp, tz::Offset};

/// A point in time or a span, in milliseconds.
pub(crate) type Ms = i64;

pub(crate) const SECOND: Ms = 1_000;
pub(crate) const MINUTE: Ms = 60 * SECOND;
pub(crate) const HOUR: Ms = 60 * MINUTE;
pub(crate) const DAY: Ms = 24 * HOUR;

/// Converts a time of the caller, rounded down to the millisecond.
pub(crate) fn of(time: Timestamp) -> Ms {
    time.as_millisecond()
}

/// Converts to a time of the caller.
pub(crate) fn timestamp(at: Ms) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or(if at < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// The time in the format of events: `2018-05-19T13:23:44Z`.
pub(crate) fn text(at: Ms) -> String {
    time::format(timestamp(at))
}

/// The time in the format of the message of a timed-out command: `3/8/2021 11:54:01 PM`.
pub(crate) fn american(at: Ms) -> String {
    let time = Offset::UTC.to_datetime(timestamp(at));
    let (hour, half) = (time.hour(), if time.hour() < 12 { "AM" } else { "PM" });
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    let (month, day, year) = (time.month(), time.day(), time.year());
    format!("{month}/{day}/{year} {hour}:{:02}:{:02} {half}", time.minute(), time.second())
}

/// The hour of the day, `east` hours east of Greenwich.
pub(crate) fn hour(at: Ms, east: i64) -> i64 {
    (at.div_euclid(HOUR) + east).rem_euclid(24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_both_documented_forms() {
        let at = of("2021-03-08T23:54:01.250Z".parse().unwrap());
        assert_eq!(text(at), "2021-03-08T23:54:01Z");
        assert_eq!(american(at), "3/8/2021 11:54:01 PM");
        assert_eq!(american(of("2021-12-31T00:00:00Z".parse().unwrap())), "12/31/2021 12:00:00 AM");
        assert_eq!(american(of("2021-12-31T12:07:09Z".parse().unwrap())), "12/31/2021 12:07:09 PM");
    }

    #[test]
    fn the_hour_of_the_day_depends_on_where_one_is() {
        let at = of("2026-03-01T22:59:00Z".parse().unwrap());
        assert_eq!([hour(at, 0), hour(at, -6), hour(at, 9)], [22, 16, 7]);
    }
}
