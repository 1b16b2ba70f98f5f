//! Tests of the configuration tab of a device.

use super::*;
use crate::features::fleet_configuration::model::tests::{CABINET, fleet, policy};

const LIMIT: [(&str, &str); 1] = [("dooropentimelimit", "300")];
const DEVICE: &str = "Cabinet 7";

/// The configuration that is shown of the first device, which has a policy with these values on these devices.
fn shown(values: &[(&str, &str)], devices: &[(&str, &[(&str, &str)])]) -> ShownConfiguration {
    let setup = fleet(&[(DEVICE, Some("Ward"))], vec![policy("Ward", values, devices)]);
    let (entry, configuration) = setup.device(0).unwrap();
    assert_eq!(entry.device.definition, CABINET);
    ShownConfiguration(configuration.clone())
}

#[test]
fn another_device_with_the_policy_changes_nothing_that_is_shown() {
    let alone = shown(&LIMIT, &[(DEVICE, &[])]);
    assert_eq!(alone, shown(&LIMIT, &[(DEVICE, &[]), ("Cabinet 8", &[("dooropentimelimit", "60")])]));
}

#[test]
fn other_values_of_the_policy_or_of_the_device_do() {
    let first = shown(&LIMIT, &[(DEVICE, &[])]);
    assert_ne!(first, shown(&[("dooropentimelimit", "60")], &[(DEVICE, &[])]));
    assert_ne!(first, shown(&LIMIT, &[(DEVICE, &[("dooropentimelimit", "60")])]));
    let setup = fleet(&[(DEVICE, Some("Ward"))], Vec::new());
    assert_ne!(first, ShownConfiguration(setup.device(0).unwrap().1.clone()), "a policy that could not be read");
    let setup = fleet(&[(DEVICE, None)], Vec::new());
    assert_ne!(first, ShownConfiguration(setup.device(0).unwrap().1.clone()));
}
