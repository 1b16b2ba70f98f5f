//! The sensors whose values SensorReadingEvents carry (device type pages, sample events).

use super::{Evidence, Unit};
use crate::kind::DeviceKind;

/// A sensor, by the name its readings have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sensor {
    /// The `Name` in a reading.
    pub name: &'static str,
    /// What it measures, for people.
    pub label: &'static str,
    /// The unit of its values. Only a device definition (`SensorReadingMeasures`) states one; these are inferred.
    pub unit: Unit,
    /// The kinds of devices that have it. Which models of a kind do is not documented.
    pub kinds: &'static [DeviceKind],
    /// How it is known.
    pub evidence: Evidence,
}

/// All known sensors. Security cabinets and countertop cabinets have none.
pub static SENSORS: &[Sensor] = &[
    Sensor {
        name: "TemperatureA",
        label: "Temperature A",
        unit: Unit::Celsius,
        kinds: &[DeviceKind::RfidEnclosure, DeviceKind::MobileCase],
        evidence: Evidence::Documented,
    },
    Sensor {
        name: "TemperatureB",
        label: "Temperature B",
        unit: Unit::Celsius,
        kinds: &[DeviceKind::RfidEnclosure],
        evidence: Evidence::Documented,
    },
    Sensor {
        name: "SignalStrength",
        label: "Signal strength",
        unit: Unit::DecibelMilliwatt,
        kinds: &[DeviceKind::MobileCase],
        evidence: Evidence::Documented,
    },
    Sensor {
        name: "BatteryLevel",
        label: "Battery level",
        unit: Unit::Percent,
        kinds: &[DeviceKind::MobileCase],
        evidence: Evidence::Documented,
    },
    Sensor {
        name: "Latitude",
        label: "Latitude",
        unit: Unit::Degree,
        kinds: &[DeviceKind::MobileCase],
        evidence: Evidence::Documented,
    },
    // The sample event is cut off after the latitude.
    Sensor {
        name: "Longitude",
        label: "Longitude",
        unit: Unit::Degree,
        kinds: &[DeviceKind::MobileCase],
        evidence: Evidence::Inferred,
    },
];

/// The sensor of a name, in any letter case; `None` where it is not known.
pub fn sensor(name: &str) -> Option<&'static Sensor> {
    SENSORS.iter().find(|sensor| sensor.name.eq_ignore_ascii_case(name))
}

/// The known sensors of devices of `kind`.
pub fn sensors(kind: DeviceKind) -> impl Iterator<Item = &'static Sensor> {
    SENSORS.iter().filter(move |sensor| sensor.kinds.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: DeviceKind) -> Vec<&'static str> {
        sensors(kind).map(|sensor| sensor.name).collect()
    }

    #[test]
    fn each_kind_has_the_sensors_of_its_page() {
        assert_eq!(names(DeviceKind::RfidEnclosure), ["TemperatureA", "TemperatureB"]);
        assert_eq!(
            names(DeviceKind::MobileCase),
            ["TemperatureA", "SignalStrength", "BatteryLevel", "Latitude", "Longitude"]
        );
        for kind in [DeviceKind::SecurityCabinet, DeviceKind::CountertopCabinet, DeviceKind::Unknown] {
            assert!(names(kind).is_empty(), "{kind}");
        }
    }

    #[test]
    fn a_sensor_is_found_in_any_letter_case() {
        assert_eq!(sensor("temperaturea").map(|sensor| sensor.unit), Some(Unit::Celsius));
        assert_eq!(sensor("Humidity"), None);
    }
}
