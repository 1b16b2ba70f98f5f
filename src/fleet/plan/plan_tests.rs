//! Tests of the state machine of a plan.

use super::{
    samples::{device, plan, policy, spec, values},
    *,
};
use jetstream_api::names::DeviceName;

use crate::test_events::{at, guid};

fn made(spec: PlanSpec) -> Result<Plan, SpecError> {
    Plan::new(guid(1), "Jetstream", at("12:00:00"), spec)
}

#[test]
fn a_plan_creates_then_serves_each_device_in_turn_and_deletes_last() {
    let (one, two) = (device("One"), device("Two"));
    let steps: Vec<Step> = plan(&["One", "Two"]).steps().collect();
    let of = |device: &DeviceName| {
        let device = || device.clone();
        [Step::Remove(device()), Step::Add(device()), Step::Sync(device()), Step::Read(device())]
    };
    let all = [vec![Step::CreatePolicy], of(&one).to_vec(), of(&two).to_vec(), vec![Step::DeleteOld]].concat();
    assert_eq!(steps, all);
}

#[test]
fn a_device_without_a_policy_has_none_to_lose() {
    let spec = PlanSpec { devices: vec![Assignment { sync: false, ..Assignment::new(device("One")) }], ..spec(&[]) };
    let steps: Vec<Step> = made(spec).unwrap().steps().collect();
    let one = device("One");
    assert_eq!(steps, [Step::CreatePolicy, Step::Add(one.clone()), Step::Read(one), Step::DeleteOld]);
}

#[test]
fn what_makes_no_sense_is_no_plan() {
    let nothing = PlanSpec { create: false, delete_old: false, ..spec(&[]) };
    assert_eq!(made(nothing), Err(SpecError::Nothing));
    assert_eq!(made(spec(&["One", "Two", "One"])), Err(SpecError::Twice(device("One"))));
    let same_name = PlanSpec { policy: policy("Ward"), ..spec(&["One"]) };
    assert_eq!(made(same_name.clone()), Err(SpecError::SameName(policy("Ward"))));
    assert_eq!(made(PlanSpec { from: None, ..spec(&["One"]) }), Err(SpecError::NoOldPolicy));
    assert_eq!(made(PlanSpec { create: false, ..same_name.clone() }), Err(SpecError::NoOldPolicy));
    let unchanged = PlanSpec { create: false, delete_old: false, ..same_name };
    assert_eq!(made(unchanged), Err(SpecError::Unchanged(device("One"))));
}

#[test]
fn other_values_of_its_own_beside_the_same_policy_are_a_change() {
    let mut spec = PlanSpec { policy: policy("Ward"), create: false, delete_old: false, ..spec(&["One"]) };
    spec.devices[0].overrides = values(&[]);
    assert!(made(spec).is_ok());
}

#[test]
fn a_new_policy_for_no_device_is_a_plan() {
    let spec = PlanSpec { from: None, delete_old: false, ..spec(&[]) };
    assert_eq!(made(spec).unwrap().steps().collect::<Vec<_>>(), [Step::CreatePolicy]);
}
