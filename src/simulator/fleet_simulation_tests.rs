//! A simulated week of a fleet with random actions: every event follows from the state of its device.

mod checker;
mod checker_tests;
mod random_actions;
mod same_seed_tests;

use jetstream_api::{devices::ListDevices, policies::ListPolicyDetails};
use proptest::prelude::*;

use crate::fleet_simulation_tests::checker::EventChecker;
use crate::fleet_simulation_tests::random_actions::Action;
use crate::{Options, testing::TestBed};

/// The devices with an initial condition each, without sentinels.
const DEVICES: usize = 24;

fn bed(seed: u64) -> TestBed {
    TestBed::with(&Options { seed, devices: DEVICES, sentinels: false, ..Options::default() })
}

/// A checker that knows the devices and their intervals, by calls that any client can make.
fn checker(bed: &mut TestBed) -> EventChecker {
    let policies = bed.send(&ListPolicyDetails).unwrap();
    let names = bed.send(&ListDevices::default()).unwrap().into_iter().map(|device| device.name);
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

/// Simulates until a day after the last action, so that every command completes or times out.
fn simulate(seed: u64, actions: &[(i64, Action)]) -> Vec<String> {
    let mut bed = bed(seed);
    let mut checker = checker(&mut bed);
    for (minutes, action) in actions {
        bed.minutes(*minutes);
        checker.read(&bed.simulator.take_issued(), bed.simulator.now());
        random_actions::apply(&mut bed, &mut checker, action);
    }
    bed.hours(25);
    checker.read(&bed.simulator.take_issued(), bed.simulator.now());
    checker.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn over_a_week_every_event_follows_from_the_state_of_its_device(
        seed in any::<u64>(),
        actions in prop::collection::vec((1..280_i64, random_actions::random_action(DEVICES)), 70..75),
    ) {
        let violations = simulate(seed, &actions);
        prop_assert!(violations.is_empty(), "{}", violations.join("\n"));
    }
}

#[test]
fn a_week_without_actions_has_every_type_of_event() {
    let mut bed = bed(1);
    let mut checker = checker(&mut bed);
    bed.hours(24 * 7);
    checker.read(&bed.simulator.take_issued(), bed.simulator.now());
    for kind in [
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
        assert!(checker.count_of(kind) > 0, "{kind}");
    }
    assert_eq!(checker.finish(), [""; 0]);
}
