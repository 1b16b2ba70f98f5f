//! Tests of the tables of configuration parameters.

use super::*;
use crate::catalogue::{Confidence, Limits, Problem};

const CABINET: DeviceKind = DeviceKind::SecurityCabinet;

/// What the "Security Cabinets" page says about a parameter, typed by hand from it.
enum Row {
    Switch,
    Number(i64, i64),
    Decimal(i64, i64),
    Address,
    Url,
    Text,
    /// The words that are allowed, and some that are not.
    Words(&'static [&'static str], &'static [&'static str]),
}

/// Name in the page's (lower) case, type with range, default.
const PAGE: [(&str, Row, &str); 29] = [
    ("aclockdownonpowerfailure", Row::Switch, "0"),
    ("aclogentryonpowerfailure", Row::Switch, "1"),
    ("aggregateeventscancount", Row::Number(1, 100), "2"),
    ("autoupdate", Row::Switch, "0"),
    ("batterythreshold", Row::Decimal(0, 30), "23"),
    ("commandpollinterval", Row::Number(0, 600), "60"),
    ("commsreboot", Row::Number(10, 1440), "230"),
    ("commsreconnectinterval", Row::Number(1, 300), "10"),
    ("commstimeout", Row::Number(1, 300), "60"),
    ("dns", Row::Address, "0.0.0.0"),
    ("dooropentimelimit", Row::Number(1, 43200), "300"),
    ("doorunlocktimelimit", Row::Number(1, 3600), "10"),
    ("gateway", Row::Address, "0.0.0.0"),
    ("heartbeateventinterval", Row::Number(0, 600), "60"),
    ("inactivityinterval", Row::Number(70, 3600), "300"),
    ("ip", Row::Address, "0.0.0.0"),
    ("jetstreamdeviceurl", Row::Url, "us-device.jetstreamrfid.com"),
    ("jetstreamversion", Row::Words(&["1.5", "2", "3"], &["1", "4", "v3"]), "1.5"),
    ("jetstreamwebsocketappendpoint", Row::Text, "/dwsliveconnection.ashx"),
    ("locationservice", Row::Switch, "0"),
    ("logentrylevel", Row::Words(&["off", "error", "warning", "information"], &["verbose", "loud", "1"]), "error"),
    (
        "logfilelevel",
        Row::Words(&["off", "error", "warning", "information", "verbose", "trace", "debug"], &["all", "loud", "1"]),
        "off",
    ),
    // Printed without its sign in the text at hand; -1 turns the scan off, and the default 0 must be allowed.
    ("objecteventhour", Row::Number(-1, 23), "0"),
    ("objecteventscancount", Row::Number(1, 100), "2"),
    ("ping", Row::Number(0, 3600), "0"),
    ("securesocket", Row::Switch, "1"),
    ("sensorreadingeventinterval", Row::Number(0, 600), "60"),
    ("subnet", Row::Address, "0.0.0.0"),
    ("userbypass", Row::Switch, "0"),
];

fn cabinet(key: &str) -> &'static Parameter {
    parameter(CABINET, key).unwrap_or_else(|| panic!("{key} is missing"))
}

fn refusal(key: &str, value: &str) -> Option<Problem> {
    cabinet(key).check(value).err().map(|error| error.problem)
}

#[test]
fn a_security_cabinet_has_the_parameters_of_its_page_and_no_others() {
    let keys: Vec<_> = parameters(CABINET).iter().map(Parameter::key).collect();
    let page: Vec<_> = PAGE.iter().map(|(key, ..)| *key).collect();
    assert_eq!(keys, page);
}

#[test]
fn every_parameter_of_a_security_cabinet_takes_what_its_page_allows_and_no_more() {
    for (key, row, default) in &PAGE {
        assert_eq!(cabinet(key).default, Some(*default), "{key}");
        assert_eq!(refusal(key, default), None, "{key}: its default");
        assert_eq!(refusal(key, ""), Some(Problem::Empty), "{key}: empty");
        let (good, bad): (Vec<String>, Vec<(String, Problem)>) = match row {
            Row::Switch => (
                vec!["0".into(), "1".into()],
                vec![
                    ("-1".into(), Problem::NotASwitch),
                    ("2".into(), Problem::NotASwitch),
                    ("on".into(), Problem::NotASwitch),
                ],
            ),
            Row::Number(min, max) => (
                vec![min.to_string(), max.to_string()],
                vec![
                    ((min - 1).to_string(), Problem::TooSmall),
                    ((max + 1).to_string(), Problem::TooLarge),
                    ("1.5".into(), Problem::NotWhole),
                    ("ten".into(), Problem::NotWhole),
                ],
            ),
            Row::Decimal(min, max) => (
                vec![min.to_string(), max.to_string(), "23.5".into()],
                vec![
                    ((min - 1).to_string(), Problem::TooSmall),
                    ((max + 1).to_string(), Problem::TooLarge),
                    ("low".into(), Problem::NotANumber),
                ],
            ),
            Row::Address => (
                vec!["0.0.0.0".into(), "255.255.255.255".into()],
                vec![
                    ("0.0.0.-1".into(), Problem::NotAnAddress),
                    ("255.255.255.256".into(), Problem::NotAnAddress),
                    ("0".into(), Problem::NotAnAddress),
                    ("dhcp".into(), Problem::NotAnAddress),
                ],
            ),
            Row::Url => (
                vec!["eu-device.jetstreamrfid.com".into()],
                vec![("us device".into(), Problem::NotAUrl), ("ftp://x".into(), Problem::NotAUrl)],
            ),
            Row::Text => (vec!["#".into()], vec![("a\nb".into(), Problem::ControlCharacter)]),
            Row::Words(words, others) => (
                words.iter().map(ToString::to_string).collect(),
                others.iter().map(|word| (word.to_string(), Problem::NotAWord)).collect(),
            ),
        };
        for value in good {
            assert_eq!(refusal(key, &value), None, "{key}: {value}");
        }
        for (value, problem) in bad {
            assert_eq!(refusal(key, &value), Some(problem), "{key}: {value}");
        }
    }
}

#[test]
fn all_of_a_security_cabinet_came_with_firmware_4_8_but_the_bypass() {
    for entry in parameters(CABINET) {
        let since = if entry.name == "UserBypass" { "4.8.42" } else { "4.8" };
        assert_eq!(entry.since.map(|version| version.to_string()).as_deref(), Some(since), "{}", entry.name);
        assert_eq!(entry.confidence, Confidence::V3, "{}", entry.name);
        assert_eq!(entry.limits, Limits::Documented, "{}", entry.name);
    }
    assert!(!cabinet("userbypass").exists_in(FirmwareVersion::new(4, 8, 21)));
    assert!(cabinet("dns").exists_in(FirmwareVersion::new(4, 8, 21)));
}

#[test]
fn four_parameters_of_a_security_cabinet_are_marked_as_idle() {
    let idle: Vec<_> =
        parameters(CABINET).iter().filter(|entry| entry.without_effect).map(|entry| entry.name).collect();
    assert_eq!(
        idle,
        ["AggregateEventScanCount", "LocationService", "ObjectEventScanCount", "SensorReadingEventInterval"]
    );
}

#[test]
fn values_with_a_meaning_of_their_own_say_it() {
    assert!(cabinet("ObjectEventHour").special("-1").is_some());
    assert!(cabinet("HeartbeatEventInterval").special("0").is_some());
    assert!(cabinet("SensorReadingEventInterval").special("0").is_some());
    assert!(cabinet("JetstreamWebsocketAppEndpoint").special("#").is_some());
    assert!(cabinet("LogEntryLevel").special("Off").is_some());
    assert!(cabinet("UserBypass").special("true").is_some());
    for key in ["DNS", "Gateway", "IP", "Subnet"] {
        assert_eq!(cabinet(key).special("0.0.0.0"), Some("assigned by DHCP"), "{key}");
    }
    assert_eq!(cabinet("ObjectEventHour").special("0"), None);
    assert_eq!(cabinet("HeartbeatEventInterval").special("60"), None);
    // On an RFID enclosure 0 is allowed and turns AggregateEvents off; a security cabinet starts at 1.
    let count = parameter(DeviceKind::RfidEnclosure, "AggregateEventScanCount").unwrap();
    assert!(count.special("0").is_some());
    assert_eq!(count.check("0"), Ok(()));
}

#[test]
fn ranges_differ_from_kind_to_kind() {
    let bounds = |kind, key| parameter(kind, key).and_then(Parameter::range).map(|range| (range.min, range.max));
    assert_eq!(bounds(DeviceKind::CountertopCabinet, "dooropentimelimit"), Some((0, 3600)));
    assert_eq!(bounds(DeviceKind::RfidEnclosure, "antenna1rxsensitivity"), Some((-80, -30)));
    assert_eq!(bounds(DeviceKind::ReadPoint, "antennatxpower"), Some((15, 32)));
    assert_eq!(bounds(DeviceKind::SurfaceReadPoint, "antennatxpower"), Some((14, 23)));
    assert_eq!(bounds(DeviceKind::SurfaceReadPoint, "dwelltime"), Some((50, 5000)));
    assert_eq!(bounds(DeviceKind::MobileCase, "batterycritical"), Some((2, 20)));
}

#[test]
fn the_contradiction_of_the_mobile_case_is_shown_and_blocks_nothing() {
    let retries = parameter(DeviceKind::MobileCase, "ConnectRetries").unwrap();
    assert_eq!((retries.range().map(|range| range.max), retries.default), (Some(3), Some("5")));
    assert!(matches!(retries.limits, Limits::Contradictory(_)));
    assert_eq!(retries.check("5"), Ok(()));
}

#[test]
fn a_parameter_known_by_name_only_is_held_to_its_form_and_not_to_a_borrowed_range() {
    let limit = parameter(DeviceKind::RfidEnclosure, "DoorOpenTimeLimit").unwrap();
    assert_eq!((limit.confidence, limit.limits, limit.default), (Confidence::NameOnly, Limits::Assumed, None));
    assert_eq!(limit.check("50000"), Ok(()));
    assert_eq!(limit.check("soon").unwrap_err().problem, Problem::NotWhole);
}

#[test]
fn enclosures_with_firmware_3_have_a_table_of_their_own() {
    let old = parameters_in(DeviceKind::RfidEnclosure, FirmwareVersion::new(3, 2, 0));
    assert!(old.iter().any(|entry| entry.name == "LockdownOnHighTemp"));
    assert!(old.iter().all(|entry| entry.confidence == Confidence::Legacy));
    let new = parameters_in(DeviceKind::RfidEnclosure, FirmwareVersion::new(4, 5, 0));
    assert_eq!(new, parameters(DeviceKind::RfidEnclosure));
    assert_eq!(parameters_in(CABINET, FirmwareVersion::new(3, 0, 0)), parameters(CABINET));
}

#[test]
fn the_tables_are_as_long_as_the_reference_and_in_order() {
    for (table, length) in [
        (parameters(DeviceKind::RfidEnclosure), 27),
        (parameters(CABINET), 29),
        (parameters(DeviceKind::CountertopCabinet), 11),
        (parameters(DeviceKind::ReadPoint), 14),
        (parameters(DeviceKind::SurfaceReadPoint), 13),
        (parameters(DeviceKind::MobileCase), 13),
        (parameters(DeviceKind::Handheld), 0),
        (parameters(DeviceKind::Unknown), 0),
        (&legacy_enclosure::PARAMETERS, 15),
        (&unclassified::PARAMETERS, 1),
    ] {
        assert_eq!(table.len(), length, "{:?}", table.first().map(|entry| entry.name));
        assert!(table.is_sorted_by(|one, next| one.key() < next.key()), "{:?}", table.first().map(|entry| entry.name));
    }
}

#[test]
fn every_default_passes_its_own_check_and_every_special_value_too() {
    for table in DeviceKind::ALL.map(parameters).into_iter().chain([&legacy_enclosure::PARAMETERS as &[_]]) {
        for entry in table {
            for value in entry.default.iter().chain(entry.specials.iter().map(|special| &special.value)) {
                assert_eq!(entry.check(value), Ok(()), "{} = {value}", entry.name);
            }
        }
    }
}

#[test]
fn fifteen_keys_can_be_set_directly() {
    // Typed from the list of allowed keys on the page "Set Configuration Values for a Device".
    let allowed = [
        "antennarxsensitivity",
        "antenna1rxsensitivity",
        "antenna2rxsensitivity",
        "antenna3rxsensitivity",
        "antenna4rxsensitivity",
        "antennatxpower",
        "antenna1txpower",
        "antenna2txpower",
        "antenna3txpower",
        "antenna4txpower",
        "dooropentimelimit",
        "fieldofview",
        "heartbeateventinterval",
        "objecteventscantime",
        "sensorreadingeventinterval",
    ];
    assert_eq!(allowed.len(), 15);
    for key in allowed {
        assert!(directly_settable(key), "{key}");
        assert!(directly_settable(&key.to_uppercase()), "{key}");
    }
    let tables = DeviceKind::ALL.map(parameters).into_iter().chain([&legacy_enclosure::PARAMETERS as &[_]]);
    for key in tables.flatten().map(Parameter::key) {
        assert_eq!(directly_settable(&key), allowed.contains(&key.as_str()), "{key}");
    }
    for key in ["antenna0rxsensitivity", "antenna5txpower", "antenna", "antennatxsensitivity", ""] {
        assert!(!directly_settable(key), "{key}");
    }
    let on_cabinets: Vec<_> =
        parameters(CABINET).iter().map(Parameter::key).filter(|key| directly_settable(key)).collect();
    assert_eq!(on_cabinets, ["dooropentimelimit", "heartbeateventinterval", "sensorreadingeventinterval"]);
}

#[test]
fn a_key_is_found_in_any_letter_case_on_its_own_kind_first() {
    assert_eq!(parameter(CABINET, "USERBYPASS").map(|entry| entry.name), Some("UserBypass"));
    assert_eq!(parameter(DeviceKind::ReadPoint, "userbypass"), None);
    assert_eq!(parameter_anywhere("userbypass").map(|entry| entry.name), Some("UserBypass"));
    assert_eq!(parameter_anywhere("fieldofview").map(|entry| entry.name), Some("FieldOfView"));
    assert_eq!(parameter_anywhere("lockdownonhightemp").map(|entry| entry.name), Some("LockdownOnHighTemp"));
    assert_eq!(parameter_anywhere("nosuchthing"), None);
}

#[test]
fn every_parameter_is_told_in_words_and_every_idle_one_says_why() {
    for kind in DeviceKind::ALL {
        for entry in parameters(kind) {
            let words = words(kind, &entry.key()).unwrap_or_else(|| panic!("no words for {}", entry.name));
            assert!(words.description.ends_with('.'), "{}", entry.name);
            assert_eq!(words.without_effect.is_some(), entry.without_effect, "{}", entry.name);
        }
    }
}

#[test]
fn words_are_those_of_the_parameter_that_was_asked_for() {
    let on = |kind| words(kind, "DoorOpenTimeLimit").map(|words| words.description);
    assert!(on(CABINET).is_some_and(|description| description.contains("DoorOpen ")));
    assert!(on(DeviceKind::CountertopCabinet).is_some_and(|description| description.contains("DoorAjar")));
    assert_eq!(on(DeviceKind::ReadPoint), None);
    let old = FirmwareVersion::new(3, 2, 0);
    assert!(words_in(DeviceKind::RfidEnclosure, old, "lockdownonhightemp").is_some());
    assert_eq!(words(DeviceKind::RfidEnclosure, "lockdownonhightemp"), None);
    assert!(words_anywhere("fieldofview").is_some_and(|words| words.description.starts_with("Field of view")));
    assert!(words_anywhere("LockdownOnHighTemp").is_some());
    assert_eq!(words_anywhere("nosuchthing"), None);
}
