//! The latest reading of every sensor, and its status against the limits.

use std::sync::Arc;

use jetstream_api::catalogue;
use jetstream_fleet::{
    Fleet,
    sensors::{
        Value,
        spans::{LimitRange, LimitSide, SHORTEST_PAUSE, longest_gap},
    },
};
use jiff::{SignedDuration, Timestamp};

use crate::state::directory::{Directory, device_entry::DeviceEntry};
use jetstream_ui::BadgeTone;

/// The status of a sensor against its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitStatus {
    /// Above its upper limit.
    TooHigh,
    /// Below its lower limit.
    TooLow,
    /// The last reading is so old that the current value is unknown.
    Stale,
    /// Within its limits.
    Within,
    /// It has no limits.
    NoLimits,
}

impl LimitStatus {
    /// All variants, in the order of the filter and of the list.
    pub const ALL: [Self; 5] = [Self::TooHigh, Self::TooLow, Self::Stale, Self::Within, Self::NoLimits];

    /// The value in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::TooHigh => "too-high",
            Self::TooLow => "too-low",
            Self::Stale => "not-read",
            Self::Within => "within",
            Self::NoLimits => "no-limits",
        }
    }

    /// The label.
    pub fn word(self) -> &'static str {
        match self {
            Self::TooHigh => "Too high",
            Self::TooLow => "Too low",
            Self::Stale => "Not read lately",
            Self::Within => "Within limits",
            Self::NoLimits => "No limits",
        }
    }

    /// The tone of the badge.
    pub fn tone(self) -> BadgeTone {
        match self {
            Self::TooHigh | Self::TooLow => BadgeTone::Bad,
            Self::Stale => BadgeTone::Unknown,
            Self::Within => BadgeTone::Ok,
            Self::NoLimits => BadgeTone::Plain,
        }
    }
}

/// The last reading of a sensor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestReading {
    /// The device.
    pub device: Arc<str>,
    /// The sensor's name, as received.
    pub sensor: Arc<str>,
    /// The measured value.
    pub value: Value,
    /// The time of the reading.
    pub at: Timestamp,
    /// The limits of the sensor.
    pub limits: LimitRange,
    /// The status against the limits.
    pub status: LimitStatus,
}

/// The interval at which a device is set to read its sensors; `None` if it is unknown or reading is turned off.
pub fn interval(directory: Directory, entry: &DeviceEntry) -> Option<SignedDuration> {
    let minutes = directory.setting(entry, "SensorReadingEventInterval").number()?;
    (minutes > 0).then(|| SignedDuration::from_mins(minutes.min(60 * 24)))
}

/// The last reading of every sensor of these devices, worst status first. `every` returns the reading interval of a device.
pub fn collect(
    fleet: &Fleet,
    entries: &[DeviceEntry],
    limits: impl Fn(&DeviceEntry, &str) -> (LimitRange, bool),
    every: impl Fn(&DeviceEntry) -> Option<SignedDuration>,
    now: Timestamp,
) -> Vec<LatestReading> {
    let mut found = LimitStatus::ALL.map(|status| (status, Vec::new()));
    for entry in entries {
        let mut device = None;
        for (sensor, quarters) in fleet.sensors().of(&entry.device.name) {
            let Some(last) = quarters.last() else { continue };
            let (limits, _) = limits(entry, sensor);
            let age = now.duration_since(last.last_at());
            // The interval is looked up only for readings older than the shortest gap.
            let status = match limits.side(last.last()) {
                _ if age > SHORTEST_PAUSE && age > longest_gap(quarters, every(entry)) => LimitStatus::Stale,
                LimitSide::High => LimitStatus::TooHigh,
                LimitSide::Low => LimitStatus::TooLow,
                LimitSide::Within if limits.are_set() => LimitStatus::Within,
                LimitSide::Within => LimitStatus::NoLimits,
            };
            let device = device.get_or_insert_with(|| Arc::from(entry.device.name.as_str()));
            let (device, sensor) = (Arc::clone(device), Arc::clone(sensor));
            let latest = LatestReading { device, sensor, value: last.last(), at: last.last_at(), limits, status };
            if let Some((_, alike)) = found.iter_mut().find(|(one, _)| *one == status) {
                alike.push(latest);
            }
        }
    }
    found.into_iter().flat_map(|(_, alike)| alike).collect()
}

/// The display name of a sensor.
pub fn label(sensor: &str) -> &str {
    catalogue::sensor(sensor).map_or(sensor, |known| known.label)
}

/// A value with the unit of its sensor, if the unit is known.
pub fn with_unit(value: Value, sensor: &str) -> String {
    match catalogue::sensor(sensor) {
        Some(known) => format!("{value} {}", known.unit.symbol()),
        None => value.to_string(),
    }
}

/// Limits as text: `2 to 8 °C`.
pub fn limits_words(limits: LimitRange, sensor: &str) -> String {
    match (limits.low, limits.high) {
        (None, None) => "none".to_owned(),
        (Some(low), None) => format!("at least {}", with_unit(low, sensor)),
        (None, Some(high)) => format!("at most {}", with_unit(high, sensor)),
        (Some(low), Some(high)) => format!("{low} to {}", with_unit(high, sensor)),
    }
}
