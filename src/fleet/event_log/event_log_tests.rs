//! Tests of the event log.

use super::*;
use crate::test_events::{at, by_jetstream, heartbeat, queued};
use serde_json::json;

fn beat(number: usize, time: &str) -> Event {
    heartbeat(&format!("e{number}"), "Cabinet 7", time)
}

/// Room for so many heartbeats, and not for one more.
fn room(count: usize) -> usize {
    let cost = |number| Record::new(&beat(number, "10:00:00"), &mut InternedNames::default()).cost();
    assert!(cost(99) - cost(1) < 4);
    count * cost(99)
}

fn ids(log: &EventLog) -> Vec<String> {
    log.iter_newest().map(|record| record.id().to_string()).collect()
}

#[test]
fn events_stand_in_the_order_in_which_jetstream_got_them() {
    let mut log = EventLog::new(room(10));
    for event in [&beat(2, "10:02:00"), &beat(1, "10:01:00"), &beat(3, "10:03:00")] {
        assert_eq!(log.insert(event), Inserted::New);
    }
    assert_eq!(ids(&log), ["e3", "e2", "e1"]);
    assert_eq!(log.newest(0).map(|record| record.id()), Some(EventId::new("e3")));
    assert_eq!(log.newest(2).map(|record| record.id()), Some(EventId::new("e1")));
    assert_eq!(log.newest(3), None);
}

#[test]
fn a_device_clock_that_is_years_ahead_does_not_change_the_order() {
    let mut log = EventLog::new(room(10));
    let skewed = json!({ "ReceivedTime": at("10:01:00").to_string() });
    log.insert(&by_jetstream("skewed", "HeartbeatEvent", "Cabinet 7", "2031-01-01T00:00:00Z", skewed));
    log.insert(&beat(2, "10:02:00"));
    assert_eq!(ids(&log), ["e2", "skewed"]);
}

#[test]
fn events_of_one_time_stand_in_the_order_of_their_ids() {
    let mut log = EventLog::new(room(10));
    for number in [2, 3, 1] {
        log.insert(&beat(number, "10:00:00"));
    }
    assert_eq!(ids(&log), ["e3", "e2", "e1"]);
}

#[test]
fn an_event_that_comes_twice_is_there_once() {
    let mut log = EventLog::new(room(10));
    assert_eq!(log.insert(&beat(1, "10:00:00")), Inserted::New);
    assert_eq!(log.insert(&beat(1, "10:00:00")), Inserted::Duplicate);
    assert_eq!((log.len(), log.total_seen()), (1, 1));
}

#[test]
fn what_is_older_than_the_horizon_is_counted_and_not_stored() {
    let mut log = EventLog::new(room(2));
    for (number, time) in [(1, "10:01:00"), (2, "10:02:00"), (3, "10:03:00")] {
        log.insert(&beat(number, time));
    }
    assert_eq!(ids(&log), ["e3", "e2"]);
    assert_eq!(log.insert(&beat(0, "10:00:00")), Inserted::TooOld);
    assert_eq!((log.len(), log.total_seen(), log.older_than_horizon()), (2, 4, 2));
    assert_eq!(log.insert(&beat(0, "10:00:00")), Inserted::Duplicate, "also of what was never let in");
    assert_eq!(log.insert(&beat(1, "10:01:00")), Inserted::Duplicate, "also of what has left");
    assert_eq!(log.get(&EventId::new("e1")), None);
}

#[test]
fn a_flood_of_huge_events_evicts_sooner() {
    let mut log = EventLog::new(410_000);
    for number in 0..20 {
        let filling = json!({ "Filling": "x".repeat(100_000) });
        log.insert(&by_jetstream(&format!("e{number:02}"), "Unheard", "Cabinet 7", "10:00:00", filling));
    }
    assert_eq!(log.len(), 4, "of 100 kB each");
    assert_eq!(ids(&log), ["e19", "e18", "e17", "e16"]);
}

#[test]
fn what_a_huge_event_pushed_out_stays_out_in_any_order() {
    let event = |id: &str, size: usize, time| {
        by_jetstream(id, "Unheard", "Cabinet 7", time, json!({ "Filling": "x".repeat(size) }))
    };
    let events =
        [event("small-and-old", 10, "10:00:00"), event("huge", 9000, "10:01:00"), event("newest", 9000, "10:02:00")];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut log = EventLog::new(16_384);
        for index in order {
            log.insert(&events[index]);
        }
        assert_eq!(ids(&log), ["newest"], "{order:?}");
    }
}

#[test]
fn every_retained_event_is_found_by_its_id() {
    let mut log = EventLog::new(room(50));
    for number in 0..60 {
        log.insert(&beat(number, &format!("10:{:02}:00", number % 7)));
    }
    assert_eq!(log.len(), 50);
    for record in log.iter_newest() {
        assert_eq!(log.get(&record.id()), Some(record));
    }
}

#[test]
fn events_without_any_time_are_kept_and_stand_last() {
    let mut log = EventLog::new(room(10));
    log.insert(&beat(1, "10:00:00"));
    assert_eq!(log.insert(&Event::parse(r#"{"Type":"Unheard","Thing":7}"#).unwrap()), Inserted::New);
    assert_eq!(log.oldest().and_then(|record| log.event_type(record)).as_deref(), Some("Unheard"));
}

#[test]
fn the_hash_of_the_ids_does_not_depend_on_the_order() {
    let hash = |order: [usize; 3]| {
        let mut log = EventLog::new(room(2));
        for number in order {
            log.insert(&beat(number, &format!("10:0{number}:00")));
        }
        (log.total_seen(), log.id_hash())
    };
    assert_eq!(hash([1, 2, 3]), hash([3, 1, 2]));
    assert_ne!(hash([1, 2, 3]), hash([1, 2, 4]));
    // The sum for "e1", "e2" and "e3", computed elsewhere.
    assert_eq!(hash([1, 2, 3]).1, 0x19ab_7417_1fad_2ea2);
}

#[test]
fn a_gap_is_drawn_as_a_gap_among_the_events() {
    let mut log = EventLog::new(room(10));
    log.insert(&beat(1, "10:01:00"));
    log.insert(&beat(2, "10:02:00"));
    log.note_gap(at("10:02:00"), "the feed no longer has them");
    log.note_gap(at("10:02:00"), "the feed no longer has them");
    log.note_gap(at("10:03:00"), "later");
    let rows: Vec<String> = log
        .entries_newest()
        .map(|entry| match entry {
            LogRow::Event(record) => record.id().to_string(),
            LogRow::Gap(gap) => gap.reason.to_string(),
        })
        .collect();
    assert_eq!(rows, ["later", "e2", "the feed no longer has them", "e1"]);
}

#[test]
fn gaps_are_bounded_too() {
    let mut log = EventLog::new(room(10));
    for number in 0..1000_i64 {
        log.note_gap(Timestamp::from_second(number).unwrap(), "again");
    }
    assert_eq!(log.gaps().count(), 256);
    assert_eq!(log.gaps().next_back().map(|gap| gap.at.as_second()), Some(999));
}

fn contains(event: &Event, text: &str) -> bool {
    let mut log = EventLog::new(1 << 20);
    log.insert(event);
    let record = log.newest(0).unwrap();
    assert_eq!(record.event().as_ref(), Some(event), "read again, it is the same");
    SearchText::new(text).matches_event(record)
}

#[test]
fn commands_are_found_by_name_user_and_id() {
    let event = queued("6bd4b8fb", "Lockdown", "Cabinet 7", "Mária", &[("Hours", "4")], "10:00:00");
    for text in ["lockdown", "6BD4B8FB", "cabinet 7", "mária", "MáRIA", "hours", "commandqueued"] {
        assert!(contains(&event, text), "{text}");
    }
}

#[test]
fn what_is_written_with_escapes_is_found_as_it_reads() {
    let event = Event::parse(r#"{"Type":"Unheard","Path":"\/3\/\u0044evices","Note":"M\u00e1ria"}"#).unwrap();
    for text in ["/3/devices", "mária"] {
        assert!(contains(&event, text), "{text}");
    }
}

#[test]
fn secrets_are_not_searched() {
    let unlock = queued("u1", "UnlockDoor", "Cabinet 7", "maria", &[("AccessToken", "00A1B2C3D4E5")], "10:00:00");
    let aggregate = json!({ "PassRfid": "00A1B2C3D4E5", "Adds": [], "Removes": [] });
    let opened = by_jetstream("a1", "AggregateEvent", "Cabinet 7", "10:00:00", aggregate);
    let removed = json!({ "CredentialType": "Basic", "RemovedCredentials": ["00A1B2C3D4E5"] });
    let removed = by_jetstream("r1", "DeviceCredentialsRemovedEvent", "Cabinet 7", "10:00:00", removed);
    let entry = json!({ "LogEntries": [ { "Level": "Information", "Type": "ValidPass", "Message": "pass 00A1B2C3D4E5 used" } ] });
    let passed = by_jetstream("v1", "LogEntryEvent", "Cabinet 7", "10:00:00", entry);
    let odd = json!({ "Details": { "List": [ { "Key": "accesstoken", "Value": "00A1B2C3D4E5" } ] } });
    let unheard = by_jetstream("o1", "SomethingNewEvent", "Cabinet 7", "10:00:00", odd);
    for event in [unlock, opened, removed, passed, unheard] {
        assert!(!contains(&event, "00A1B2"), "{}", event.raw);
        assert!(contains(&event, "Cabinet"));
    }
}

#[test]
fn a_smaller_capacity_lets_the_oldest_go_at_once_and_a_larger_one_brings_nothing_back() {
    let mut log = EventLog::new(room(10));
    (1..=9).for_each(|number| assert_eq!(log.insert(&beat(number, &format!("10:0{number}:00"))), Inserted::New));
    log.set_capacity(room(2));
    assert_eq!(ids(&log), ["e9", "e8"]);
    log.set_capacity(room(10));
    assert_eq!(log.insert(&beat(3, "10:03:00")), Inserted::Duplicate);
    assert_eq!((log.len(), log.total_seen()), (2, 9));
}

#[test]
fn the_events_of_a_device_are_found_by_its_whole_name() {
    let mut log = EventLog::new(room(10));
    for (id, device) in [("a", "Cabinet 7"), ("b", "Cabinet 70"), ("c", "Cabinet 7")] {
        log.insert(&heartbeat(id, device, "10:00:00"));
    }
    assert_eq!(log.of_device("Cabinet 7").map(|record| record.id().to_string()).collect::<Vec<_>>(), ["c", "a"]);
    assert_eq!(log.of_device("Cabinet").count(), 0);
    assert_eq!(log.devices().iter().map(|name| &**name).collect::<Vec<_>>(), ["Cabinet 7", "Cabinet 70"]);
}

#[test]
fn a_time_has_its_place_among_the_events() {
    let mut log = EventLog::new(room(10));
    (1..=5).for_each(|number| assert_eq!(log.insert(&beat(number, &format!("10:0{number}:00"))), Inserted::New));
    for (time, place) in [("10:05:01", 0), ("10:05:00", 1), ("10:02:30", 3), ("09:00:00", 5)] {
        assert_eq!(log.place_before(at(time)), place, "{time}");
    }
}

#[test]
fn however_many_events_come_the_second_half_takes_no_more_room_than_the_first() {
    const CAPACITY: usize = 1 << 20;
    const EVENTS: u32 = 100_000;
    let mut log = EventLog::new(CAPACITY);
    let pattern = beat(0, "00:00:00");
    let (mut half, mut most) = (0, 0);
    for number in 0..EVENTS {
        let event = Event {
            id: EventId::new(&format!("6bd4b8fb-d964-4d00-ae0a-{number:012x}")),
            received_time: Timestamp::from_second(i64::from(number)).ok(),
            device: Some(format!("Cabinet {}", number % 500).into()),
            raw: format!("{}{number:06}", pattern.raw).into(),
            ..pattern.clone()
        };
        assert_eq!(log.insert(&event), Inserted::New);
        most = most.max(log.bytes());
        if number == EVENTS / 2 {
            half = most;
        }
    }
    assert_eq!(most, half, "no growth over the second half");
    assert!((CAPACITY..CAPACITY * 11 / 10).contains(&most), "{most}");
    assert_eq!(log.total_seen(), u64::from(EVENTS));
    assert_eq!(log.evicted.len(), CAPACITY / BYTES_PER_EVICTED_ID);
    assert_eq!((log.evicted_ids.len(), log.ids.len()), (log.evicted.len(), log.len()));
    assert!(log.records.capacity() < 4 * log.len(), "nothing else grows beside what is counted");
}
