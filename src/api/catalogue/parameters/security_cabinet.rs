//! The parameters of security cabinets (TS092): the table of the "Security Cabinets" page, complete.

use super::build::{Row, table};
use super::shared::{CUT_OFF, LOG_ENTRY_LEVELS, LOG_FILE_LEVELS, NO_HEARTBEATS, NO_LOG_ENTRIES, NO_WEBSOCKET, special};
use crate::catalogue::{FirmwareVersion, ParameterType, Unit};

const V4_8: FirmwareVersion = FirmwareVersion::new(4, 8, 0);
const V4_8_42: FirmwareVersion = FirmwareVersion::new(4, 8, 42);

table!(&[
    Row::bool("ACLockdownOnPowerFailure", "Lock the device down while mains power is lost.")
        .default("0")
        .since(V4_8)
        .note("Nothing documents when such a lockdown ends."),
    Row::bool("ACLogentryOnPowerFailure", "Report the loss of mains power, and its return, by log entries.")
        .default("1")
        .since(V4_8),
    Row::int("AggregateEventScanCount", 1, 100, "Scans after the door is closed.")
        .default("2")
        .unit(Unit::Scan)
        .since(V4_8)
        .without_effect("A security cabinet has no RFID reader."),
    Row::bool("AutoUpdate", "Let the firmware update itself.").default("0").since(V4_8),
    Row::decimal("BatteryThreshold", 0, 30, "Report LowBattery when the backup battery falls below this.")
        .default("23")
        .unit(Unit::Volt)
        .since(V4_8)
        .note("The page calls it a string; an older one a number of volts."),
    Row::int("CommandPollInterval", 0, 600, "How often the device asks Jetstream for queued commands.")
        .default("60")
        .unit(Unit::Minute)
        .since(V4_8)
        .note("What 0 does is not documented."),
    Row::int("CommsReboot", 10, 1440, "Reboot after this long without communication.")
        .default("230")
        .unit(Unit::Minute)
        .since(V4_8),
    Row::int("CommsReconnectInterval", 1, 300, "Wait before reconnecting after a communication problem.")
        .default("10")
        .unit(Unit::Second)
        .since(V4_8),
    Row::int("CommsTimeout", 1, 300, "How long to wait for Jetstream's reply to an event or a response.")
        .default("60")
        .unit(Unit::Second)
        .since(V4_8),
    Row::address("DNS", "DNS server of a static network set-up.").since(V4_8).note(CUT_OFF),
    Row::int("DoorOpenTimeLimit", 1, 43200, "How long the door may stay open before DoorOpen is reported.")
        .default("300")
        .unit(Unit::Second)
        .since(V4_8),
    Row::int("DoorUnlockTimeLimit", 1, 3600, "How long the door stays unlocked after a pass or a command.")
        .default("10")
        .unit(Unit::Second)
        .since(V4_8),
    Row::address("Gateway", "Gateway of a static network set-up.").since(V4_8).note(CUT_OFF),
    Row::int("HeartbeatEventInterval", 0, 600, "Time between two HeartbeatEvents.")
        .default("60")
        .unit(Unit::Minute)
        .since(V4_8)
        .specials(NO_HEARTBEATS),
    Row::int("InactivityInterval", 70, 3600, "Re-establish the connection after this long without activity.")
        .default("300")
        .unit(Unit::Second)
        .since(V4_8),
    Row::address("IP", "Address of the device in a static network set-up.").since(V4_8).note(CUT_OFF),
    Row::new("JetstreamDeviceUrl", ParameterType::Url, "Address the device sends its messages to.")
        .default("us-device.jetstreamrfid.com")
        .since(V4_8)
        .note(CUT_OFF),
    Row::new(
        "JetstreamVersion",
        ParameterType::Enumeration(&["1.5", "2", "3"]),
        "API version in which the device's events are published.",
    )
    .default("1.5")
    .since(V4_8)
    .specials(&[
        special("1.5", "XML events of version 1.5"),
        special("2", "JSON events of version 2"),
        special("3", "JSON events of version 3"),
    ])
    .note("Events of another version go to the endpoints of that version."),
    Row::new(
        "JetstreamWebsocketAppEndpoint",
        ParameterType::Text,
        "Resource of Jetstream that the device opens its WebSocket on.",
    )
    .default("/dwsliveconnection.ashx")
    .since(V4_8)
    .specials(NO_WEBSOCKET),
    Row::bool("LocationService", "Report the location of the device.")
        .default("0")
        .since(V4_8)
        .without_effect("A security cabinet has no location service."),
    Row::new(
        "LogEntryLevel",
        ParameterType::Enumeration(LOG_ENTRY_LEVELS),
        "Which log entries the device sends to Jetstream.",
    )
    .default("error")
    .since(V4_8)
    .specials(NO_LOG_ENTRIES)
    .note("Pass entries (ValidPass) presumably need information."),
    Row::new(
        "LogFileLevel",
        ParameterType::Enumeration(LOG_FILE_LEVELS),
        "Which log entries the device keeps in its own file.",
    )
    .default("off")
    .since(V4_8)
    .specials(&[special("off", "nothing is kept")]),
    Row::int("ObjectEventHour", -1, 23, "Hour of the daily scan and self-checks.")
        .default("0")
        .unit(Unit::HourOfDay)
        .since(V4_8)
        .specials(&[special("-1", "no daily scan and no self-checks")])
        .note("The minus sign is restored: with a minimum of 1 the default 0 was impossible."),
    Row::int("ObjectEventScanCount", 1, 100, "Scans for Get All RFID Tags and for the daily scan.")
        .default("2")
        .unit(Unit::Scan)
        .since(V4_8)
        .without_effect("A security cabinet has no RFID reader."),
    Row::int("Ping", 0, 3600, "Time between two WebSocket pings to Jetstream.")
        .default("0")
        .unit(Unit::Second)
        .since(V4_8)
        .specials(&[special("0", "no pings (presumably)")])
        .note("The unit is presumed."),
    Row::bool("SecureSocket", "Talk to Jetstream over HTTPS.").default("1").since(V4_8).note(CUT_OFF),
    Row::int("SensorReadingEventInterval", 0, 600, "Time between two reports of the temperature sensors.")
        .default("60")
        .unit(Unit::Minute)
        .since(V4_8)
        .specials(&[special("0", "no readings")])
        .without_effect("A security cabinet has no temperature sensor."),
    Row::address("Subnet", "Subnet mask of a static network set-up.").since(V4_8).note(CUT_OFF),
    Row::bool("UserBypass", "Open for any pass of 10 to 40 hexadecimal digits, listed or not.")
        .default("0")
        .since(V4_8_42)
        .specials(&[special("1", "the list of passes is ignored")])
        .note("A lost pass cannot be shut out while this is on."),
]);
