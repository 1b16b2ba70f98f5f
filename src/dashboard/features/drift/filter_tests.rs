//! Tests of the filter of the drift table.

use std::sync::Arc;

use super::*;
use crate::features::fleet_configuration::model::tests::{fleet, place_of, policy};

fn shown(query: UrlQuery) -> bool {
    let ward = policy("Ward", &[("userbypass", "1")], &[("Cabinet 7", &[])]);
    let setup = fleet(&[("Cabinet 7", Some("Ward"))], vec![ward]);
    let rules = ["UserBypass = 0 everywhere", "UserBypass = 1 everywhere"].map(|rule| rule.parse().unwrap());
    let line = DriftRow::new(&setup, place_of(&setup, "Cabinet 7"), Arc::default(), None, &rules);
    let filter = BoardFilter::read(&query);
    let (entry, _) = place_of(&setup, "Cabinet 7");
    filter.apply(&rules)(entry, &line)
}

fn by(key: &str, value: &str) -> bool {
    shown(UrlQuery::default().with(key, value))
}

#[test]
fn every_state_is_found_by_its_word() {
    for status in DriftStatus::ALL {
        assert_eq!(by(BoardFilter::STATE, status.value()), status == DriftStatus::NotReported, "{}", status.word());
    }
}

#[test]
fn a_device_is_found_by_its_policy_and_its_text() {
    assert!(by(BoardFilter::POLICY, "Ward") && !by(BoardFilter::POLICY, "ward"), "names are matched as they are");
    assert!(
        by(BoardFilter::TEXT, " CABINET 7 ") && by(BoardFilter::TEXT, "ts092") && !by(BoardFilter::TEXT, "cabinet 8")
    );
}

#[test]
fn a_device_is_found_by_the_rules_it_breaks_and_keeps() {
    let [broken, compliance] =
        ["UserBypass = 0 everywhere", "UserBypass = 1 everywhere"].map(|rule| rule.parse().unwrap());
    let finds = |status, rule: Option<&Rule>| by(BoardFilter::RULE, &rule_value(status, rule));
    assert!(finds(RuleStatusFilter::Broken, None) && finds(RuleStatusFilter::Broken, Some(&broken)));
    assert!(!finds(RuleStatusFilter::Broken, Some(&compliance)) && finds(RuleStatusFilter::Kept, Some(&compliance)));
    assert!(!finds(RuleStatusFilter::Unknown, None));
    let url = rule_board_link(RuleStatusFilter::Kept, &compliance);
    let (_, query) = url.split_once('?').unwrap();
    assert!(shown(UrlQuery::parse(query)), "{url}");
}

#[test]
fn what_means_nothing_leaves_no_device() {
    assert!(
        !by(BoardFilter::STATE, "fine")
            && !by(BoardFilter::RULE, "likes")
            && !by(BoardFilter::RULE, "breaks:a rule that is gone")
    );
}
