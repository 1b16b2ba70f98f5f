//! Functions over the quarters of a sensor: gaps without readings, and the time out of limits.

use jiff::{SignedDuration, Timestamp};

use super::{QUARTER, Quarter, Value};
use crate::sorting::sorted_by;

/// The limits of a sensor; either end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LimitRange {
    /// Below this is too low.
    pub low: Option<Value>,
    /// Above this is too high.
    pub high: Option<Value>,
}

/// The position of a value relative to its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitSide {
    /// Below the lower limit.
    Low,
    /// Within both, or there are none.
    Within,
    /// Above the upper limit.
    High,
}

impl LimitRange {
    /// The position of a value. A value equal to a limit is within.
    pub fn side(&self, value: Value) -> LimitSide {
        if self.high.is_some_and(|high| value > high) {
            LimitSide::High
        } else if self.low.is_some_and(|low| value < low) {
            LimitSide::Low
        } else {
            LimitSide::Within
        }
    }

    /// Whether there is any limit.
    pub fn are_set(&self) -> bool {
        self.low.is_some() || self.high.is_some()
    }
}

/// The minimum time after which a reading counts as missing: the time of a reading is known by its quarter only.
pub const SHORTEST_PAUSE: SignedDuration = SignedDuration::from_secs(2 * QUARTER);

/// The time after a reading from which on the next one counts as missing: two and a half times the usual span between two, which is the middle one
/// of all, or the one that the device is set to (`every`) where that is longer.
pub fn longest_gap(quarters: &[Quarter], every: Option<SignedDuration>) -> SignedDuration {
    let spans: Vec<i64> = quarters.windows(2).filter_map(|pair| span(pair.first()?, pair.last()?)).collect();
    let usual = sorted_by(&spans, |span| *span).get(spans.len() / 2).copied();
    // A device that is synced late still reads as it did.
    let usual = usual.max(every.map(|every| every.as_secs())).unwrap_or(UNLESS_TOLD);
    SignedDuration::from_secs(usual * 5 / 2).max(SHORTEST_PAUSE)
}

/// The factory default of SensorReadingEventInterval, in seconds.
const UNLESS_TOLD: i64 = 60 * 60;

fn span(one: &Quarter, next: &Quarter) -> Option<i64> {
    let span = next.last.0 - one.last.0;
    (span > 0).then_some(span)
}

/// The rows of quarters between which nothing was measured for longer than `pause`.
pub fn runs(quarters: &[Quarter], pause: SignedDuration) -> impl Iterator<Item = &[Quarter]> {
    quarters.chunk_by(move |one, next| next.last.0 - one.last.0 <= pause.as_secs())
}

/// The time that a sensor was out of its limits. Each reading counts until the next one, and no longer than `pause`, after which the
/// value is not known. The last reading counts until `now`.
///
/// Of a quarter with several readings the last one counts for what comes after it.
pub fn out_of_limits(
    quarters: &[Quarter],
    limits: LimitRange,
    pause: SignedDuration,
    now: Timestamp,
) -> SignedDuration {
    let ends = quarters.iter().skip(1).map(|quarter| quarter.last.0).chain([now.as_second()]);
    let seconds = quarters.iter().zip(ends).map(|(quarter, end)| match limits.side(quarter.last()) {
        LimitSide::Within => 0,
        LimitSide::Low | LimitSide::High => {
            Some(end - quarter.last.0).filter(|span| *span <= pause.as_secs()).unwrap_or(0).max(0)
        }
    });
    SignedDuration::from_secs(seconds.sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_events::at;

    fn quarters(readings: &[(&str, &str)]) -> Vec<Quarter> {
        let quarter = |(time, value): &(&str, &str)| {
            let (second, value) = (at(time).as_second(), Value::parse(value).unwrap());
            Quarter { number: second.div_euclid(QUARTER), last: (second, value), low: value, high: value }
        };
        readings.iter().map(quarter).collect()
    }

    const HOURLY: [(&str, &str); 5] =
        [("08:00:00", "4"), ("09:00:00", "9"), ("10:00:00", "5"), ("15:00:00", "12"), ("16:00:00", "4")];

    #[test]
    fn where_nothing_was_measured_is_a_gap() {
        let quarters = quarters(&HOURLY);
        let pause = longest_gap(&quarters, None);
        assert_eq!(pause, SignedDuration::from_mins(150));
        assert_eq!(runs(&quarters, pause).map(<[_]>::len).collect::<Vec<_>>(), [3, 2]);
    }

    #[test]
    fn a_device_is_given_the_time_that_it_is_set_to() {
        let every = |minutes| Some(SignedDuration::from_mins(minutes));
        let quarters = quarters(&HOURLY);
        let pause = |of: &[Quarter], every| longest_gap(of, every).as_secs() / 60;
        assert_eq!((pause(&quarters, every(120)), pause(&quarters, every(15))), (300, 150));
        assert_eq!((pause(&[], every(15)), pause(&[], every(1)), pause(&[], None)), (37, 30, 150));
    }

    #[test]
    fn a_value_out_of_its_limits_counts_until_the_next_reading() {
        let quarters = quarters(&HOURLY);
        let limits = LimitRange { low: Value::parse("2"), high: Value::parse("8") };
        let out = |now| out_of_limits(&quarters, limits, longest_gap(&quarters, None), at(now));
        assert_eq!(out("17:00:00"), SignedDuration::from_hours(2));
        assert_eq!(
            out_of_limits(&quarters, LimitRange::default(), longest_gap(&quarters, None), at("17:00:00")).as_secs(),
            0
        );
    }

    #[test]
    fn what_is_out_of_limits_now_counts_until_now_but_not_over_a_gap() {
        let warm = quarters(&[("08:00:00", "4"), ("09:00:00", "9")]);
        let limits = LimitRange { low: None, high: Value::parse("8") };
        let out = |now| out_of_limits(&warm, limits, longest_gap(&warm, None), at(now)).as_secs() / 60;
        assert_eq!((out("09:30:00"), out("20:00:00")), (30, 0));
    }

    #[test]
    fn a_value_on_its_limit_is_within() {
        let limits = LimitRange { low: Value::parse("2"), high: Value::parse("8") };
        let sides = ["1.9", "2", "8", "8.1"].map(|text| limits.side(Value::parse(text).unwrap()));
        assert_eq!(sides, [LimitSide::Low, LimitSide::Within, LimitSide::Within, LimitSide::High]);
    }
}
