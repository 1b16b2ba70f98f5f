//! Tests of the difference between two sets of values.

use proptest::prelude::*;

use super::*;
use crate::configuration::samples::{any_values, cabinet, values};

#[test]
fn a_difference_says_what_was_and_what_will_be_in_the_order_of_the_editor() {
    let from = values([("userbypass", "0"), ("logentrylevel", "error"), ("ip", "0.0.0.0"), ("aaa", "x")]);
    let to = values([("userbypass", "1"), ("logentrylevel", "information"), ("subnet", "0.0.0.0"), ("aaa", "y")]);
    let changes = difference(&cabinet(), &from, &to);
    let seen: Vec<_> =
        changes.iter().map(|change| (change.name.as_str(), change.from.as_deref(), change.to.as_deref())).collect();
    assert_eq!(
        seen,
        [
            ("UserBypass", Some("0"), Some("1")),
            ("IP", Some("0.0.0.0"), None),
            ("Subnet", None, Some("0.0.0.0")),
            ("LogEntryLevel", Some("error"), Some("information")),
            ("aaa", Some("x"), Some("y")),
        ]
    );
}

#[test]
fn values_that_mean_the_same_are_no_difference() {
    let from = values([("userbypass", "0"), ("batterythreshold", "23"), ("logentrylevel", "Error")]);
    let to = values([("UserBypass", "False"), ("BatteryThreshold", "23.0"), ("LogEntryLevel", "error")]);
    assert_eq!(difference(&cabinet(), &from, &to), []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_difference_applied_gives_the_target(from in any_values(), to in any_values()) {
        let schema = cabinet();
        let made = apply(&from, &difference(&schema, &from, &to));
        prop_assert_eq!(difference(&schema, &made, &to), []);
        prop_assert_eq!(made.len(), to.len());
        for (key, value) in to.iter() {
            let made = made.get(key).unwrap();
            prop_assert!(schema.same(key, made, value), "{key}: {made:?} and {value:?}");
        }
    }

    #[test]
    fn between_equal_sets_there_is_no_difference(values in any_values()) {
        prop_assert_eq!(difference(&cabinet(), &values, &values), []);
    }
}
