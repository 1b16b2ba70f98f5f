//! The parameters of surface read points (TS082): the rows that could be read of the "Surface Read Point" pages.

use super::build::{Row, table};
use super::shared::{CUT_OFF, NO_HEARTBEATS, special};
use crate::catalogue::{Confidence, FirmwareVersion, ParameterType, Unit};

const V4_7: FirmwareVersion = FirmwareVersion::new(4, 7, 0);
const V4_9: FirmwareVersion = FirmwareVersion::new(4, 9, 0);

table!(&[
    Row::int("AntennaTxPower", 14, 23, "Transmit power of all antennas.")
        .default("23")
        .unit(Unit::Decibel)
        .since(V4_7)
        .note("The page of version 2 prints a minimum of 15."),
    Row::bool("AutoUpdateFW", "Let the firmware update itself.")
        .default("0")
        .since(V4_9)
        .note("The page of version 2 calls it AutoUpdate."),
    Row::int("CaptureTime", 1, 120, "How long a tag must be in the field before it is reported.")
        .default("5")
        .unit(Unit::Second)
        .since(V4_7),
    Row::int("CommandPollInterval", 0, 600, "How often the device asks Jetstream for queued commands.")
        .default("60")
        .unit(Unit::Minute)
        .since(V4_7),
    Row::new(
        "CommsInterfaceRestart",
        ParameterType::Int(None),
        "Restart the network interface after this long without communication.",
    )
    .unit(Unit::Minute)
    .name_only(),
    Row::int("CommsReboot", 10, 1440, "Reboot after this long without communication.")
        .default("230")
        .unit(Unit::Minute)
        .confidence(Confidence::V2),
    Row::int("CommsReconnectInterval", 1, 300, "Wait before reconnecting after a communication problem.")
        .default("10")
        .unit(Unit::Second)
        .confidence(Confidence::V2),
    Row::int("CommsTimeout", 1, 300, "How long to wait for Jetstream's reply to an event or a response.")
        .default("60")
        .unit(Unit::Second)
        .confidence(Confidence::V2),
    Row::bool("Continuous", "Scan without pause instead of polling the tray from time to time.")
        .default("1")
        .specials(&[special("0", "polls the tray from time to time")])
        .confidence(Confidence::V2),
    Row::address("DNS", "DNS server of a static network set-up.").confidence(Confidence::V2).note(CUT_OFF),
    Row::int("DwellTime", 50, 5000, "Time on each antenna while scanning without pause.")
        .default("200")
        .unit(Unit::Millisecond)
        .confidence(Confidence::V2),
    Row::address("Gateway", "Gateway of a static network set-up.").confidence(Confidence::V2).note(CUT_OFF),
    Row::int("HeartbeatEventInterval", 0, 600, "Time between two HeartbeatEvents.")
        .unit(Unit::Minute)
        .specials(NO_HEARTBEATS)
        .name_only(),
]);
