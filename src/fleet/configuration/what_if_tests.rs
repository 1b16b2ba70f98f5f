//! Tests of the forecast of a policy.

use jiff::Timestamp;
use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::configuration::{
    apply, difference,
    samples::{CABINETS, any_values, cabinet, values},
};

fn current() -> Values {
    values([("dooropentimelimit", "300"), ("ip", "0.0.0.0"), ("logentrylevel", "error"), ("userbypass", "0")])
}

fn proposed() -> Values {
    values([("dooropentimelimit", "60"), ("ip", "0.0.0.0"), ("logentrylevel", "Error"), ("userbypass", "1")])
}

fn target<'a>(values: &'a Values, overrides: &'a Values) -> Target<'a> {
    Target {
        device: "Cabinet 7",
        definition: CABINETS,
        policy: Some("Ward"),
        values: Some(values),
        overrides,
        reported: None,
        firmware: None,
    }
}

fn keeping(values: &Values) -> ProposedPolicy<'_> {
    ProposedPolicy { policy: "Ward 2", definition: CABINETS, values, overrides: Overrides::Keep, holders: &[] }
}

fn dropping(values: &Values) -> ProposedPolicy<'_> {
    ProposedPolicy { overrides: Overrides::Drop, ..keeping(values) }
}

fn forecast(proposal: &ProposedPolicy<'_>, target: Target<'_>) -> Forecast {
    what_if(&cabinet(), proposal, &[target], &[]).remove(0)
}

fn as_tuples<'a>(
    changes: impl IntoIterator<Item = &'a ValueChange>,
) -> Vec<(&'a str, Option<&'a str>, Option<&'a str>)> {
    changes.into_iter().map(|change| (change.name.as_str(), change.from.as_deref(), change.to.as_deref())).collect()
}

#[test]
fn a_policy_changes_what_does_not_mean_the_same() {
    let (current, proposed, none) = (current(), proposed(), Values::default());
    let forecast = forecast(&keeping(&proposed), target(&current, &none));
    assert_eq!((forecast.device.as_str(), &forecast.applicability), ("Cabinet 7", &Applicability::Fits));
    assert_eq!(
        as_tuples(forecast.changes()),
        [("DoorOpenTimeLimit", Some("300"), Some("60")), ("UserBypass", Some("0"), Some("1"))]
    );
}

#[test]
fn an_own_value_that_is_kept_changes_nothing_and_one_that_is_dropped_changes_to_the_policy_s() {
    let (current, proposed, own) = (current(), proposed(), values([("DoorOpenTimeLimit", "10"), ("IP", "10.0.0.7")]));
    let kept = forecast(&keeping(&proposed), target(&current, &own));
    assert_eq!(as_tuples(kept.changes()), [("UserBypass", Some("0"), Some("1"))]);
    assert_eq!((kept.overrides_kept, kept.overrides_lost), (vec!["dooropentimelimit".into(), "ip".into()], Vec::new()));

    let dropped = forecast(&dropping(&proposed), target(&current, &own));
    assert_eq!(
        as_tuples(dropped.changes()),
        [
            ("DoorOpenTimeLimit", Some("10"), Some("60")),
            ("UserBypass", Some("0"), Some("1")),
            ("IP", Some("10.0.0.7"), Some("0.0.0.0")),
        ]
    );
    assert_eq!(
        (dropped.overrides_kept, dropped.overrides_lost),
        (Vec::new(), vec!["dooropentimelimit".into(), "ip".into()])
    );
}

#[test]
fn an_own_value_of_a_parameter_that_the_policy_lacks_is_lost() {
    let (current, proposed, own) = (current(), proposed(), values([("dns", "1.1.1.1")]));
    let forecast = forecast(&keeping(&proposed), target(&current, &own));
    assert_eq!(forecast.overrides_lost, ["dns"]);
    assert!(as_tuples(forecast.changes()).contains(&("DNS", Some("1.1.1.1"), None)));
}

#[test]
fn a_device_without_a_policy_or_with_an_unknown_one_gets_every_value() {
    let (proposed, none) = (proposed(), Values::default());
    for policy in [None, Some("Unreadable")] {
        let forecast = forecast(&keeping(&proposed), Target { policy, values: None, ..target(&none, &none) });
        assert_eq!(forecast.applicability, Applicability::Fits);
        assert_eq!(forecast.changes().len(), 4);
        assert!(forecast.changes().all(|change| change.from.is_none()));
        assert_eq!(forecast.basis, ComparisonBasis::Unknown);
    }
}

#[test]
fn what_a_device_without_a_policy_has_now_is_what_it_reported() {
    let (proposed, none) = (proposed(), Values::default());
    let reported = Reported {
        values: values([("dooropentimelimit", "300"), ("ip", "0.0.0.0"), ("userbypass", "True"), ("dns", "1.1.1.1")]),
        without_value: Vec::new(),
        at: Timestamp::UNIX_EPOCH,
    };
    let bare = Target { policy: None, values: None, reported: Some(&reported), ..target(&none, &none) };
    let told = forecast(&keeping(&proposed), bare);
    assert_eq!(
        as_tuples(told.changes()),
        [("DoorOpenTimeLimit", Some("300"), Some("60")), ("LogEntryLevel", None, Some("Error"))],
        "what the policy lacks stays, and what was not reported is not known"
    );
    assert_eq!((told.basis, told.reported_otherwise), (ComparisonBasis::Reported, Vec::new()));

    // A policy that could not be read has values, but they are not known.
    let unread = forecast(&keeping(&proposed), Target { policy: Some("Unreadable"), ..bare });
    assert_eq!((unread.basis, unread.changes().len()), (ComparisonBasis::Unknown, 4));
}

#[test]
fn a_device_that_has_the_policy_already_is_unchanged_but_not_one_that_loses_its_own_values() {
    let (current, none, own) = (current(), Values::default(), values([("userbypass", "1")]));
    let same = |proposal: ProposedPolicy<'_>, overrides| {
        forecast(&ProposedPolicy { policy: "Ward", ..proposal }, target(&current, overrides)).applicability
    };
    assert_eq!(same(keeping(&current), &none), Applicability::Unchanged);
    assert_eq!(same(keeping(&current), &own), Applicability::Unchanged);
    assert_eq!(same(dropping(&current), &own), Applicability::Fits);
    let another = forecast(&keeping(&current), target(&current, &none));
    assert_eq!(
        (&another.applicability, another.changes().len()),
        (&Applicability::Fits, 0),
        "equal values, but of another policy"
    );
}

#[test]
fn a_device_of_another_definition_cannot_get_the_policy() {
    let (current, proposed, own) = (current(), proposed(), values([("ip", "10.0.0.7")]));
    let rules = ["UserBypass = 0 everywhere".parse().unwrap()];
    let other = Target { definition: "TS034, Freezer, US, v4", ..target(&current, &own) };
    let forecast = what_if(&cabinet(), &keeping(&proposed), &[other], &rules).remove(0);
    let applicability = Applicability::WrongDefinition { has: "TS034, Freezer, US, v4".into(), needs: CABINETS.into() };
    assert_eq!(
        forecast,
        Forecast {
            device: "Cabinet 7".into(),
            applicability,
            basis: ComparisonBasis::Configured,
            changes: Arc::default(),
            wrong: Arc::default(),
            reported_otherwise: Vec::new(),
            absent_in_firmware: Arc::default(),
            overrides_kept: Vec::new(),
            overrides_lost: Vec::new(),
            broken: Vec::new(),
        }
    );
}

#[test]
fn parameters_that_came_with_later_firmware_are_named() {
    let (current, proposed, none) = (current(), proposed(), Values::default());
    let absent = |firmware: Option<&str>| {
        let firmware = firmware.map(|text| text.parse().unwrap());
        forecast(&keeping(&proposed), Target { firmware, ..target(&current, &none) }).absent_in_firmware.to_vec()
    };
    assert_eq!(absent(Some("4.8.41")), ["userbypass"]);
    assert_eq!(absent(Some("4.8.42")), [""; 0]);
    assert_eq!(absent(Some("4.7")).len(), 4);
    assert_eq!(absent(None), [""; 0]);
}

#[test]
fn what_the_device_reports_is_said_where_it_is_not_what_is_configured() {
    let (current, proposed, own) = (current(), proposed(), values([("ip", "10.0.0.7")]));
    let reported = Reported {
        values: values([("dooropentimelimit", "60"), ("userbypass", "False"), ("ip", "0.0.0.0"), ("dns", "1.1.1.1")]),
        without_value: Vec::new(),
        at: Timestamp::UNIX_EPOCH,
    };
    let forecast = forecast(&keeping(&proposed), Target { reported: Some(&reported), ..target(&current, &own) });
    assert_eq!(
        as_tuples(&forecast.reported_otherwise),
        [("DoorOpenTimeLimit", Some("300"), Some("60")), ("IP", Some("10.0.0.7"), Some("0.0.0.0"))]
    );
}

#[test]
fn rules_are_held_against_what_the_device_would_have() {
    let (current, proposed, none, own) = (current(), proposed(), Values::default(), values([("userbypass", "0")]));
    let rules: Vec<Rule> = [
        "UserBypass = 0 everywhere",
        "DoorOpenTimeLimit <= 60 on security cabinets",
        "DoorOpenTimeLimit <= 10 on freezers",
        "UserBypass = 0 on policy \"Ward\"",
        "UserBypass = 0 on policy \"Ward 2\"",
        "DoorOpenTimeLimit < 60 on device \"Cabinet 7\"",
    ]
    .map(|rule| rule.parse().unwrap())
    .into();
    let broken =
        |proposal, overrides| what_if(&cabinet(), &proposal, &[target(&current, overrides)], &rules).remove(0).broken;
    assert_eq!(broken(keeping(&proposed), &none), [0, 4, 5]);
    assert_eq!(broken(keeping(&proposed), &own), [5], "its own value keeps the rule");
    assert_eq!(broken(dropping(&proposed), &own), [0, 4, 5]);
}

#[test]
fn devices_to_which_the_same_happens_share_the_list() {
    let (current, proposed, none, own) = (current(), proposed(), Values::default(), values([("ip", "10.0.0.7")]));
    let targets = [target(&current, &none), target(&current, &none), target(&current, &own)];
    let forecasts = what_if(&cabinet(), &keeping(&proposed), &targets, &[]);
    assert!(forecasts.iter().all(|forecast| Arc::ptr_eq(&forecast.changes, &forecasts[0].changes)));
}

proptest! {
    #[test]
    fn what_is_forecast_is_what_comes_out(
        policies in vec(any_values(), 1..3),
        proposed in any_values(),
        devices in vec((any::<prop::sample::Index>(), any_values()), 1..5),
        overrides in select(&[Overrides::Keep, Overrides::Drop][..]),
    ) {
        let schema = cabinet();
        let proposal = ProposedPolicy { overrides, ..keeping(&proposed) };
        let targets: Vec<_> =
            devices.iter().map(|(policy, own)| target(policy.get(&policies), own)).collect();
        let forecasts = what_if(&schema, &proposal, &targets, &[]);
        for (forecast, target) in forecasts.iter().zip(&targets) {
            let before = target.values.unwrap().with(target.overrides);
            let kept: Values = target.overrides.iter().filter(|(key, _)| forecast.overrides_kept.iter().any(|kept| kept == key)).collect();
            let after = proposed.with(&kept);
            let changes: Vec<_> = forecast.changes().cloned().collect();
            prop_assert_eq!(difference(&schema, &apply(&before, &changes), &after), []);
            prop_assert_eq!(changes, difference(&schema, &before, &after));
        }
    }
}
