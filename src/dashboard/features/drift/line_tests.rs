//! Tests of a row of the drift table.

use jetstream_api::device_policy::DevicePolicy;
use jetstream_fleet::configuration::SentTimes;

use super::*;
use crate::features::fleet_configuration::model::tests::{fleet, pairs, place_of, policy};

fn at(time: &str) -> Timestamp {
    format!("2026-05-18T{time}Z").parse().unwrap()
}

fn ward() -> FleetConfiguration {
    let policies = vec![
        policy("Ward", &[("userbypass", "0")], &[("Cabinet 7", &[])]),
        policy("Night", &[("userbypass", "1")], &[]),
    ];
    let mut setup = fleet(&[("Cabinet 7", Some("Ward"))], policies);
    setup.at = Some(at("12:00:00"));
    setup
}

fn answer(policy: &str, time: &str) -> Option<Arc<CachedPolicy>> {
    let (last_update, last_sync) = (Some(at("09:00:00")), Some(at("10:00:00")));
    let overrides = pairs(&[("userbypass", "1")]);
    let policy = DevicePolicy { name: policy.into(), overrides, last_update, last_sync };
    Some(Arc::new(CachedPolicy::answered(Some(policy), at(time), SentTimes::default())))
}

fn line(setup: &FleetConfiguration, cached: Option<Arc<CachedPolicy>>) -> DriftRow {
    let rules = ["UserBypass = 0 everywhere".parse().unwrap(), "UserBypass = 1 on freezers".parse().unwrap()];
    DriftRow::new(setup, place_of(setup, "Cabinet 7"), Arc::default(), cached, &rules)
}

#[test]
fn the_list_counts_until_the_device_itself_was_asked_for() {
    let listed = line(&ward(), None);
    assert_eq!((listed.status, listed.configuration.policy.name()), (DriftStatus::NotReported, Some("Ward")));
    assert_eq!((listed.dates(), listed.broken().count()), (None, 0));
}

#[test]
fn a_newer_answer_of_the_device_itself_counts() {
    let row = line(&ward(), answer("Night", "12:00:01"));
    assert_eq!((row.configuration.policy.name(), row.configuration.value("userbypass")), (Some("Night"), Some("1")));
    assert_eq!(row.broken().collect::<Vec<_>>(), [0]);
    assert_eq!(row.dates(), Some((Some(at("09:00:00")), Some(at("10:00:00")))));
}

#[test]
fn an_answer_older_than_the_list_says_nothing_of_the_policy() {
    let row = line(&ward(), answer("Night", "11:59:59"));
    assert_eq!((row.configuration.policy.name(), row.broken().count()), (Some("Ward"), 0));
    // Nor do the dates of another policy show whether this one was sent.
    assert_eq!(row.status, DriftStatus::NotReported);
}

#[test]
fn a_device_that_has_none_any_more_is_told_so() {
    let gone = Some(Arc::new(CachedPolicy::answered(None, at("12:00:01"), SentTimes::default())));
    assert_eq!(line(&ward(), gone).status, DriftStatus::NoPolicy);
    assert_eq!(line(&ward(), answer("Unheard", "12:00:01")).status, DriftStatus::Unread);
}
