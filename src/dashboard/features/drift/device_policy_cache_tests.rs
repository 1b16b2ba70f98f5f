//! Tests of the cache of device policies.

use jetstream_api::call::{Call, Reply};

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_000_000 + second).unwrap()
}

fn request(sent: SentTimes) -> PolicyRequest {
    PolicyRequest { device: DeviceName::parse("Cabinet 7").unwrap(), sent }
}

fn policy() -> DevicePolicy {
    DevicePolicy { name: "Ward".into(), overrides: Vec::new(), last_update: None, last_sync: None }
}

fn error(status: u16) -> ApiError {
    ApiError::status(&Call::read(["devices"]), &Reply::new(status, ""))
}

#[test]
fn an_answer_is_fresh_for_a_minute_and_until_the_next_sync() {
    let never = SentTimes::default();
    let synced = SentTimes { synced: Some(at(5)), ..never };
    let cached = request(never).to_cached(Ok(Some(policy())), at(0), None);
    assert!(request(never).is_fresh(&cached, at(59)));
    assert!(!request(never).is_fresh(&cached, at(60)));
    assert!(!request(synced).is_fresh(&cached, at(10)));
}

#[test]
fn a_listed_device_that_is_not_found_has_no_policy() {
    let cached = request(SentTimes::default()).to_cached(Err(error(404)), at(0), None);
    assert_eq!((&cached.policy, &cached.error), (&Some(None), &None));
}

#[test]
fn after_a_failed_call_the_policy_of_the_last_answer_stays_with_the_error() {
    let before = request(SentTimes::default()).to_cached(Ok(Some(policy())), at(0), None);
    let failed = request(SentTimes::default()).to_cached(Err(error(500)), at(1), Some(&before));
    assert_eq!(failed.policy, Some(Some(Arc::new(policy()))));
    assert_eq!((failed.at, &failed.error), (at(1), &Some(error(500))));
    let first = request(SentTimes::default()).to_cached(Err(error(500)), at(1), None);
    assert_eq!(first.policy, None);
}
