//! Tests of the rows of a comparison.

use std::sync::Arc;

use jetstream_fleet::configuration::Values;
use jiff::Timestamp;

use super::*;
use crate::features::fleet_configuration::model::tests::policy;

/// A side that has these values, for a definition that has these parameters.
fn side(parameters: &[&str], values: &[(&str, &str)]) -> ComparedValues {
    let parameters: Vec<_> = parameters.iter().map(|key| (*key, "0")).collect();
    let known = policy("Ward", &parameters, &[]);
    ComparedValues {
        definition: known.definition().to_owned(),
        schema: Arc::new(known.schema.clone()),
        values: values.iter().copied().collect::<Values>(),
        own: vec!["ping".to_owned()],
        reported_at: None,
        origin: String::new(),
    }
}

fn report(content: ComparedValues) -> ComparedValues {
    ComparedValues { reported_at: Some(Timestamp::UNIX_EPOCH), ..content }
}

fn verdicts(left: &ComparedValues, right: &ComparedValues) -> Vec<(String, RowResult)> {
    lines(left, right).into_iter().map(|line| (line.name, line.result)).collect()
}

fn of(name: &str, result: RowResult) -> (String, RowResult) {
    (name.to_owned(), result)
}

const BOTH: [&str; 2] = ["dooropentimelimit", "userbypass"];

#[test]
fn values_are_compared_by_their_meaning() {
    let left = side(&BOTH, &[("userbypass", "0"), ("dooropentimelimit", "300")]);
    let right = side(&BOTH, &[("userbypass", "False"), ("dooropentimelimit", "60")]);
    let expected = [of("DoorOpenTimeLimit", RowResult::Differs), of("UserBypass", RowResult::Same)];
    assert_eq!(verdicts(&left, &right), expected);
}

#[test]
fn what_one_side_lacks_is_said_and_what_both_lack_is_left_out() {
    let left = side(&BOTH, &[("userbypass", "0")]);
    let right = side(&["dooropentimelimit", "ping"], &[("ping", "5")]);
    assert_eq!(verdicts(&left, &right), [of("UserBypass", RowResult::OnlyLeft), of("Ping", RowResult::OnlyRight)]);
    let [bypass, ping] = &lines(&left, &right)[..] else { panic!() };
    assert_eq!(bypass.right.note, Some("no such parameter"));
    assert_eq!((ping.right.words.as_deref(), ping.right.raw.as_deref()), (Some("5 s"), Some("5")));
    assert_eq!(ping.right.note, Some("its own value"));
}

#[test]
fn what_a_report_leaves_out_is_not_known_rather_than_another_value() {
    let set = side(&BOTH, &[("userbypass", "0"), ("dooropentimelimit", "300")]);
    let said = report(side(&BOTH, &[("dooropentimelimit", "300.0")]));
    let expected = [of("DoorOpenTimeLimit", RowResult::Same), of("UserBypass", RowResult::NotKnown)];
    assert_eq!(verdicts(&set, &said), expected);
    assert_eq!(verdicts(&said, &set), expected);
    assert_eq!(lines(&said, &set)[1].left.note, Some("no value reported"));
}

#[test]
fn a_key_that_no_definition_has_is_shown_all_the_same() {
    let left = side(&BOTH, &[("mystery", "7")]);
    let right = side(&BOTH, &[("mystery", "07")]);
    assert_eq!(verdicts(&left, &right), [of("mystery", RowResult::Differs)]);
}
