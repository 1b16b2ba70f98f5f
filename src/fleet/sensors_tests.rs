//! Tests of the fold of sensor readings.

use serde_json::json;

use super::*;
use crate::test_events::{at, by_device};

fn reading(id: &str, value: &str, read: &str, received: &str) -> Event {
    let readings = json!([{ "Name": "TemperatureA", "Value": value, "ReadingTime": at(read).to_string() }]);
    by_device(id, "SensorReadingEvent", "Fridge 1", received, json!({ "SensorReadings": readings }))
}

fn folded(events: &[Event]) -> Sensors {
    let mut sensors = Sensors::default();
    events.iter().for_each(|event| sensors.apply(event));
    sensors
}

fn quarters(sensors: &Sensors) -> Vec<(String, String, String, String)> {
    let (name, quarters) = sensors.of("Fridge 1").next().unwrap();
    assert_eq!(&**name, "TemperatureA");
    let texts = |quarter: &Quarter| {
        let (low, high, last) = (quarter.low.to_string(), quarter.high.to_string(), quarter.last().to_string());
        (time::format(quarter.start()), low, high, last)
    };
    quarters.iter().map(texts).collect()
}

#[test]
fn a_quarter_of_an_hour_keeps_its_lowest_its_highest_and_its_last() {
    let sensors = folded(&[
        reading("s3", "5", "10:09:00", "10:09:00"),
        reading("s1", "4.5", "10:01:00", "10:01:00"),
        reading("s2", "-6.25", "10:05:00", "10:05:00"),
        reading("s4", "7", "11:00:00", "11:00:00"),
    ]);
    let line = |start: &str, low: &str, high: &str, last: &str| (start.into(), low.into(), high.into(), last.into());
    assert_eq!(
        quarters(&sensors),
        [line("2026-05-18T10:00:00Z", "-6.25", "5", "5"), line("2026-05-18T11:00:00Z", "7", "7", "7")]
    );
}

#[test]
fn what_was_read_offline_stands_where_it_was_read_and_a_wrong_clock_is_not_believed() {
    let offline = folded(&[reading("s1", "4", "02:00:00", "10:00:00")]);
    assert_eq!(quarters(&offline)[0].0, "2026-05-18T02:00:00Z");
    for wrong in ["2019-01-01T00:00:00Z", "2026-05-18T11:00:00Z"] {
        assert_eq!(quarters(&folded(&[reading("s1", "4", wrong, "10:00:00")]))[0].0, "2026-05-18T10:00:00Z", "{wrong}");
    }
}

#[test]
fn a_value_keeps_the_digits_that_were_sent() {
    for (text, expected) in [
        ("26", "26"),
        (" 24.8 ", "24.8"),
        ("-0,5", "-0.5"),
        ("+3", "3"),
        ("43.031677", "43.031677"),
        ("1.23456789", "1.234567"),
    ] {
        assert_eq!(Value::parse(text).map(|value| value.to_string()).as_deref(), Some(expected), "{text}");
    }
    for text in ["", "-", "NaN", "1e3", "--1", "1.", "1234567890123", "4 C"] {
        assert_eq!(Value::parse(text), None, "{text}");
    }
    assert!(Value::parse("-10") < Value::parse("-9.5"));
}

#[test]
fn a_year_of_readings_takes_the_memory_of_a_week() {
    let mut sensors = Sensors::default();
    for number in 0..40_000_i64 {
        let time = (at("00:00:00") + SignedDuration::from_secs(number * QUARTER)).to_string();
        sensors.apply(&reading(&format!("s{number}"), "4", &time, &time));
    }
    assert_eq!(quarters(&sensors).len(), MOST_QUARTERS);
}

/// A sensor that was read so many quarters of an hour in a row, among so many others with one reading each.
fn among(quarters: i64, others: usize) -> Sensors {
    let mut sensors = Sensors::default();
    for number in 0..quarters {
        let time = (at("00:00:00") + SignedDuration::from_secs(number * QUARTER)).to_string();
        sensors.apply(&reading(&format!("s{number}"), "4", &time, &time));
    }
    for number in 0..others {
        let readings = json!([{ "Name": "TemperatureA", "Value": "4" }]);
        let (id, device) = (format!("o{number}"), format!("Other {number}"));
        sensors.apply(&by_device(
            &id,
            "SensorReadingEvent",
            &device,
            "10:00:00",
            json!({ "SensorReadings": readings }),
        ));
    }
    sensors
}

#[test]
fn where_so_many_sensors_leave_less_than_a_week_that_is_told() {
    let crowded = among(660, 400);
    assert_eq!(quarters(&crowded).len(), ROOM / 401);
    assert!(crowded.is_cut("Fridge 1"));
    assert!(!crowded.is_cut("Other 7"), "all of it is here");
    assert!(!crowded.is_cut("Nobody"));
    assert!(!among(660, 300).is_cut("Fridge 1"), "there is room for a week");
    assert!(!among(MOST_QUARTERS as i64 + 5, 0).is_cut("Fridge 1"), "a week is what the page promises");
}
