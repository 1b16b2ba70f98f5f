//! What the sensors of devices have measured, a quarter of an hour at a time: the lowest, the highest and the last value of each.
//!
//! A reading belongs to the device's own time where that can be true; a device that was offline delivers the readings of hours
//! in one second. Quarters without a reading are not there: a gap is a gap.

pub mod spans;

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{
    events::{Body, Event, Reading},
    time,
};
use jiff::{SignedDuration, Timestamp};

use crate::bounded;

/// How long a quarter is, in seconds.
pub const QUARTER: i64 = 900;
/// How many quarters are kept of one sensor: a week, where there is room for all sensors.
const MOST_QUARTERS: usize = 672;
/// However many sensors there are: a day of one that is read every hour.
const LEAST_QUARTERS: usize = 24;
/// How many quarters are kept of all sensors: 10 MB.
const ROOM: usize = 262_144;
const MOST_DEVICES: usize = 32_768;
/// No known device has more than five; names in events are whatever somebody wrote there.
const MOST_SENSORS: usize = 16;
/// A device's clock that is ahead by more is wrong.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// Longer than that nothing waits to be delivered (page "Get Events": what is not read is kept for 14 days).
const BEHIND: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A measured value in millionths of its unit, so that all digits that were sent are kept and values can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(i64);

impl Value {
    const ONE: i64 = 1_000_000;

    /// Reads a decimal number with a point or a comma, up to 12 digits before it. Digits behind the sixth are cut off.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(fraction) || whole.len() > 12 {
            return None;
        }
        let fraction: i64 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
        let millionths = whole.parse::<i64>().ok()? * Self::ONE + fraction;
        Some(Self(if negative { -millionths } else { millionths }))
    }

    /// In millionths of the unit.
    pub fn millionths(self) -> i64 {
        self.0
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, fraction) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let fraction = format!("{fraction:06}");
        let (sign, fraction) = (if self.0 < 0 { "-" } else { "" }, fraction.trim_end_matches('0'));
        write!(formatter, "{sign}{whole}{}{fraction}", if fraction.is_empty() { "" } else { "." })
    }
}

/// What a sensor measured in a quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    /// Which quarter, counted from 1970.
    number: i64,
    /// The second of the last reading, and what it was; of two at once the higher one.
    last: (i64, Value),
    /// The lowest value.
    pub low: Value,
    /// The highest value.
    pub high: Value,
}

impl Quarter {
    /// When it begins.
    pub fn start(&self) -> Timestamp {
        timestamp(self.number * QUARTER)
    }

    /// When the last reading of it was made.
    pub fn last_at(&self) -> Timestamp {
        timestamp(self.last.0)
    }

    /// What that was.
    pub fn last(&self) -> Value {
        self.last.1
    }
}

fn timestamp(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[derive(Debug, Clone)]
struct Series {
    sensor: Arc<str>,
    /// In ascending order.
    quarters: Vec<Quarter>,
}

/// What all sensors have measured.
#[derive(Debug, Clone, Default)]
pub struct Sensors {
    devices: HashMap<Arc<str>, Vec<Series>>,
    /// How many sensors are known.
    count: usize,
}

impl Sensors {
    /// Takes the readings of an event. What is no number is left out.
    pub fn take(&mut self, event: &Event) {
        let (Some(device), Body::SensorReading(readings)) = (&event.device, &event.body) else { return };
        for reading in readings {
            if let (Some(value), Some(at)) = (Value::parse(&reading.value), read_at(event, reading)) {
                self.measured(device, &reading.name, at.as_second(), value);
            }
        }
        if self.devices.len() > MOST_DEVICES {
            bounded::evict_oldest(&mut self.devices, MOST_DEVICES, |all| {
                all.iter().filter_map(|series| Some(series.quarters.last()?.last)).max()
            });
            self.count = self.devices.values().map(Vec::len).sum();
        }
    }

    fn measured(&mut self, device: &Arc<str>, sensor: &str, second: i64, value: Value) {
        let all = self.devices.entry(Arc::clone(device)).or_default();
        let place = all.partition_point(|series| *series.sensor < *sensor);
        if all.get(place).is_none_or(|series| *series.sensor != *sensor) {
            all.insert(place, Series { sensor: sensor.into(), quarters: Vec::new() });
            self.count += 1;
            if all.len() > MOST_SENSORS {
                all.pop();
                self.count -= 1;
            }
        }
        let most = most(self.count);
        let Some(series) = all.get_mut(place).filter(|series| *series.sensor == *sensor) else { return };
        let (number, quarters) = (second.div_euclid(QUARTER), &mut series.quarters);
        let place = quarters.partition_point(|quarter| quarter.number < number);
        match quarters.get_mut(place).filter(|quarter| quarter.number == number) {
            Some(quarter) => {
                quarter.last = quarter.last.max((second, value));
                quarter.low = quarter.low.min(value);
                quarter.high = quarter.high.max(value);
            }
            None => quarters.insert(place, Quarter { number, last: (second, value), low: value, high: value }),
        }
        let surplus = quarters.len().saturating_sub(most);
        quarters.drain(..surplus);
    }

    /// The sensors of a device by their names as received, each with what it measured, in the order of time.
    pub fn of(&self, device: &str) -> impl Iterator<Item = (&Arc<str>, &[Quarter])> {
        let most = most(self.count);
        let kept = move |series: &'_ Series| series.quarters.len().saturating_sub(most);
        let all = self.devices.get(device).map(Vec::as_slice).unwrap_or_default();
        all.iter().map(move |series| (&series.sensor, series.quarters.get(kept(series)..).unwrap_or_default()))
    }

    /// Is there room for less than a week of a sensor of this device, all of which is taken? What was measured before is not here.
    pub fn is_cut(&self, device: &str) -> bool {
        let most = most(self.count);
        let all = self.devices.get(device).map(Vec::as_slice).unwrap_or_default();
        most < MOST_QUARTERS && all.iter().any(|series| series.quarters.len() >= most)
    }

    /// Every device with a reading, in no particular order.
    pub fn devices(&self) -> impl Iterator<Item = &Arc<str>> {
        self.devices.keys()
    }
}

fn most(sensors: usize) -> usize {
    (ROOM / sensors.max(1)).clamp(LEAST_QUARTERS, MOST_QUARTERS)
}

/// When a reading was made: by the device's clock where that may be right, else when Jetstream got it.
fn read_at(event: &Event, reading: &Reading) -> Option<Timestamp> {
    let claimed = reading.reading_time.filter(time::is_set).or(event.event_time);
    let Some(received) = event.received_time else { return claimed };
    let late = |claimed: &Timestamp| received.duration_since(*claimed);
    Some(claimed.filter(|claimed| (-AHEAD..=BEHIND).contains(&late(claimed))).unwrap_or(received))
}

#[cfg(test)]
#[path = "sensors_tests.rs"]
mod tests;
