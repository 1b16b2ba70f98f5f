//! The fold of sensor readings by quarters of an hour: the lowest, the highest and the last value of each.
//!
//! A reading belongs to the device's own time where that can be true; a device that was offline delivers the readings of hours
//! in one second. Quarters without a reading are left out, so a gap shows.

pub mod spans;

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{
    events::{Body, Event, Reading},
    time,
};
use jiff::{SignedDuration, Timestamp};

use crate::bounded;

/// The length of a quarter, in seconds.
pub const QUARTER: i64 = 900;
/// The maximum number of quarters of one sensor: a week, as long as the maximum of all sensors is not reached.
const MOST_QUARTERS: usize = 672;
/// The number of quarters that every sensor may have, however many sensors there are: a day of one that is read every hour.
const LEAST_QUARTERS: usize = 24;
/// The maximum number of quarters of all sensors: 10 MB.
const ROOM: usize = 262_144;
const MOST_DEVICES: usize = 32_768;
/// The maximum number of sensors of a device. No known device has more than five; names in events can be arbitrary texts.
const MOST_SENSORS: usize = 16;
/// A device's clock that is ahead by more than this is wrong.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// The longest time that a reading can wait to be delivered (page "Get Events": unread events are stored for 14 days).
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

/// The readings of a sensor in a quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    /// The number of the quarter, counted from 1970.
    number: i64,
    /// The second and the value of the last reading; of two at once the higher one.
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

    /// The value of the last reading.
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

/// The readings of all sensors.
#[derive(Debug, Clone, Default)]
pub struct Sensors {
    devices: HashMap<Arc<str>, Vec<Series>>,
    /// How many sensors are known.
    count: usize,
}

impl Sensors {
    /// Adds the readings of an event. Values that are no numbers are left out.
    pub fn apply(&mut self, event: &Event) {
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

    /// The sensors of a device by their names as received, each with its quarters in the order of time.
    pub fn of(&self, device: &str) -> impl Iterator<Item = (&Arc<str>, &[Quarter])> {
        let most = most(self.count);
        let surplus = move |series: &'_ Series| series.quarters.len().saturating_sub(most);
        let all = self.devices.get(device).map(Vec::as_slice).unwrap_or_default();
        all.iter().map(move |series| (&series.sensor, series.quarters.get(surplus(series)..).unwrap_or_default()))
    }

    /// Whether a sensor of this device has reached its maximum, and that is less than a week: then older readings were evicted.
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
