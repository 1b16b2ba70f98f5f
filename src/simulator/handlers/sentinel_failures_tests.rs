//! Tests of the failures of the sentinels.

use jetstream_api::{
    call::Endpoint,
    capabilities::Connection,
    commands::{Lockdown, LockdownHours, Restart},
    credentials::LastCredentialsSync,
    devices::{GetDevice, GetDeviceStatus},
    error::{ApiError, CallOutcome},
};

use super::*;
use crate::{
    Delivery,
    testing::{TestBed, name},
};

fn lockdown(sentinel: Sentinel) -> Lockdown {
    Lockdown { device: name(sentinel.name()), hours: LockdownHours::new(4).unwrap() }
}

#[test]
fn each_sentinel_fails_as_its_name_says() {
    let mut bed = TestBed::new();
    for (sentinel, status, took_effect, delivery) in [
        (Sentinel::ModelState, 400, false, Delivery::Whole),
        (Sentinel::Unauthorized, 401, false, Delivery::Whole),
        (Sentinel::NotFound, 404, false, Delivery::Whole),
        (Sentinel::Conflict, 409, false, Delivery::Whole),
        (Sentinel::TooMany, 429, false, Delivery::Whole),
        (Sentinel::ServerError, 500, false, Delivery::Whole),
        (Sentinel::Html, 502, false, Delivery::Whole),
        (Sentinel::Truncated, 200, true, Delivery::Truncated),
        (Sentinel::Never, 504, false, Delivery::Never),
        (Sentinel::Drops, 200, true, Delivery::DropConnection),
    ] {
        let response = bed.respond(&lockdown(sentinel).call());
        assert_eq!((response.reply.status, response.delivery), (status, delivery), "{sentinel:?}");
        assert_eq!(bed.simulator.locked_until(sentinel.name()).is_some(), took_effect, "{sentinel:?}");
        assert_eq!(bed.respond(&Restart(name(sentinel.name())).call()).delivery, delivery);
        assert_eq!(bed.respond(&LastCredentialsSync(name(sentinel.name())).call()).delivery, delivery);
    }
}

#[test]
fn a_client_can_tell_failed_from_unknown() {
    let mut bed = TestBed::new();
    let mut error = |sentinel| -> ApiError {
        let lockdown = lockdown(sentinel);
        lockdown.decode(&bed.reply(&lockdown)).unwrap_err()
    };
    assert_eq!(error(Sentinel::ModelState).fields.len(), 1);
    assert_eq!(error(Sentinel::TooMany).retry_after, Some(30));
    assert_eq!(error(Sentinel::Conflict).outcome, CallOutcome::Failed);
    assert_eq!(error(Sentinel::ServerError).outcome, CallOutcome::Unknown);
    assert_eq!((error(Sentinel::Html).outcome, error(Sentinel::Html).message), (CallOutcome::Unknown, None));
}

#[test]
fn reads_of_a_sentinel_are_as_of_any_device_and_nobody_comes_to_it() {
    let mut bed = TestBed::new();
    bed.simulator.take_issued();
    for sentinel in Sentinel::ALL {
        assert_eq!(bed.send(&GetDeviceStatus(name(sentinel.name()))), Ok(Connection::Connected));
        assert_eq!(bed.send(&GetDevice(name(sentinel.name()))).unwrap().name, sentinel.name());
    }
    bed.hours(4);
    assert!(bed.events_of("Sentinel HTML").iter().all(|event| &*event.event_type != "LogEntryEvent"));
}
