//! Tests of the errors in a forecast.

use std::time::{Duration, Instant};

use jetstream_api::{policies::PolicyDevice, wire::Pair};

use super::*;
use crate::configuration::{
    CheckContext, Overrides, check,
    samples::{CABINETS, cabinet, values},
    what_if,
};

/// The values of a policy, with these network settings.
fn policy(ip: &str, subnet: &str, gateway: &str) -> Values {
    values([("dooropentimelimit", "300"), ("ip", ip), ("subnet", subnet), ("gateway", gateway), ("userbypass", "0")])
}

fn by_dhcp() -> Values {
    policy("0.0.0.0", "0.0.0.0", "0.0.0.0")
}

fn own(ip: &str) -> Values {
    values([("ip", ip)])
}

fn target<'a>(device: &'a str, policy: &'a Values, overrides: &'a Values) -> Target<'a> {
    let (definition, values) = (CABINETS, Some(policy));
    Target { device, definition, policy: Some("Ward"), values, overrides, reported: None, firmware: None }
}

/// What is wrong on each device that gets these values with its own, or without them.
fn wrong(
    proposed: &Values,
    overrides: Overrides,
    holders: &[PolicyDevice],
    targets: &[Target<'_>],
) -> Vec<Vec<String>> {
    let proposal = ProposedPolicy { policy: "Ward 2", definition: CABINETS, values: proposed, overrides, holders };
    let forecasts = what_if(&cabinet(), &proposal, targets, &[]);
    forecasts.iter().map(|forecast| forecast.wrong.iter().map(|error| error.text.clone()).collect()).collect()
}

/// The same for one device that keeps its own values.
fn brought(before: &Values, own: &Values, after: &Values) -> Vec<String> {
    wrong(after, Overrides::Keep, &[], &[target("Cabinet 1", before, own)]).remove(0)
}

#[test]
fn a_policy_that_contradicts_a_device_s_own_address_is_an_error_on_that_device() {
    let (before, after) =
        (policy("0.0.0.0", "255.255.255.0", "10.0.0.1"), policy("0.0.0.0", "255.255.255.0", "0.0.0.0"));
    let (none, own) = (Values::default(), own("10.0.0.7"));
    let targets = [target("Cabinet 1", &before, &own), target("Cabinet 2", &before, &none)];
    let [first, second] = &wrong(&after, Overrides::Keep, &[], &targets)[..] else { panic!() };
    assert_eq!(first, &["The static IP 10.0.0.7 needs a gateway."]);
    assert!(second.is_empty(), "an address by DHCP needs none");
    assert_eq!(wrong(&after, Overrides::Drop, &[], &targets), [[""; 0], [""; 0]], "nor does one that is given up");
}

#[test]
fn what_is_wrong_before_and_stays_as_it_is_does_not_keep_anything_else_from_changing() {
    let own = own("10.0.0.7");
    let mut another = by_dhcp();
    another.set("dooropentimelimit", "60");
    assert_eq!(brought(&by_dhcp(), &own, &another), [""; 0], "neither a subnet nor a gateway, as before");
    // One of two errors is put right: the other one is no reason to leave both.
    assert_eq!(brought(&by_dhcp(), &own, &policy("0.0.0.0", "255.255.255.0", "0.0.0.0")), [""; 0]);
    let (mut before, mut after) = (by_dhcp(), another);
    before.set("userbypass", "maybe");
    after.set("userbypass", "maybe");
    assert_eq!(brought(&before, &Values::default(), &after), [""; 0], "a value that it has already");
    after.set("userbypass", "7");
    assert_eq!(brought(&before, &Values::default(), &after).len(), 1, "another wrong value");
}

#[test]
fn a_wrong_value_is_an_error_but_where_the_device_has_its_own() {
    let mut after = by_dhcp();
    after.set("dooropentimelimit", "43201");
    let (before, none, own) = (by_dhcp(), Values::default(), values([("DoorOpenTimeLimit", "60")]));
    let found = brought(&before, &none, &after);
    assert!(found.len() == 1 && found[0].contains("allowed is a whole number from 1 to 43200"), "{found:?}");
    assert_eq!(brought(&before, &own, &after), [""; 0]);
    let bare = Target { policy: None, values: None, ..target("Cabinet 1", &none, &none) };
    assert_eq!(wrong(&after, Overrides::Keep, &[], &[bare]), [found], "nothing says that it has the value already");
}

#[test]
fn an_address_for_more_than_one_device_is_an_error_on_each_that_would_get_it() {
    let (before, after, none) = (by_dhcp(), policy("10.0.0.7", "255.255.255.0", "10.0.0.1"), Values::default());
    let (its_own, the_same) = (own("10.0.0.8"), own("10.0.0.7"));
    let names = ["Cabinet 1", "Cabinet 2"];
    let both = names.map(|name| target(name, &before, &none));
    let said = "10.0.0.7 would be the address of 2 devices. Give 0.0.0.0 in the policy, and each device its own address as an \
                override.";
    assert_eq!(wrong(&after, Overrides::Keep, &[], &both), [[said], [said]]);
    assert_eq!(wrong(&after, Overrides::Keep, &[], &both[..1]), [[""; 0]], "one device may have it");

    let other = [both[0], target("Cabinet 2", &before, &its_own)];
    assert_eq!(wrong(&after, Overrides::Keep, &[], &other), [[""; 0], [""; 0]], "the other one keeps its own");
    assert_eq!(wrong(&after, Overrides::Drop, &[], &other), [[said], [said]]);
    let there = [both[0], target("Cabinet 2", &before, &the_same)];
    assert_eq!(wrong(&after, Overrides::Keep, &[], &there), [vec![said], vec![]], "the other one has it already");
}

#[test]
fn an_address_that_the_devices_of_the_policy_have_is_theirs() {
    let (before, after, none) = (by_dhcp(), policy("10.0.0.7", "255.255.255.0", "10.0.0.1"), Values::default());
    let holder = |name: &str, own: &[(&str, &str)]| PolicyDevice {
        name: name.into(),
        overrides: own.iter().map(|(key, value)| Pair { key: (*key).into(), value: (*value).into() }).collect(),
    };
    let count = |holders: &[PolicyDevice]| {
        wrong(&after, Overrides::Keep, holders, &[target("Cabinet 1", &before, &none)]).remove(0).len()
    };
    assert_eq!(count(&[holder("Cabinet 2", &[])]), 1);
    assert_eq!(count(&[holder("Cabinet 2", &[("IP", "10.0.0.8")])]), 0, "it has its own");
    assert_eq!(count(&[holder("Cabinet 1", &[])]), 0, "it is the device itself");
}

#[test]
fn devices_that_share_an_address_already_can_be_changed_otherwise() {
    let (before, none) = (policy("10.0.0.7", "255.255.255.0", "10.0.0.1"), Values::default());
    let mut after = before.clone();
    after.set("dooropentimelimit", "60");
    let both = ["Cabinet 1", "Cabinet 2"].map(|name| target(name, &before, &none));
    assert_eq!(wrong(&after, Overrides::Keep, &[], &both), [[""; 0], [""; 0]]);
    assert_eq!(wrong(&by_dhcp(), Overrides::Keep, &[], &both), [[""; 0], [""; 0]], "and it can be put right");
}

proptest::proptest! {
    #[test]
    fn what_is_brought_is_what_the_whole_check_finds_about_what_changes(
        networks in proptest::array::uniform3(proptest::array::uniform3(proptest::sample::select(
            &["0.0.0.0", "10.0.0.1", "10.0.0.7", "255.255.255.0", "10.0.0"][..]
        ))),
        keys in proptest::sample::subsequence(vec!["ip", "subnet", "gateway"], 0..=3),
        overrides in proptest::sample::select(&[Overrides::Keep, Overrides::Drop][..]),
    ) {
        let [before, after, own] = networks.map(|[ip, subnet, gateway]| policy(ip, subnet, gateway));
        let own: Values = keys.iter().filter_map(|key| Some((*key, own.get(key)?))).collect();
        let proposal = ProposedPolicy { policy: "Ward 2", definition: CABINETS, values: &after, overrides, holders: &[] };
        let forecast = what_if(&cabinet(), &proposal, &[target("Cabinet 1", &before, &own)], &[]).remove(0);
        let then = if overrides == Overrides::Keep { after.with(&own) } else { after.clone() };
        let changed = |key: &String| forecast.changes().any(|change| change.key == *key);
        let mut all = check(&cabinet(), &then, &CheckContext { devices: 1, ..CheckContext::default() });
        // Of a policy that exists it does not matter what it lacks.
        all.retain(|error| error.severity.is_blocking() && error.keys.iter().any(changed) && then.get(&error.keys[0]).is_some());
        proptest::prop_assert_eq!(forecast.wrong.to_vec(), all);
    }
}

#[test]
fn a_thousand_devices_with_addresses_of_their_own_take_no_time_to_speak_of() {
    let (before, after) = (by_dhcp(), policy("0.0.0.0", "255.255.255.0", "0.0.0.0"));
    let devices: Vec<_> =
        (0..1000).map(|n| (format!("Cabinet {n}"), own(&format!("10.0.{}.{}", n / 250, n % 250 + 1)))).collect();
    let targets: Vec<_> = devices.iter().map(|(name, own)| target(name, &before, own)).collect();
    let proposal = ProposedPolicy {
        policy: "Ward 2",
        definition: CABINETS,
        values: &after,
        overrides: Overrides::Keep,
        holders: &[],
    };
    let started = Instant::now();
    let forecasts = what_if(&cabinet(), &proposal, &targets, &[]);
    let took = started.elapsed();
    assert_eq!(forecasts.len(), 1000);
    // Without optimization, on a machine that does something else beside it.
    assert!(took < Duration::from_secs(1), "{took:?}");
}
