use super::*;
use crate::configuration::samples::{cabinet, values};

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
