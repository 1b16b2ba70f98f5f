//! Tests of the drift of a device.

use proptest::prelude::*;

use super::*;
use crate::{
    configuration::{
        apply,
        samples::{CABINET, any_values, cabinet, commands_of, synced, values, values_reported},
    },
    test_events::{at, completed},
};

/// A device of which everything but the policy is as yet unknown.
struct Case {
    policy: Values,
    overrides: Values,
    stored_policy: Option<DevicePolicy>,
    sent: SentTimes,
    reported: Option<Reported>,
}

impl Case {
    fn new(policy: Values) -> Self {
        Self { policy, overrides: Values::default(), stored_policy: None, sent: SentTimes::default(), reported: None }
    }

    /// With what the device reported at 12:00:00.
    fn reported(mut self, values: Values) -> Self {
        self.reported = Some(Reported { values, without_value: Vec::new(), at: at("12:00:00") });
        self
    }

    fn stored_policy(mut self, update: &str, sync: Option<&str>) -> Self {
        let (last_update, last_sync) = (Some(at(update)), sync.map(at));
        self.stored_policy = Some(DevicePolicy { name: "Ward".into(), overrides: Vec::new(), last_update, last_sync });
        self
    }

    fn drift(&self) -> Drift {
        drift(&DriftInput {
            schema: &cabinet(),
            policy: Assigned::Policy(&self.policy),
            overrides: &self.overrides,
            stored_policy: self.stored_policy.as_ref(),
            sent: self.sent,
            reported: self.reported.as_ref(),
        })
    }
}

fn policy() -> Values {
    values([("batterythreshold", "23"), ("dooropentimelimit", "300"), ("logentrylevel", "error"), ("userbypass", "0")])
}

fn change(name: &str, from: &str, to: &str) -> ValueChange {
    ValueChange { key: name.to_ascii_lowercase(), name: name.into(), from: Some(from.into()), to: Some(to.into()) }
}

fn clean() -> Drift {
    Drift::Clean { as_of: at("12:00:00") }
}

#[test]
fn a_device_without_a_policy_and_one_with_an_unknown_policy_are_told_apart() {
    let drift_of = |policy| {
        let (schema, overrides) = (cabinet(), Values::default());
        let sent = SentTimes { pending: Some(at("12:00:00")), ..SentTimes::default() };
        drift(&DriftInput { schema: &schema, policy, overrides: &overrides, stored_policy: None, sent, reported: None })
    };
    assert_eq!(drift_of(Assigned::Nothing), Drift::NoPolicy);
    assert_eq!(drift_of(Assigned::Unknown), Drift::PolicyUnknown);
}

#[test]
fn a_device_that_never_reported_is_not_called_clean() {
    assert_eq!(Case::new(policy()).drift(), Drift::NotReported);
    assert_eq!(Case::new(Values::default()).drift(), Drift::NotReported);
}

#[test]
fn values_are_held_against_the_policy_by_meaning() {
    let same = [
        ("batterythreshold", "23.0"),
        ("dooropentimelimit", "300"),
        ("logentrylevel", "Error"),
        ("userbypass", "False"),
    ];
    assert_eq!(Case::new(policy()).reported(values(same)).drift(), clean());
    let other =
        [("batterythreshold", "23.5"), ("dooropentimelimit", "60"), ("logentrylevel", "error"), ("userbypass", "True")];
    assert_eq!(
        Case::new(policy()).reported(values(other)).drift(),
        Drift::Differs {
            changes: vec![
                change("DoorOpenTimeLimit", "60", "300"),
                change("UserBypass", "True", "0"),
                change("BatteryThreshold", "23.5", "23"),
            ],
            missing: Vec::new(),
            as_of: at("12:00:00"),
        }
    );
}

#[test]
fn a_device_s_own_value_is_expected_in_place_of_the_policy_s() {
    let mut case = Case::new(policy()).reported(policy().with(&values([("dooropentimelimit", "60")])));
    case.overrides = values([("DoorOpenTimeLimit", "60")]);
    assert_eq!(case.drift(), clean());
    case.reported = case.reported.map(|reported| Reported { values: policy(), ..reported });
    assert!(
        matches!(case.drift(), Drift::Differs { changes, .. } if changes == [change("DoorOpenTimeLimit", "300", "60")])
    );
}

#[test]
fn what_the_policy_does_not_have_does_not_count() {
    let more = policy().with(&values([("ip", "10.0.0.7"), ("frobnication", "9")]));
    assert_eq!(Case::new(policy()).reported(more).drift(), clean());
}

#[test]
fn a_report_that_leaves_values_out_is_not_clean() {
    let as_of = at("12:00:00");
    let all = ["batterythreshold", "dooropentimelimit", "logentrylevel", "userbypass"].map(str::to_owned).to_vec();
    let names_only = Case::new(policy()).reported(Values::default());
    assert_eq!(names_only.drift(), Drift::Incomplete { missing: all, as_of });

    let mut some = policy();
    some.remove("userbypass");
    let missing = vec!["userbypass".to_owned()];
    let partly = Case::new(policy()).reported(some.clone());
    assert_eq!(partly.drift(), Drift::Incomplete { missing: missing.clone(), as_of });

    some.set("dooropentimelimit", "60");
    let changes = vec![change("DoorOpenTimeLimit", "60", "300")];
    assert_eq!(Case::new(policy()).reported(some).drift(), Drift::Differs { changes, missing, as_of });
}

#[test]
fn a_report_from_before_a_later_sync_is_out_of_date() {
    let as_of = at("12:00:00");
    let mut by_timeline = Case::new(policy()).reported(policy());
    by_timeline.sent.changed = Some(at("12:00:01"));
    assert_eq!(by_timeline.drift(), Drift::OutOfDate { as_of, changed: at("12:00:01") });
    by_timeline.sent.changed = Some(as_of);
    assert_eq!(by_timeline.drift(), clean());

    let by_record = Case::new(policy()).reported(policy()).stored_policy("11:00:00", Some("13:00:00"));
    assert_eq!(by_record.drift(), Drift::OutOfDate { as_of, changed: at("13:00:00") });
    assert_eq!(Case::new(policy()).reported(policy()).stored_policy("11:00:00", Some("11:00:05")).drift(), clean());
}

#[test]
fn a_policy_that_was_added_after_the_last_sync_awaits_one() {
    let never = Case::new(policy()).stored_policy("11:00:00", None);
    assert_eq!(never.drift(), Drift::AwaitsSync { updated: Some(at("11:00:00")), synced: None, changes: None });

    let newer = Case::new(policy()).reported(policy()).stored_policy("11:00:00", Some("10:00:00"));
    let drift = newer.drift();
    let (updated, synced) = (Some(at("11:00:00")), Some(at("10:00:00")));
    assert_eq!(drift, Drift::AwaitsSync { updated, synced, changes: Some(Vec::new()) });

    let different = Case::new(policy()).reported(policy().with(&values([("userbypass", "1")])));
    let changes = Some(vec![change("UserBypass", "1", "0")]);
    assert_eq!(
        different.stored_policy("11:00:00", Some("10:00:00")).drift(),
        Drift::AwaitsSync { updated, synced, changes }
    );
}

#[test]
fn a_sync_that_the_device_confirmed_counts_before_the_policy_is_asked_for_again() {
    let mut case = Case::new(policy()).reported(policy()).stored_policy("11:00:00", None);
    case.sent = SentTimes { pending: None, synced: Some(at("11:00:02")), changed: Some(at("11:30:00")) };
    assert_eq!(case.drift(), clean());
    case.sent.synced = Some(at("10:59:59"));
    assert!(matches!(case.drift(), Drift::AwaitsSync { .. }), "it brought what was there before");
}

#[test]
fn a_queued_sync_is_a_state_of_its_own() {
    let mut case =
        Case::new(policy()).reported(policy().with(&values([("userbypass", "1")]))).stored_policy("11:00:00", None);
    case.sent.pending = Some(at("11:00:01"));
    let changes = vec![change("UserBypass", "1", "0")];
    assert_eq!(case.drift(), Drift::Queued { since: at("11:00:01"), changes: Some(changes) });

    case.sent.changed = Some(at("12:30:00"));
    assert_eq!(case.drift(), Drift::Queued { since: at("11:00:01"), changes: None }, "the report is out of date");

    case.sent.pending = Some(at("10:59:59"));
    assert!(matches!(case.drift(), Drift::AwaitsSync { .. }), "the policy was added anew since");
}

#[test]
fn a_change_of_policy_is_followed_from_the_sync_to_the_report() {
    let (schema, overrides, policy) = (cabinet(), Values::default(), values([("dooropentimelimit", "60")]));
    let added =
        DevicePolicy { name: "Ward".into(), overrides: Vec::new(), last_update: Some(at("10:00:00")), last_sync: None };
    let events = [
        values_reported("before", "09:00:00", &[("dooropentimelimit", "300")]),
        synced("s", "10:00:01"),
        completed("s", "SetConfigValuesCommand", CABINET, &[], "10:40:00"),
        values_reported("after", "10:40:01", &[("dooropentimelimit", "60")]),
    ];
    let after = |count: usize| {
        let (commands, now) = (commands_of(&events[..count]), at("11:00:00"));
        let reported = crate::configuration::reported(&commands, CABINET, now);
        drift(&DriftInput {
            schema: &schema,
            policy: Assigned::Policy(&policy),
            overrides: &overrides,
            stored_policy: Some(&added),
            sent: SentTimes::of(&commands, CABINET, now),
            reported: reported.as_ref(),
        })
    };
    let changes = Some(vec![change("DoorOpenTimeLimit", "300", "60")]);
    assert_eq!(after(1), Drift::AwaitsSync { updated: added.last_update, synced: None, changes: changes.clone() });
    assert_eq!(after(2), Drift::Queued { since: at("10:00:01"), changes });
    assert_eq!(after(3), Drift::OutOfDate { as_of: at("09:00:00"), changed: at("10:40:00") });
    assert_eq!(after(4), Drift::Clean { as_of: at("10:40:01") });
}

proptest! {
    #[test]
    fn a_device_that_reports_the_changes_made_is_clean(policy in any_values(), overrides in any_values(), more in any_values()) {
        // It reports every parameter, but some with other values.
        let expected = policy.with(&overrides);
        let reported = expected.with(&more);
        let mut case = Case::new(policy).reported(reported.clone());
        case.overrides = overrides;
        if let Drift::Differs { changes, missing, .. } = case.drift() {
            prop_assert_eq!(missing, [""; 0]);
            prop_assert!(!changes.is_empty());
            case = case.reported(apply(&reported, &changes));
        }
        prop_assert_eq!(case.drift(), clean());
    }
}
