//! Tests of the check of devices against a rule.

use jetstream_fleet::configuration::Values;
use jiff::Timestamp;

use super::*;
use crate::features::fleet_configuration::model::tests::{fleet, place_of, policy};

fn reported(value: &str) -> Reported {
    let values = Values::from_iter([("dooropentimelimit", value)]);
    Reported { values, without_value: Vec::new(), at: Timestamp::UNIX_EPOCH }
}

/// Checks a rule on a cabinet whose policy has a limit of 300, with an optional override and an optional reported value.
fn stands(rule: &str, own: Option<&str>, said: Option<&str>) -> Option<Compliance> {
    let own: Vec<_> = own.into_iter().map(|value| ("dooropentimelimit", value)).collect();
    let ward = policy("Ward", &[("dooropentimelimit", "300")], &[("Cabinet 7", &own)]);
    let setup = fleet(&[("Cabinet 7", Some("Ward"))], vec![ward]);
    let (entry, configuration) = place_of(&setup, "Cabinet 7");
    check(&rule.parse().unwrap(), entry, configuration, said.map(reported).as_ref())
}

const RULE: &str = "DoorOpenTimeLimit <= 300 everywhere";

#[test]
fn a_rule_is_kept_by_what_a_device_should_have_unless_it_reports_otherwise() {
    assert_eq!(stands(RULE, None, None), Some(Compliance::Met));
    assert_eq!(stands(RULE, None, Some("300.0")), Some(Compliance::Met));
    assert_eq!(stands(RULE, None, Some("301")), Some(Compliance::BrokenByReport));
}

#[test]
fn own_values_break_a_rule_that_the_policy_keeps() {
    assert_eq!(stands(RULE, Some("600"), None), Some(Compliance::BrokenBySettings));
    assert_eq!(
        stands(RULE, Some("600"), Some("300")),
        Some(Compliance::BrokenBySettings),
        "the next sync would break it"
    );
    assert_eq!(stands(RULE, Some("60"), None), Some(Compliance::Met));
}

#[test]
fn a_rule_says_nothing_of_devices_it_is_not_for() {
    assert_eq!(stands("DoorOpenTimeLimit <= 1 on freezers", None, None), None);
    assert_eq!(stands("DoorOpenTimeLimit <= 1 on policy \"Night\"", None, None), None);
    assert_eq!(stands("CaptureTime <= 1 everywhere", None, None), None, "cabinets have no such parameter");
    assert_eq!(
        stands("DoorOpenTimeLimit <= 1 on device \"Cabinet 7\"", None, None),
        Some(Compliance::BrokenBySettings)
    );
}

#[test]
fn a_device_of_which_no_value_is_known_keeps_and_breaks_nothing() {
    let setup = fleet(&[("Cabinet 7", None)], Vec::new());
    let (entry, configuration) = place_of(&setup, "Cabinet 7");
    let rule = RULE.parse().unwrap();
    assert_eq!(check(&rule, entry, configuration, None), Some(Compliance::Unknown));
    assert_eq!(check(&rule, entry, configuration, Some(&reported("60"))), Some(Compliance::Met));
}

#[test]
fn a_tally_counts_those_that_the_rule_is_for() {
    let mut tally = ComplianceCounts::default();
    for met in [
        None,
        Some(Compliance::Met),
        Some(Compliance::BrokenBySettings),
        Some(Compliance::BrokenByReport),
        Some(Compliance::Unknown),
    ] {
        tally.count(met);
    }
    assert_eq!(tally, ComplianceCounts { met: 1, broken: 2, unknown: 1 });
    assert_eq!(tally.devices(), 4);
}
