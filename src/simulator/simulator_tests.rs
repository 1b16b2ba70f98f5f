//! Tests of the simulator.

use jetstream_api::{
    call::Endpoint,
    commands::{CommandStatus, Lockdown, LockdownHours},
    devices::ListDevices,
};

use super::*;
use crate::testing::TestBed;

#[test]
fn the_same_options_and_calls_give_the_same_bytes() {
    let live = || {
        let mut bed = TestBed::new();
        let answer = bed.reply(&ListDevices::default());
        bed.minutes(90);
        (answer, bed.simulator.take_issued(), bed.simulator.issued())
    };
    assert_eq!(live(), live());
}

#[test]
fn another_seed_gives_other_events() {
    let issued = |seed| Simulator::new(&Options { seed, ..Options::default() }).issued();
    assert_ne!(issued(1).1, issued(2).1);
}

#[test]
fn a_connected_cabinet_locks_at_once_and_an_offline_one_when_it_polls() {
    let mut bed = TestBed::new();
    let lock = |bed: &mut TestBed, device: &str| {
        bed.send(&Lockdown { device: device.parse().unwrap(), hours: LockdownHours::new(4).unwrap() }).unwrap()
    };
    assert_eq!(lock(&mut bed, "Security Cabinet 1").status, CommandStatus::Completed);
    assert!(bed.simulator.locked_until("Security Cabinet 1").is_some());

    assert_eq!(lock(&mut bed, "Security Cabinet 2, offline").status, CommandStatus::Queued);
    assert_eq!(bed.simulator.locked_until("Security Cabinet 2, offline"), None);
    bed.simulator.poll("Security Cabinet 2, offline").unwrap();
    assert!(bed.simulator.locked_until("Security Cabinet 2, offline").is_some());
}

#[test]
fn time_never_goes_back() {
    let mut bed = TestBed::new();
    let now = bed.simulator.now();
    bed.simulator.advance(Timestamp::UNIX_EPOCH);
    assert_eq!(bed.simulator.now(), now);
    assert!(ListDevices::default().decode(&bed.reply(&ListDevices::default())).is_ok());
}
