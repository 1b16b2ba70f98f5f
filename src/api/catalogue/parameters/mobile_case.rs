//! The parameters of mobile cases (TS080): the rows that could be read of the "Mobile Case" pages.

use super::build::{Row, table};
use super::shared::CUT_OFF;
use crate::catalogue::{Confidence, FirmwareVersion, Limits, Unit};

const V4_7: FirmwareVersion = FirmwareVersion::new(4, 7, 0);

table!(&[
    Row::int("AggregateEventScanCount", 1, 100, "Scans after the lid is closed.")
        .default("2")
        .unit(Unit::Scan)
        .since(V4_7),
    Row::int("AggregateEventScanDelay", 1, 60, "Wait between the scans after the lid is closed.")
        .default("1")
        .unit(Unit::Second)
        .since(V4_7),
    Row::int("AggregateEventScanTime", 1, 300, "Length of each scan after the lid is closed.")
        .default("2")
        .unit(Unit::Second)
        .since(V4_7),
    Row::int("AntennaTxPower", 10, 23, "Transmit power of all antennas.").default("23").unit(Unit::Decibel).since(V4_7),
    Row::int("BatteryCritical", 2, 20, "Charge below which the case scans no more.")
        .default("10")
        .unit(Unit::Percent)
        .since(V4_7),
    Row::bool("BatteryLed", "Use the battery light.").default("0").since(V4_7),
    Row::int("BatteryLow", 5, 50, "Charge below which the case warns; it goes on working.")
        .default("20")
        .unit(Unit::Percent)
        .since(V4_7),
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
    Row::int("ConnectRetries", 1, 3, "Attempts to connect to the cellular network.")
        .default("5")
        .confidence(Confidence::Older)
        .limits(Limits::Contradictory("The printed default exceeds the printed maximum.")),
    Row::address("DNS", "DNS server of a static network set-up.").confidence(Confidence::Older).note(CUT_OFF),
    Row::address("Gateway", "Gateway of a static network set-up.").confidence(Confidence::Older).note(CUT_OFF),
]);
