//! A week of the fleet under random hands: whatever is done to it, every event follows from the state of its device.

mod checker;
mod checker_tests;
mod random_actions;
mod same_seed_tests;

use jetstream_api::{devices::ListDevices, policies::ListPolicyDetails};
use proptest::prelude::*;

use crate::fleet_simulation_tests::checker::EventChecker;
use crate::fleet_simulation_tests::random_actions::Action;
use crate::{Options, testing::TestBed};

/// The devices that have a story each, and no sentinels.
const DEVICES: usize = 24;

fn bench(seed: u64) -> TestBed {
    TestBed::with(&Options { seed, devices: DEVICES, sentinels: false, ..Options::default() })
}

/// What the checker may know beforehand, learnt as any client would.
fn checker(bench: &mut TestBed) -> EventChecker {
    let policies = bench.send(&ListPolicyDetails).unwrap();
    let names = bench.send(&ListDevices::default()).unwrap().into_iter().map(|device| device.name);
    let mut checker = EventChecker::new(names);
    for details in policies {
        let interval = details.policy.parameters.iter().find(|pair| pair.key == "heartbeateventinterval");
        let Some(minutes) = interval.and_then(|pair| pair.value.parse().ok()) else { continue };
        for device in &details.devices {
            checker.beats_every(&device.name, minutes);
        }
    }
    checker
}

/// Lives until a day after the last deed, so that every command has had its time.
fn live(seed: u64, deeds: &[(i64, Action)]) -> Vec<String> {
    let mut bench = bench(seed);
    let mut checker = checker(&mut bench);
    for (minutes, deed) in deeds {
        bench.minutes(*minutes);
        checker.read(&bench.simulator.take_issued(), bench.simulator.now());
        random_actions::apply(&mut bench, &mut checker, deed);
    }
    bench.hours(25);
    checker.read(&bench.simulator.take_issued(), bench.simulator.now());
    checker.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn over_a_week_every_event_follows_from_the_state_of_its_device(
        seed in any::<u64>(),
        deeds in prop::collection::vec((1..280_i64, random_actions::random_action(DEVICES)), 70..75),
    ) {
        let complaints = live(seed, &deeds);
        prop_assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }
}

#[test]
fn a_week_that_nobody_touches_holds_all_that_the_fleet_can_tell() {
    let mut bench = bench(1);
    let mut checker = checker(&mut bench);
    bench.hours(24 * 7);
    checker.read(&bench.simulator.take_issued(), bench.simulator.now());
    for told in [
        "AggregateEvent",
        "HeartbeatEvent",
        "LogEntryEvent",
        "ObjectEvent",
        "SensorReadingEvent",
        "StatusEvent",
        "CommandQueuedEvent",
        "CommandCompletionEvent",
        "ValidPass",
        "InvalidPass",
        "DoorOpen",
        "DoorOpenRestore",
        "ACPowerFailure",
        "ACPowerRestore",
        "Shutdown",
        "Startup",
        "LowBattery",
        "LowMemory",
        "UserPassReaderFailure",
        "UserPassReaderRestore",
        "late",
    ] {
        assert!(checker.on_event(told) > 0, "{told}");
    }
    assert_eq!(checker.finish(), [""; 0]);
}
