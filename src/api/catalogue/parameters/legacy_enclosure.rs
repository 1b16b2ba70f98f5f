//! The parameters of RFID enclosures with firmware 3, as an older page and the tests of the vendor's library show them.

use super::build::{Row, table};
use crate::catalogue::{Confidence, ParameterType, Unit};

table!(&[
    Row::int("AggregateEventScanCount", 1, 10, "Scans after the door is closed.")
        .default("2")
        .unit(Unit::Scan)
        .confidence(Confidence::Legacy),
    Row::int("AggregateEventScanTime", 0, 255, "Length of each scan after the door is closed.")
        .default("10")
        .unit(Unit::Second)
        .confidence(Confidence::Legacy),
    Row::int("Antenna1RxSensitivity", 0, 100, "Receive sensitivity of antenna 1.")
        .default("50")
        .confidence(Confidence::Legacy),
    Row::int("Antenna1TxPower", 0, 100, "Transmit power of antenna 1.").default("30").confidence(Confidence::Legacy),
    Row::int("CommandPollInterval", 0, 255, "How often the device asks Jetstream for queued commands.")
        .default("60")
        .unit(Unit::Minute)
        .confidence(Confidence::Legacy),
    Row::int("DoorOpenTimeLimit", 0, 65535, "How long the door may stay open before DoorOpen is reported.")
        .default("300")
        .unit(Unit::Second)
        .confidence(Confidence::Legacy),
    Row::new("LockdownHighTemp", ParameterType::Int(None), "Temperature that LockdownOnHighTemp goes by.")
        .default("127")
        .unit(Unit::Celsius)
        .confidence(Confidence::Legacy),
    Row::bool("LockdownOnACPowerFailure", "Lock the enclosure down while mains power is lost.")
        .default("0")
        .confidence(Confidence::Legacy),
    Row::bool("LockdownOnHighTemp", "Lock the enclosure down above LockdownHighTemp.")
        .default("0")
        .confidence(Confidence::Legacy),
    Row::bool("LockdownOnReaderFailure", "Lock the enclosure down when its reader fails.")
        .default("0")
        .confidence(Confidence::Legacy),
    Row::new("LogEntryEventHighTemp", ParameterType::Int(None), "Report temperatures above this by a log entry.")
        .default("127")
        .unit(Unit::Celsius)
        .confidence(Confidence::Legacy),
    Row::new("LogEntryEventLowTemp", ParameterType::Int(None), "Report temperatures below this by a log entry.")
        .default("-128")
        .unit(Unit::Celsius)
        .confidence(Confidence::Legacy),
    Row::new("NumberOfAntennas", ParameterType::Int(None), "How many antennas the enclosure has.")
        .default("4")
        .confidence(Confidence::Legacy),
    Row::new("ObjectEventScanCount", ParameterType::Int(None), "Scans for Get All RFID Tags and for the daily scan.",)
        .default("2")
        .unit(Unit::Scan)
        .confidence(Confidence::Legacy),
    Row::new(
        "ObjectEventScanTime",
        ParameterType::Int(None),
        "Length of each scan for Get All RFID Tags and for the daily scan.",
    )
    .default("10")
    .unit(Unit::Second)
    .confidence(Confidence::Legacy),
]);
