//! The parameters of countertop cabinets (TS083): the first rows of the "Countertop Cabinet" page.

use super::build::{Row, table};
use super::shared::CUT_OFF;
use crate::catalogue::{FirmwareVersion, Unit};

const V4_5: FirmwareVersion = FirmwareVersion::new(4, 5, 0);

table!(&[
    Row::int("AggregateEventScanCount", 1, 100, "Scans after the door is closed.")
        .default("2")
        .unit(Unit::Scan)
        .since(V4_5),
    Row::int("AggregateEventScanDelay", 1, 60, "Wait between the scans after the door is closed.")
        .default("1")
        .unit(Unit::Second)
        .since(V4_5),
    Row::int("AggregateEventScanTime", 1, 300, "Length of each scan after the door is closed.")
        .default("10")
        .unit(Unit::Second)
        .since(V4_5),
    Row::int("AntennaTxPower", 10, 23, "Transmit power of all antennas.").default("23").unit(Unit::Decibel).since(V4_5),
    Row::int("CommandPollInterval", 0, 600, "How often the device asks Jetstream for queued commands.")
        .default("60")
        .unit(Unit::Minute)
        .since(V4_5),
    Row::int("CommsReboot", 10, 1440, "Reboot after this long without communication.")
        .default("230")
        .unit(Unit::Minute)
        .since(V4_5),
    Row::int("CommsReconnectInterval", 1, 300, "Wait before reconnecting after a communication problem.")
        .default("10")
        .unit(Unit::Second)
        .since(V4_5),
    Row::int("CommsTimeout", 1, 300, "How long to wait for Jetstream's reply to an event or a response.")
        .default("60")
        .unit(Unit::Second)
        .since(V4_5),
    Row::address("DNS", "DNS server of a static network set-up.").since(V4_5).note(CUT_OFF),
    Row::int("DoorOpenTimeLimit", 0, 3600, "How long the door may stay open before DoorAjar is reported.")
        .default("300")
        .unit(Unit::Second)
        .since(V4_5),
    Row::address("Gateway", "Gateway of a static network set-up.").since(V4_5).note(CUT_OFF),
]);
