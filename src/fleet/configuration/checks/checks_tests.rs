//! Tests of the checks of a device's settings.

use jetstream_api::{catalogue::parameters, kind::DeviceKind};
use proptest::prelude::*;

use super::*;
use crate::configuration::samples::{CABINETS, any_values, cabinet, definition, values};

/// One device, as a factory makes it.
pub(super) fn one() -> CheckContext {
    CheckContext { devices: 1, ..CheckContext::default() }
}

pub(super) fn single(key: &str, value: &str, circumstances: &CheckContext) -> Vec<Finding> {
    check_value(cabinet().field(key).unwrap(), value, circumstances)
}

pub(super) fn gravities(findings: &[Finding]) -> Vec<Severity> {
    findings.iter().map(|finding| finding.severity).collect()
}

pub(super) fn only(findings: Vec<Finding>) -> Finding {
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.into_iter().next().unwrap()
}

#[test]
fn a_value_of_the_wrong_type_or_out_of_range_is_an_error_that_says_what_is_allowed() {
    for (key, value, text) in [
        ("DoorOpenTimeLimit", "0", "Too small; allowed is a whole number from 1 to 43200 seconds."),
        ("DoorOpenTimeLimit", "long", "Not a whole number; allowed is a whole number from 1 to 43200 seconds."),
        ("UserBypass", "", "No value; allowed is 0 or 1."),
        ("IP", "10.0.0", "Not an IPv4 address; allowed is an IPv4 address such as 192.168.1.20."),
    ] {
        let finding = only(single(key, value, &one()));
        assert_eq!((finding.severity, finding.text.as_str()), (Severity::Error, text), "{key}");
        assert_eq!(finding.keys, [key.to_ascii_lowercase()]);
    }
}

#[test]
fn an_error_blocks_and_nothing_else_does() {
    assert!(Severity::Error.is_blocking());
    for severity in [Severity::CutsOff, Severity::WeakensAccess, Severity::Blinds, Severity::Note] {
        assert!(!severity.is_blocking() && severity > Severity::Error, "{severity:?}");
    }
}

#[test]
fn ordinary_values_give_no_finding() {
    for (key, value) in [
        ("DoorOpenTimeLimit", "60"),
        ("HeartbeatEventInterval", "5"),
        ("ACLogentryOnPowerFailure", "True"),
        ("ObjectEventHour", "0"),
        ("JetstreamVersion", "3"),
        ("LogEntryLevel", "Information"),
        ("UserBypass", "False"),
        ("IP", "0.0.0.0"),
        ("SecureSocket", "1"),
        ("Ping", "30"),
    ] {
        assert_eq!(single(key, value, &one()), [], "{key} = {value}");
    }
}

#[test]
fn settings_that_blind_the_dashboard_are_warned_of() {
    for (key, value) in [
        ("HeartbeatEventInterval", "0"),
        ("HeartbeatEventInterval", "00"),
        ("ACLogentryOnPowerFailure", "0"),
        ("ACLogentryOnPowerFailure", "False"),
        ("ObjectEventHour", "-1"),
        ("JetstreamVersion", "1.5"),
        ("JetstreamVersion", "2"),
        ("LogEntryLevel", "off"),
        ("LogEntryLevel", "Error"),
    ] {
        assert_eq!(gravities(&single(key, value, &one())), [Severity::Blinds], "{key} = {value}");
    }
}

#[test]
fn on_a_security_cabinet_the_log_entry_level_decides_whether_pass_use_is_reported() {
    assert!(only(single("LogEntryLevel", "error", &one())).text.contains("may not be reported"));
    assert!(only(single("LogEntryLevel", "off", &one())).text.contains("passes"));
    assert_eq!(gravities(&single("LogEntryLevel", "warning", &one())), [Severity::Note]);
    let enclosure = Schema::of(&definition("TS032", &[("LogEntryLevel", "String")]), DeviceKind::RfidEnclosure);
    let field = enclosure.field("logentrylevel").unwrap();
    assert_eq!(check_value(field, "error", &one()), [], "an RFID enclosure names the pass in its AggregateEvents");
    assert_eq!(gravities(&check_value(field, "off", &one())), [Severity::Blinds]);
}

#[test]
fn readings_and_scans_turned_off_blind_the_dashboard_where_the_device_can_make_them() {
    let parameters = [("SensorReadingEventInterval", "Int"), ("AggregateEventScanCount", "Int")];
    let fridge = Schema::of(&definition("TS030", &parameters), DeviceKind::RfidEnclosure);
    for field in fridge.fields() {
        assert_eq!(gravities(&check_value(field, "0", &one())), [Severity::Blinds], "{}", field.name);
    }
    let on_a_cabinet = only(single("SensorReadingEventInterval", "0", &one()));
    assert_eq!(on_a_cabinet.severity, Severity::Note, "it has no thermometer");
}

#[test]
fn a_bypass_of_the_list_of_passes_weakens_access() {
    for value in ["1", "True"] {
        assert_eq!(gravities(&single("UserBypass", value, &one())), [Severity::WeakensAccess], "{value}");
    }
}

#[test]
fn a_parameter_that_the_firmware_does_not_have_is_noted_and_does_not_block() {
    let with_firmware = |text: &str| CheckContext { firmware: text.parse().ok(), ..one() };
    let finding = only(single("UserBypass", "0", &with_firmware("4.8.21")));
    assert_eq!(
        finding.severity,
        Severity::Note,
        "every parameter of the definition must be sent, so it cannot be left out"
    );
    assert!(finding.text.contains("4.8.21") && finding.text.contains("4.8.42"), "{}", finding.text);
    assert_eq!(single("UserBypass", "0", &with_firmware("4.8.42")), []);
}

#[test]
fn parameters_without_effect_on_the_type_are_marked() {
    let schema = cabinet();
    let findings = check(&schema, &schema.defaults(), &one());
    let idle = findings.iter().filter(|finding| finding.text.starts_with("No effect on a security cabinet"));
    let keys: Vec<_> = idle.map(|finding| finding.keys.concat()).collect();
    assert_eq!(
        keys,
        ["locationservice", "sensorreadingeventinterval", "aggregateeventscancount", "objecteventscancount"]
    );
}

#[test]
fn what_the_catalogue_does_not_know_is_marked_and_checked_by_its_declared_type() {
    let parameters = [("DoorChime", "Bool"), ("Motto", "String"), ("UserBypass", "Bool")];
    let schema = Schema::of(&definition("TS087, Portal", &parameters), DeviceKind::ReadPoint);
    let text = |key: &str, value: &str| only(check_value(schema.field(key).unwrap(), value, &one())).text;
    assert_eq!(text("doorchime", "0"), "The catalogue does not know this parameter: only its type is checked.");
    assert_eq!(text("doorchime", "loud"), "Neither 0 nor 1; allowed is 0 or 1.");
    assert_eq!(text("motto", "x"), "The catalogue does not know this parameter: its value is not checked.");
    let borrowed = check_value(schema.field("userbypass").unwrap(), "0", &one());
    assert_eq!(
        only(borrowed).text,
        "Not known on a read point, only on another type of device: only its type is checked."
    );
}

#[test]
fn a_range_that_is_not_firm_is_a_note_that_says_why() {
    let case = Schema::of(&definition("TS080", &[("ConnectRetries", "Int")]), DeviceKind::MobileCase);
    let retries = case.field("connectretries").unwrap();
    let finding = only(check_value(retries, retries.default().unwrap(), &one()));
    assert_eq!(finding.severity, Severity::Note);
    assert!(
        finding.text.starts_with("Let through, although a whole number from 1 to 3 is printed."),
        "{}",
        finding.text
    );
    assert_eq!(check_value(retries, "3", &one()), []);
    let enclosure = Schema::of(&definition("TS032", &[("DoorUnlockTimeLimit", "Int")]), DeviceKind::RfidEnclosure);
    let finding = only(check_value(enclosure.field("doorunlocktimelimit").unwrap(), "9999", &one()));
    assert_eq!(
        finding.text,
        "Let through: on other types of devices a whole number from 1 to 3600 seconds is allowed."
    );
}

#[test]
fn every_parameter_of_the_definition_must_have_a_value() {
    let schema = cabinet();
    let mut values = schema.defaults();
    values.remove("CommsReboot");
    let errors: Vec<_> =
        check(&schema, &values, &one()).into_iter().filter(|finding| finding.severity.is_blocking()).collect();
    let error = only(errors);
    assert_eq!(error.keys, ["commsreboot"]);
    assert_eq!(
        error.text,
        "There is no value. Every parameter of the definition must be sent; allowed is a whole number from 10 to 1440 minutes."
    );
}

#[test]
fn a_parameter_that_the_definition_lacks_is_an_error() {
    let schema = cabinet();
    let values = schema.defaults().with(&values([("dooropentimelimits", "300")]));
    let last = check(&schema, &values, &one()).pop().unwrap();
    assert_eq!((last.keys.concat().as_str(), last.severity), ("dooropentimelimits", Severity::Error));
}

#[test]
fn where_the_definition_lists_nothing_neither_a_missing_nor_an_unknown_parameter_blocks() {
    let schema = Schema::of(&definition(CABINETS, &[]), DeviceKind::SecurityCabinet);
    let findings = check(&schema, &values([("frobnicate", "1")]), &one());
    assert_eq!(findings.len(), 30);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Note));
}

#[test]
fn the_factory_defaults_of_a_security_cabinet_have_no_error_and_say_what_they_hide() {
    let schema = cabinet();
    let findings = check(&schema, &schema.defaults(), &one());
    let warned = findings.iter().filter(|finding| finding.severity != Severity::Note);
    let seen: Vec<_> = warned.map(|finding| (finding.keys.concat(), finding.severity)).collect();
    let expected = [("jetstreamversion".to_owned(), Severity::Blinds), ("logentrylevel".to_owned(), Severity::Blinds)];
    assert_eq!(seen, expected);
}

/// Keys and values that the checks look at, and some that they do not.
fn looked_at() -> impl Strategy<Value = Values> {
    let keys: Vec<_> = parameters(DeviceKind::SecurityCabinet).iter().map(|parameter| parameter.key()).collect();
    let value = prop_oneof![
        (any::<u32>(), any::<bool>()).prop_map(|(bits, masked)| {
            std::net::Ipv4Addr::from_bits(if masked { u32::MAX << (bits % 32) } else { bits }).to_string()
        }),
        proptest::sample::select(
            &["0", "1", "-1", "3", "#", "off", "error", "0.0.0.0", "http://10.0.0.5", "https:"][..]
        )
        .prop_map(str::to_owned),
        "(?s).{0,6}",
    ];
    let entries = proptest::collection::vec((proptest::sample::select(keys), value), 0..30);
    (entries, any_values()).prop_map(|(entries, others)| others.with(&entries.into_iter().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_values_make_the_checks_panic_and_every_finding_is_a_sentence_about_a_parameter(
        values in looked_at(), working in proptest::option::of(looked_at()), devices in 0..3_usize
    ) {
        let schema = cabinet();
        let circumstances = CheckContext { devices, firmware: "4.8.21".parse().ok(), working };
        for finding in check(&schema, &values, &circumstances) {
            prop_assert!(!finding.keys.is_empty());
            prop_assert!(finding.text.ends_with('.'), "{finding:?}");
            prop_assert!(!finding.text.starts_with(|first: char| first.is_ascii_lowercase()), "{finding:?}");
        }
    }

    #[test]
    fn a_single_value_blocks_exactly_when_the_catalogue_refuses_it(values in looked_at()) {
        let schema = cabinet();
        for field in schema.fields() {
            let Some(value) = values.get(&field.key) else { continue };
            let blocked = check_value(field, value, &one()).iter().any(|finding| finding.severity.is_blocking());
            prop_assert_eq!(blocked, field.known.unwrap().check(value).is_err(), "{} = {:?}", field.name, value);
        }
    }
}
