//! The parameters of read points (TS090, TS087): the rows that could be read of the "Read Point" pages.

use super::build::{Row, table};
use super::shared::{CUT_OFF, LOG_ENTRY_LEVELS, NO_HEARTBEATS, NO_LOG_ENTRIES, NO_WEBSOCKET};
use crate::catalogue::{Confidence, FirmwareVersion, Limits, ParameterType, Unit};

const V4_7_2: FirmwareVersion = FirmwareVersion::new(4, 7, 2);

table!(&[
    Row::int("AntennaRxSensitivity", -80, -30, "Receive sensitivity of all antennas.")
        .default("-70")
        .unit(Unit::Decibel)
        .since(V4_7_2),
    Row::int("AntennaTxPower", 15, 32, "Transmit power of all antennas.")
        .default("23")
        .unit(Unit::Decibel)
        .since(V4_7_2),
    Row::bool("AutoUpdate", "Let the firmware update itself.").default("0").since(V4_7_2),
    Row::int("CaptureTime", 1, 120, "How long a tag must be in the field before it is reported.")
        .default("5")
        .unit(Unit::Second)
        .since(V4_7_2),
    Row::int("CommandPollInterval", 0, 600, "How often the device asks Jetstream for queued commands.")
        .default("60")
        .unit(Unit::Minute)
        .since(V4_7_2),
    Row::int("CommsReboot", 10, 1440, "Reboot after this long without communication.")
        .default("230")
        .unit(Unit::Minute)
        .since(V4_7_2),
    Row::int("CommsReconnectInterval", 1, 300, "Wait before reconnecting after a communication problem.")
        .default("10")
        .unit(Unit::Second)
        .since(V4_7_2),
    Row::int("CommsTimeout", 1, 300, "How long to wait for Jetstream's reply to an event or a response.")
        .default("60")
        .unit(Unit::Second)
        .since(V4_7_2),
    Row::int("ConnectRetries", 1, 5, "Attempts to connect to the cellular network.").default("3").since(V4_7_2),
    Row::int("HeartbeatEventInterval", 0, 600, "Time between two HeartbeatEvents.")
        .default("60")
        .unit(Unit::Minute)
        .since(V4_7_2)
        .specials(NO_HEARTBEATS),
    Row::int("InactivityInterval", 70, 3600, "Re-establish the connection after this long without activity.")
        .default("300")
        .unit(Unit::Second)
        .since(V4_7_2),
    Row::new("JetstreamDeviceUrl", ParameterType::Url, "Address the device sends its messages to.")
        .confidence(Confidence::V2)
        .note(CUT_OFF),
    Row::new(
        "JetstreamWebsocketAppEndpoint",
        ParameterType::Text,
        "Resource of Jetstream that the device opens its WebSocket on.",
    )
    .default("/dwsliveconnection.ashx")
    .specials(NO_WEBSOCKET)
    .confidence(Confidence::V2),
    Row::new(
        "LogEntryLevel",
        ParameterType::Enumeration(LOG_ENTRY_LEVELS),
        "Which log entries the device sends to Jetstream.",
    )
    .specials(NO_LOG_ENTRIES)
    .confidence(Confidence::V2)
    .limits(Limits::Assumed),
]);
