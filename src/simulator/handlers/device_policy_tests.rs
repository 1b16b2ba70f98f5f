//! Tests of the handlers of the policy of a device.

use jetstream_api::{
    commands::CommandStatus,
    device_policy::{
        AddDevicePolicy, DevicePolicy, GetDevicePolicy, GetPolicyParameters, RemoveDevicePolicy, SetPolicyParameters,
        SyncResponse, reported_values,
    },
    events::Body,
    names::DeviceName,
    wire::Pair,
};

use crate::testing::{TestBed, refusal};

const AUDITED: &str = "Security cabinets, audited";

fn add(device: &DeviceName, policy: &str, overrides: &[(&str, &str)]) -> AddDevicePolicy {
    let overrides = overrides.iter().map(|(key, value)| Pair { key: (*key).into(), value: (*value).into() }).collect();
    AddDevicePolicy { device: device.clone(), policy: policy.parse().unwrap(), overrides }
}

/// A connected cabinet whose id leaves this remainder, with no policy.
fn bare(bed: &mut TestBed, forms: u64, remainder: u64) -> DeviceName {
    let device = bed.cabinet(forms, remainder);
    if bed.send(&RemoveDevicePolicy(device.clone())).is_err() {
        assert_eq!(refusal(bed.send(&RemoveDevicePolicy(device.clone()))).0, 404);
    }
    device
}

#[test]
fn a_device_has_one_policy_at_a_time() {
    let mut bed = TestBed::new();
    let device = bare(&mut bed, 2, 0);
    let added = bed.send(&add(&device, AUDITED, &[("DoorOpenTimeLimit", "60")])).unwrap();
    assert!(added.awaits_sync());
    assert_eq!(added.overrides, [Pair { key: "dooropentimelimit".into(), value: "60".into() }]);
    assert_eq!(bed.send(&GetDevicePolicy(device.clone())), Ok(Some(added)));
    assert_eq!(refusal(bed.send(&add(&device, AUDITED, &[]))).0, 409);
    bed.send(&RemoveDevicePolicy(device.clone())).unwrap();
    bed.send(&add(&device, AUDITED, &[])).unwrap();
}

#[test]
fn a_policy_must_exist_fit_the_device_and_its_overrides_too() {
    let mut bed = TestBed::new();
    let device = bare(&mut bed, 2, 0);
    for (policy, overrides, expected) in [
        ("Nothing", vec![], "no such policy"),
        ("Freezers", vec![], "another device definition"),
        (AUDITED, vec![("antenna1txpower", "20")], "policy.Parameters.antenna1txpower"),
        (AUDITED, vec![("ping", "often")], "type Int"),
    ] {
        let (status, message) = refusal(bed.send(&add(&device, policy, &overrides)));
        assert_eq!(status, 400, "{policy}");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_device_without_a_policy_answers_in_one_of_three_ways() {
    let mut bed = TestBed::new();
    for remainder in 0..3 {
        let device = bare(&mut bed, 3, remainder);
        match bed.send(&GetDevicePolicy(device)) {
            Ok(policy) => assert_eq!((remainder != 0, policy), (true, None)),
            Err(error) => assert_eq!((remainder, GetDevicePolicy::is_none(&error)), (0, true)),
        }
    }
}

#[test]
fn a_sync_brings_the_values_to_the_device_and_answers_in_one_of_two_ways() {
    for remainder in 0..2 {
        let mut bed = TestBed::new();
        let device = bare(&mut bed, 2, remainder);
        bed.send(&add(&device, AUDITED, &[("heartbeateventinterval", "5")])).unwrap();
        bed.events();
        match (remainder, bed.send(&SetPolicyParameters(device.clone())).unwrap()) {
            (0, SyncResponse::Command(answer)) => {
                assert_eq!(answer.status, CommandStatus::Completed);
                assert!(answer.output.contains(&Pair { key: "heartbeateventinterval".into(), value: "5".into() }));
            }
            (1, SyncResponse::Policy(DevicePolicy { name, last_sync, .. })) => {
                assert_eq!((name.as_str(), last_sync), (AUDITED, Some(bed.simulator.now())));
            }
            (_, other) => panic!("{other:?}"),
        }
        let events = bed.events_of(device.as_str());
        let queued = events
            .iter()
            .find_map(|event| if let Body::CommandQueued(queued) = &event.body { Some(queued) } else { None });
        assert_eq!(queued.unwrap().command_name, "SetConfigValuesCommand");
        assert!(queued.unwrap().parameters.len() > 20);

        bed.minutes(60);
        let beats = bed.events_of(device.as_str()).into_iter().filter(|event| event.body == Body::Heartbeat).count();
        assert!((11..=13).contains(&beats), "{beats} heartbeats at an interval of 5 minutes");
    }
}

#[test]
fn a_device_without_a_policy_has_nothing_to_be_sent() {
    let mut bed = TestBed::new();
    let device = bare(&mut bed, 2, 0);
    assert_eq!(refusal(bed.send(&SetPolicyParameters(device))).0, 400);
}

#[test]
fn a_device_reports_its_values_in_one_of_three_ways() {
    let mut bed = TestBed::new();
    for remainder in 0..3 {
        let device = bed.cabinet(3, remainder);
        let answer = bed.send(&GetPolicyParameters(device)).unwrap();
        let values = reported_values(&answer.output);
        assert_eq!(values.len(), 29);
        let limit = values.iter().find(|(key, _)| key == "doorunlocktimelimit").unwrap();
        assert_eq!(limit.1.as_deref(), (remainder != 2).then_some("10"), "{remainder}");
        let first = answer.output[0].key.as_str();
        assert_eq!(first, if remainder == 0 { "aclockdownonpowerfailure" } else { "Parameter0" });
    }
}
