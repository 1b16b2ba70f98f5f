//! Tests of the configuration of the fleet, as the pages about it read it.

use jetstream_api::policies::{Policy, PolicyDetails, PolicyDevice};

use super::*;
use crate::features::devices::list::device_list::tests::{device, entry};

pub(crate) const CABINET: &str = "TS092, Security Cabinet";

/// Parameters, or their values, by key.
pub(crate) fn pairs(entries: &[(&str, &str)]) -> Vec<Pair> {
    entries.iter().map(|(key, value)| Pair { key: (*key).into(), value: (*value).into() }).collect()
}

/// A policy for security cabinets, with its devices and their overrides.
pub(crate) fn policy(name: &str, parameters: &[(&str, &str)], devices: &[(&str, &[(&str, &str)])]) -> Arc<PolicyView> {
    let policy = Policy { id: None, name: name.into(), definition: CABINET.into(), parameters: pairs(parameters) };
    let device = |(name, own): &(&str, &[(&str, &str)])| PolicyDevice { name: (*name).into(), overrides: pairs(own) };
    Arc::new(PolicyView::new(PolicyDetails { policy, devices: devices.iter().map(device).collect() }, &[]))
}

/// A fleet of security cabinets, each with the name of its policy.
pub(crate) fn fleet(devices: &[(&str, Option<&str>)], policies: Vec<Arc<PolicyView>>) -> FleetConfiguration {
    let entry = |(name, policy): &(&str, Option<&str>)| {
        let mut device = device(name);
        device.policy = policy.map(str::to_owned);
        entry(device)
    };
    FleetConfiguration::new(devices.iter().map(entry).collect(), policies.into(), &[], None)
}

/// A device of a fleet by its name, and its configuration.
pub(crate) fn place_of<'a>(setup: &'a FleetConfiguration, name: &str) -> (&'a DeviceEntry, &'a DeviceConfiguration) {
    setup.find(name).and_then(|number| setup.device(number)).unwrap()
}

#[test]
fn a_device_has_the_values_of_its_policy_and_its_own_before_them() {
    let ward =
        policy("Ward", &[("dooropentimelimit", "300"), ("userbypass", "0")], &[("Cabinet 7", &[("UserBypass", "1")])]);
    let setup = fleet(&[("Cabinet 7", Some("Ward")), ("Cabinet 8", Some("Ward"))], vec![ward]);
    let (_, seven) = place_of(&setup, "Cabinet 7");
    assert_eq!((seven.value("UserBypass"), seven.value("dooropentimelimit")), (Some("1"), Some("300")));
    let (_, eight) = place_of(&setup, "Cabinet 8");
    assert_eq!(eight.value("userbypass"), Some("0"), "own values are those of one device");
    assert_eq!(eight.values().map(|values| values.len()), Some(2));
}

#[test]
fn a_policy_that_was_not_read_is_not_taken_for_none() {
    let setup = fleet(&[("Cabinet 7", Some("Ward")), ("Cabinet 8", None)], Vec::new());
    assert_eq!(place_of(&setup, "Cabinet 7").1.policy, AssignedPolicy::NotLoaded("Ward".into()));
    assert_eq!(place_of(&setup, "Cabinet 7").1.value("userbypass"), None);
    assert_eq!(place_of(&setup, "Cabinet 8").1.policy, AssignedPolicy::None);
}

#[test]
fn own_values_under_a_policy_that_the_device_does_not_have_any_more_do_not_count() {
    let old = policy("Old", &[("userbypass", "0")], &[("Cabinet 7", &[("userbypass", "1")])]);
    let new = policy("New", &[("userbypass", "0")], &[]);
    let setup = fleet(&[("Cabinet 7", Some("New"))], vec![old, new]);
    assert_eq!(place_of(&setup, "Cabinet 7").1.value("userbypass"), Some("0"));
}

#[test]
fn parameters_come_from_the_definition_else_from_a_policy_for_it_else_from_the_reference() {
    let ward = policy("Ward", &[("userbypass", "0")], &[]);
    let keys = |setup: &FleetConfiguration| {
        let schema = &place_of(setup, "Cabinet 7").1.schema;
        (schema.fields().len(), schema.assumed)
    };
    assert_eq!(keys(&fleet(&[("Cabinet 7", None)], vec![Arc::clone(&ward)])), (1, false));
    let (assumed, guessed) = keys(&fleet(&[("Cabinet 7", None)], Vec::new()));
    assert!(assumed > 20 && guessed, "all parameters of security cabinets");

    let mut listed = unknown(CABINET);
    listed.config_parameters = pairs(&[("userbypass", "Bool"), ("ip", "String")]);
    let devices: Arc<[_]> = [entry(device("Cabinet 7"))].into();
    let setup = FleetConfiguration::new(devices, vec![ward].into(), &[listed], None);
    assert_eq!(keys(&setup), (2, false));
}
