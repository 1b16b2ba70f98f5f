//! A store of sensor limits in this browser, with usual limits as defaults.

use jetstream_api::{
    catalogue::{self, Unit},
    kind::{Form, form_of},
};
use jetstream_fleet::sensors::{Value, spans::LimitRange};
use serde_json::{Map, Value as Json, json};

use crate::{shared::stored_map::StoredMap, state::directory::device_entry::DeviceEntry};

const NAME: &str = "jetstream.limits";

/// The limits of all sensors. They are stored in this browser only, and never sent.
#[derive(Clone, Copy)]
pub struct SensorLimits(StoredMap);

impl SensorLimits {
    /// Loads the stored limits, and follows changes in other tabs.
    pub fn open() -> Self {
        Self(StoredMap::open(NAME))
    }

    /// The limits of a sensor, and true if they were set in this browser.
    pub fn of(&self, entry: &DeviceEntry, sensor: &str) -> (LimitRange, bool) {
        self.all()(entry, sensor)
    }

    /// Like [`Self::of`], for many sensors: reads the store once.
    pub fn all(&self) -> impl Fn(&DeviceEntry, &str) -> (LimitRange, bool) {
        let all = self.0.all();
        move |entry, sensor| match all.get(&entry.device.name).and_then(|of_device| of_device.get(sensor)) {
            Some(set) => (read(set), true),
            None => (usual(entry, sensor), false),
        }
    }

    /// Sets the limits of a sensor. Empty limits mean none, not the usual ones.
    pub fn set(&self, entry: &DeviceEntry, sensor: &str, limits: LimitRange) {
        self.0.change(|map| {
            with_device(map, entry, |of_device| of_device.insert(sensor.to_owned(), write(limits)));
        });
    }

    /// Removes the limits that were set, so that the usual ones apply.
    pub fn forget(&self, entry: &DeviceEntry, sensor: &str) {
        self.0.change(|map| with_device(map, entry, |of_device| of_device.remove(sensor)));
    }

    /// True if the limits last only until the page is closed or reloaded.
    pub fn are_lost_with_the_page(&self) -> bool {
        self.0.is_memory_only()
    }
}

fn with_device<T>(map: &mut Map<String, Json>, entry: &DeviceEntry, change: impl FnOnce(&mut Map<String, Json>) -> T) {
    let of_device = map.entry(entry.device.name.clone()).or_insert_with(|| json!({}));
    if !of_device.is_object() {
        *of_device = json!({});
    }
    of_device.as_object_mut().map(change);
    map.retain(|_, of_device| of_device.as_object().is_some_and(|of_device| !of_device.is_empty()));
}

fn read(value: &Json) -> LimitRange {
    let limit = |name| Value::parse(value.get(name)?.as_str()?);
    LimitRange { low: limit("low"), high: limit("high") }
}

fn write(limits: LimitRange) -> Json {
    let text = |limit: Option<Value>| limit.map(|limit| limit.to_string()).unwrap_or_default();
    json!({ "low": text(limits.low), "high": text(limits.high) })
}

/// True if the sensor measures a temperature, by the catalogue or by its name.
pub fn is_temperature(sensor: &str) -> bool {
    match catalogue::sensor(sensor) {
        Some(known) => known.unit == Unit::Celsius,
        None => sensor.to_ascii_lowercase().contains("temperature"),
    }
}

/// Limits for the usual contents of a device: medicines at 2 to 8 °C, plasma below -15 °C. They are our choice; Jetstream has no limits.
fn usual(entry: &DeviceEntry, sensor: &str) -> LimitRange {
    let limits =
        |low: Option<&str>, high: &str| LimitRange { low: low.and_then(Value::parse), high: Value::parse(high) };
    match form_of(&entry.device.definition) {
        _ if !is_temperature(sensor) => LimitRange::default(),
        Some(Form::Fridge) => limits(Some("2"), "8"),
        Some(Form::Freezer) => limits(None, "-15"),
        Some(Form::UltraLowFreezer) => limits(None, "-60"),
        _ => LimitRange::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_read_back_as_they_were_set() {
        for (low, high) in [("2", "8"), ("-0.5", ""), ("", "")] {
            let limits = LimitRange { low: Value::parse(low), high: Value::parse(high) };
            assert_eq!(read(&write(limits)), limits);
        }
        assert_eq!(read(&json!(["8"])), LimitRange::default());
    }

    #[test]
    fn only_a_temperature_has_usual_limits() {
        assert!(is_temperature("temperaturea") && is_temperature("ProbeTemperature"));
        assert!(!is_temperature("BatteryLevel") && !is_temperature("Humidity"));
    }
}
