use super::*;
use crate::features::fleet_configuration::model::tests::{CABINET, fleet, policy};

const LIMIT: [(&str, &str); 1] = [("dooropentimelimit", "300")];
const DEVICE: &str = "Cabinet 7";

/// The stage of the first device, which has a policy with these values on these devices.
fn stage(values: &[(&str, &str)], devices: &[(&str, &[(&str, &str)])]) -> PageState {
    let setup = fleet(&[(DEVICE, Some("Ward"))], vec![policy("Ward", values, devices)]);
    let (entry, place) = setup.device(0).unwrap();
    assert_eq!(entry.device.definition, CABINET);
    PageState::Known(place.clone())
}

#[test]
fn another_device_with_the_policy_changes_nothing_that_is_shown() {
    let alone = stage(&LIMIT, &[(DEVICE, &[])]);
    assert_eq!(alone, stage(&LIMIT, &[(DEVICE, &[]), ("Cabinet 8", &[("dooropentimelimit", "60")])]));
}

#[test]
fn other_values_of_the_policy_or_of_the_device_do() {
    let first = stage(&LIMIT, &[(DEVICE, &[])]);
    assert_ne!(first, stage(&[("dooropentimelimit", "60")], &[(DEVICE, &[])]));
    assert_ne!(first, stage(&LIMIT, &[(DEVICE, &[("dooropentimelimit", "60")])]));
    let setup = fleet(&[(DEVICE, Some("Ward"))], Vec::new());
    assert_ne!(first, PageState::Known(setup.device(0).unwrap().1.clone()), "a policy that could not be read");
    let setup = fleet(&[(DEVICE, None)], Vec::new());
    assert_ne!(first, PageState::Known(setup.device(0).unwrap().1.clone()));
}
