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
        let mut bench = TestBed::new();
        let answer = bench.reply(&ListDevices::default());
        bench.minutes(90);
        (answer, bench.simulator.take_issued(), bench.simulator.issued())
    };
    assert_eq!(live(), live());
}

#[test]
fn another_seed_lives_another_life() {
    let issued = |seed| Simulator::new(&Options { seed, ..Options::default() }).issued();
    assert_ne!(issued(1).1, issued(2).1);
}

#[test]
fn a_connected_cabinet_locks_at_once_and_an_offline_one_when_it_polls() {
    let mut bench = TestBed::new();
    let lock = |bench: &mut TestBed, device: &str| {
        bench.send(&Lockdown { device: device.parse().unwrap(), hours: LockdownHours::new(4).unwrap() }).unwrap()
    };
    assert_eq!(lock(&mut bench, "Security Cabinet 1").status, CommandStatus::Completed);
    assert!(bench.simulator.locked_until("Security Cabinet 1").is_some());

    assert_eq!(lock(&mut bench, "Security Cabinet 2, offline").status, CommandStatus::Queued);
    assert_eq!(bench.simulator.locked_until("Security Cabinet 2, offline"), None);
    bench.simulator.poll("Security Cabinet 2, offline").unwrap();
    assert!(bench.simulator.locked_until("Security Cabinet 2, offline").is_some());
}

#[test]
fn time_never_goes_back() {
    let mut bench = TestBed::new();
    let now = bench.simulator.now();
    bench.simulator.advance(Timestamp::UNIX_EPOCH);
    assert_eq!(bench.simulator.now(), now);
    assert!(ListDevices::default().decode(&bench.reply(&ListDevices::default())).is_ok());
}
