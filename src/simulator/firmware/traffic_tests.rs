//! Tests of background traffic.

use std::collections::BTreeMap;

use jetstream_api::events::{EventLimit, GetEvents};

use crate::{Options, QUEUE_CAPACITY, testing::TestBed};

fn issued_in(bed: &mut TestBed, seconds: i64) -> u64 {
    let before = bed.simulator.issued().0;
    bed.seconds(seconds);
    bed.simulator.issued().0 - before
}

#[test]
fn the_rate_sets_how_many_events_there_are_and_can_change() {
    let mut bed = TestBed::with(&Options { rate: Some(50.0), ..Options::default() });
    let at_50 = issued_in(&mut bed, 60);
    assert!((2_900..3_300).contains(&at_50), "{at_50}");
    bed.simulator.set_rate(500.0);
    let at_500 = issued_in(&mut bed, 10);
    assert!((4_900..5_200).contains(&at_500), "{at_500}");
    for none in [0.0, -1.0, f64::NAN] {
        bed.simulator.set_rate(none);
        assert!(issued_in(&mut bed, 10) < 50);
    }
}

#[test]
fn extra_events_are_of_many_kinds_and_never_heartbeats() {
    let mut bed = TestBed::with(&Options { rate: Some(200.0), ..Options::default() });
    bed.simulator.take_issued();
    bed.seconds(60);
    let mut kinds = BTreeMap::<_, u32>::new();
    for event in bed.events() {
        *kinds.entry(event.event_type).or_default() += 1;
    }
    for kind in ["AggregateEvent", "LogEntryEvent", "SensorReadingEvent"] {
        assert!(kinds[kind] > 1_000, "{kinds:?}");
    }
    assert!(kinds.get("HeartbeatEvent").copied().unwrap_or(0) < 20, "{kinds:?}");
}

#[test]
fn ten_thousand_devices_and_a_hundred_thousand_events_run_through_in_bounded_memory() {
    let mut bed = TestBed::with(&Options { devices: 10_000, rate: Some(1_000.0), ..Options::default() });
    assert_eq!(bed.simulator.devices(), 10_010);
    let limit = Some(EventLimit::new(512).unwrap());
    let all = GetEvents { limit, ..GetEvents::default() };
    bed.send(&all).unwrap();
    let mut events = 0;
    while events < 100_000 {
        bed.seconds(1);
        events += bed.simulator.take_issued().len();
    }
    assert!(bed.simulator.now().as_second() - Options::default().start.as_second() < 105, "1,000 a second and more");
    assert_eq!(bed.simulator.world.context.outbox.queues.longest(), QUEUE_CAPACITY);
    let planned = bed.simulator.world.context.schedule.len();
    assert!(planned < 200_000, "{planned} things planned");
    assert_eq!(bed.send(&all).unwrap().events.len(), 512);
}
