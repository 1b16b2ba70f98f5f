//! Tests of the rules of a draft.

use jetstream_fleet::configuration::{Layer, Severity};

use super::*;
use crate::features::fleet_configuration::model::tests::policy;

const LIMIT: &str = "dooropentimelimit";
const INTERVAL: &str = "heartbeateventinterval";

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().copied().collect()
}

/// The rules for a definition with two parameters, and the layers of a policy that has a value for each.
fn rules(purpose: Purpose) -> (DraftRules, LayerStack) {
    let policy = policy("Ward", &[(LIMIT, "300"), (INTERVAL, "60")], &[]);
    let mut stack = LayerStack::default();
    stack.from_layers(Layer::Policy(policy.values.clone()));
    (DraftRules { purpose, schema: Arc::new(policy.schema.clone()) }, stack)
}

#[test]
fn own_values_are_laid_over_those_of_the_policy() {
    let (rules, stack) = rules(Purpose::Overrides);
    assert_eq!(rules.effective(&values(&[(LIMIT, "20")]), &stack), values(&[(LIMIT, "20"), (INTERVAL, "60")]));
}

#[test]
fn the_parameters_of_a_policy_are_complete_in_themselves() {
    let (rules, stack) = rules(Purpose::Policy);
    assert_eq!(rules.effective(&values(&[(LIMIT, "20")]), &stack), values(&[(LIMIT, "20")]));
}

#[test]
fn an_imported_value_that_is_the_policys_is_not_stored_as_the_devices_own() {
    let (rules, stack) = rules(Purpose::Overrides);
    let before = values(&[(LIMIT, "20")]);
    assert_eq!(rules.import(before, &values(&[(LIMIT, "300"), (INTERVAL, "30")]), &stack), values(&[(INTERVAL, "30")]));
}

#[test]
fn every_imported_value_is_stored_in_a_policy() {
    let (rules, stack) = rules(Purpose::Policy);
    assert_eq!(rules.import(Values::default(), &values(&[(LIMIT, "300")]), &stack), values(&[(LIMIT, "300")]));
}

#[test]
fn what_is_wrong_with_the_policy_does_not_stop_own_values_that_have_nothing_to_do_with_it() {
    let finding = |severity| Finding { keys: vec![LIMIT.to_owned()], severity, text: String::new() };
    let (of_it, others) = (values(&[(LIMIT, "20")]), values(&[(INTERVAL, "30")]));
    assert!(Purpose::Overrides.stops(&of_it, &finding(Severity::Error)));
    assert!(!Purpose::Overrides.stops(&others, &finding(Severity::Error)));
    assert!(Purpose::Policy.stops(&others, &finding(Severity::Error)));
    assert!(!Purpose::Policy.stops(&of_it, &finding(Severity::WeakensAccess)));
}

#[test]
fn values_that_were_set_changed_or_removed_count_as_changed() {
    let initial = values(&[("a", "1"), ("b", "2"), ("c", "3")]);
    assert_eq!(count_changed(&initial, &values(&[("a", "1"), ("b", "2.0"), ("d", "4")])), 3);
    assert_eq!(count_changed(&initial, &initial), 0);
}

#[test]
fn keys_that_the_definition_does_not_have_are_listed_with_their_values() {
    let (rules, _) = rules(Purpose::Policy);
    assert_eq!(rules.unknown_keys(&values(&[(LIMIT, "20"), ("old", "x")])), [("old".to_owned(), "x".to_owned())]);
}
