//! The parameters of RFID enclosures with firmware 4: the rows that could be read of the "RFID Enclosures" pages.

use super::build::{Row, table};
use super::shared::{CUT_OFF, LOG_ENTRY_LEVELS, NO_HEARTBEATS, NO_LOG_ENTRIES, special};
use crate::catalogue::{Confidence, FirmwareVersion, Limits, ParameterType, Unit};

const V4_3: FirmwareVersion = FirmwareVersion::new(4, 3, 0);

table!(&[
    Row::bool("ACLockdownOnPowerFailure", "Lock the device down while mains power is lost.").default("1").since(V4_3),
    Row::bool("ACLogEntryOnPowerFailure", "Report the loss of mains power, and its return, by log entries.")
        .default("1")
        .since(V4_3),
    Row::int("AggregateEventScanCount", 0, 100, "Scans after the door is closed.")
        .default("2")
        .unit(Unit::Scan)
        .since(V4_3)
        .specials(&[special("0", "no AggregateEvents")]),
    Row::int("AggregateEventScanDelay", 1, 60, "Wait between the scans after the door is closed.")
        .default("1")
        .unit(Unit::Second)
        .since(V4_3),
    Row::int("AggregateEventScanTime", 1, 300, "Length of each scan after the door is closed.")
        .default("10")
        .unit(Unit::Second)
        .since(V4_3),
    Row::int("Antenna1RxSensitivity", -80, -30, "Receive sensitivity of antenna 1.")
        .default("-65")
        .unit(Unit::Decibel)
        .confidence(Confidence::V2),
    Row::int("Antenna1TxPower", 15, 32, "Transmit power of antenna 1.")
        .default("26")
        .unit(Unit::Decibel)
        .since(V4_3)
        .confidence(Confidence::V2),
    Row::int("Antenna2RxSensitivity", -80, -30, "Receive sensitivity of antenna 2.")
        .default("-65")
        .unit(Unit::Decibel)
        .confidence(Confidence::V2),
    Row::int("Antenna2TxPower", 15, 32, "Transmit power of antenna 2.")
        .default("26")
        .unit(Unit::Decibel)
        .confidence(Confidence::V2),
    Row::int("Antenna3RxSensitivity", -80, -30, "Receive sensitivity of antenna 3.")
        .default("-65")
        .unit(Unit::Decibel)
        .confidence(Confidence::V2),
    Row::int("Antenna3TxPower", 15, 32, "Transmit power of antenna 3.")
        .default("26")
        .unit(Unit::Decibel)
        .confidence(Confidence::V2),
    Row::int("Antenna4RxSensitivity", -80, -30, "Receive sensitivity of antenna 4.")
        .default("-65")
        .unit(Unit::Decibel)
        .confidence(Confidence::V2),
    Row::int("Antenna4TxPower", 15, 32, "Transmit power of antenna 4.")
        .default("26")
        .unit(Unit::Decibel)
        .confidence(Confidence::V2),
    Row::decimal("BatteryThreshold", 0, 30, "Report LowBattery when the backup battery falls below this.")
        .default("23.0")
        .unit(Unit::Volt)
        .confidence(Confidence::Older),
    Row::int("CommandPollInterval", 0, 600, "How often the device asks Jetstream for queued commands.")
        .default("60")
        .unit(Unit::Minute)
        .confidence(Confidence::Older),
    Row::int("CommsReconnectInterval", 0, 60, "Wait before reconnecting after a communication problem.")
        .default("10")
        .unit(Unit::Second)
        .confidence(Confidence::Older)
        .limits(Limits::Contradictory("An older page; newer devices print 1 to 300.")),
    Row::int("CommsTimeout", 0, 60, "How long to wait for Jetstream's reply to an event or a response.")
        .default("10")
        .unit(Unit::Second)
        .confidence(Confidence::Older)
        .limits(Limits::Contradictory("An older page; newer devices print 1 to 300.")),
    Row::address("DNS", "DNS server of a static network set-up.").confidence(Confidence::Older).note(CUT_OFF),
    Row::int("DoorOpenTimeLimit", 1, 43200, "How long the door may stay open before DoorOpen is reported.")
        .unit(Unit::Second)
        .name_only(),
    Row::int("DoorUnlockTimeLimit", 1, 3600, "How long the door stays unlocked after a pass or a command.")
        .unit(Unit::Second)
        .name_only(),
    Row::address("Gateway", "Gateway of a static network set-up.").name_only().note(CUT_OFF),
    Row::int("HeartbeatEventInterval", 0, 600, "Time between two HeartbeatEvents.")
        .unit(Unit::Minute)
        .specials(NO_HEARTBEATS)
        .name_only(),
    Row::address("IP", "Address of the device in a static network set-up.").name_only().note(CUT_OFF),
    Row::new("JetstreamDeviceUrl", ParameterType::Url, "Address the device sends its messages to.")
        .name_only()
        .note(CUT_OFF),
    Row::new(
        "LogEntryLevel",
        ParameterType::Enumeration(LOG_ENTRY_LEVELS),
        "Which log entries the device sends to Jetstream.",
    )
    .specials(NO_LOG_ENTRIES)
    .name_only(),
    Row::new(
        "ObjectEventScanTime",
        ParameterType::Int(None),
        "Length of each scan for Get All RFID Tags and for the daily scan.",
    )
    .unit(Unit::Second)
    .name_only(),
    Row::int("SensorReadingEventInterval", 0, 600, "Time between two reports of the temperature sensors.")
        .unit(Unit::Minute)
        .specials(&[special("0", "no readings")])
        .name_only(),
]);
