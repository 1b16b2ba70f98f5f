use super::*;
use crate::samples::{at, by_jetstream, heartbeat, queued};
use serde_json::json;

fn beat(number: usize, time: &str) -> Arc<Event> {
    Arc::new(heartbeat(&format!("e{number}"), "Cabinet 7", time))
}

fn ids(log: &EventLog) -> Vec<&str> {
    log.iter_newest().map(|event| event.id.as_str()).collect()
}

#[test]
fn events_stand_in_the_order_in_which_jetstream_got_them() {
    let mut log = EventLog::new(10);
    for event in [beat(2, "10:02:00"), beat(1, "10:01:00"), beat(3, "10:03:00")] {
        assert_eq!(log.insert(event), Inserted::New);
    }
    assert_eq!(ids(&log), ["e3", "e2", "e1"]);
    assert_eq!(log.newest(0).map(|event| event.id.as_str()), Some("e3"));
    assert_eq!(log.newest(2).map(|event| event.id.as_str()), Some("e1"));
    assert_eq!(log.newest(3), None);
}

#[test]
fn a_device_clock_that_is_years_ahead_does_not_change_the_order() {
    let mut log = EventLog::new(10);
    let skewed = json!({ "ReceivedTime": at("10:01:00").to_string() });
    log.insert(Arc::new(by_jetstream("skewed", "HeartbeatEvent", "Cabinet 7", "2031-01-01T00:00:00Z", skewed)));
    log.insert(beat(2, "10:02:00"));
    assert_eq!(ids(&log), ["e2", "skewed"]);
}

#[test]
fn events_of_one_time_stand_in_the_order_of_their_ids() {
    let mut log = EventLog::new(10);
    for number in [2, 3, 1] {
        log.insert(beat(number, "10:00:00"));
    }
    assert_eq!(ids(&log), ["e3", "e2", "e1"]);
}

#[test]
fn an_event_that_comes_twice_is_there_once() {
    let mut log = EventLog::new(10);
    assert_eq!(log.insert(beat(1, "10:00:00")), Inserted::New);
    assert_eq!(log.insert(beat(1, "10:00:00")), Inserted::Duplicate);
    assert_eq!((log.len(), log.total_seen()), (1, 1));
}

#[test]
fn what_is_older_than_the_horizon_is_counted_and_not_stored() {
    let mut log = EventLog::new(2);
    for (number, time) in [(1, "10:01:00"), (2, "10:02:00"), (3, "10:03:00")] {
        log.insert(beat(number, time));
    }
    assert_eq!(ids(&log), ["e3", "e2"]);
    assert_eq!(log.insert(beat(0, "10:00:00")), Inserted::TooOld);
    assert_eq!((log.len(), log.total_seen(), log.older_than_horizon()), (2, 4, 2));
    assert_eq!(log.insert(beat(0, "10:00:00")), Inserted::Duplicate, "also of what was never let in");
    assert_eq!(log.insert(beat(1, "10:01:00")), Inserted::Duplicate, "also of what has left");
    assert_eq!(log.get(&EventId::new("e1")), None);
}

#[test]
fn a_flood_of_huge_events_evicts_sooner() {
    let mut log = EventLog::new(100);
    for number in 0..20 {
        let filling = json!({ "Filling": "x".repeat(100_000) });
        log.insert(Arc::new(by_jetstream(&format!("e{number:02}"), "Unheard", "Cabinet 7", "10:00:00", filling)));
    }
    assert_eq!(log.len(), 4, "100 events of 4 kB each are 4 events of 100 kB");
    assert_eq!(ids(&log), ["e19", "e18", "e17", "e16"]);
}

#[test]
fn what_a_huge_event_pushed_out_stays_out_in_any_order() {
    let event = |id: &str, size: usize, time| {
        Arc::new(by_jetstream(id, "Unheard", "Cabinet 7", time, json!({ "Filling": "x".repeat(size) })))
    };
    let events =
        [event("small-and-old", 10, "10:00:00"), event("huge", 9000, "10:01:00"), event("newest", 9000, "10:02:00")];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut log = EventLog::new(4);
        for index in order {
            log.insert(Arc::clone(&events[index]));
        }
        assert_eq!(ids(&log), ["newest"], "{order:?}");
    }
}

#[test]
fn every_retained_event_is_found_by_its_id() {
    let mut log = EventLog::new(50);
    for number in 0..60 {
        log.insert(beat(number, &format!("10:{:02}:00", number % 7)));
    }
    assert_eq!(log.len(), 50);
    for event in log.iter_newest() {
        assert_eq!(log.get(&event.id), Some(event));
    }
}

#[test]
fn events_without_any_time_are_kept_and_stand_last() {
    let mut log = EventLog::new(10);
    log.insert(beat(1, "10:00:00"));
    assert_eq!(log.insert(Arc::new(Event::parse(r#"{"Type":"Unheard","Thing":7}"#).unwrap())), Inserted::New);
    assert_eq!(log.iter_newest().last().map(|event| &*event.event_type), Some("Unheard"));
}

#[test]
fn the_hash_of_the_ids_does_not_depend_on_the_order() {
    let hash = |order: [usize; 3]| {
        let mut log = EventLog::new(2);
        for number in order {
            log.insert(beat(number, &format!("10:0{number}:00")));
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
    let mut log = EventLog::new(10);
    log.insert(beat(1, "10:01:00"));
    log.insert(beat(2, "10:02:00"));
    log.note_gap(at("10:02:00"), "the feed no longer has them");
    log.note_gap(at("10:02:00"), "the feed no longer has them");
    log.note_gap(at("10:03:00"), "later");
    let rows: Vec<String> = log
        .entries_newest()
        .map(|entry| match entry {
            Entry::Event(event) => event.id.to_string(),
            Entry::Gap(gap) => gap.reason.to_string(),
        })
        .collect();
    assert_eq!(rows, ["later", "e2", "the feed no longer has them", "e1"]);
}

#[test]
fn gaps_are_bounded_too() {
    let mut log = EventLog::new(10);
    for number in 0..1000_i64 {
        log.note_gap(Timestamp::from_second(number).unwrap(), "again");
    }
    assert_eq!(log.gaps().count(), 256);
    assert_eq!(log.gaps().next_back().map(|gap| gap.at.as_second()), Some(999));
}

fn matching(filter: &Filter, event: &Event) -> bool {
    filter.matches(event)
}

#[test]
fn a_filter_looks_at_device_type_severity_and_text() {
    let failure = crate::samples::log_entries("l1", "Cabinet 7", &[("DoorBreach", "10:00:00")], "10:00:00");
    let only = |change: fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        matching(&filter, &failure)
    };
    assert!(only(|_| {}));
    assert!(only(|filter| filter.device = Some("Cabinet 7".into())));
    assert!(!only(|filter| filter.device = Some("Cabinet 70".into())));
    assert!(only(|filter| filter.event_type = Some("logentryevent".into())));
    assert!(!only(|filter| filter.event_type = Some("HeartbeatEvent".into())));
    assert!(only(|filter| filter.severity = Some(jetstream_api::events::Severity::Error)));
    assert!(only(|filter| filter.text = " doorBREACH ".into()));
    assert!(!only(|filter| filter.text = "doorOpen".into()));
}

#[test]
fn commands_are_found_by_name_user_and_id() {
    let event = queued("6bd4b8fb", "Lockdown", "Cabinet 7", "Mária", &[("Hours", "4")], "10:00:00");
    for text in ["lockdown", "6BD4B8FB", "cabinet 7", "mária", "MáRIA", "hours", "commandqueued"] {
        assert!(matching(&Filter { text: text.into(), ..Filter::default() }, &event), "{text}");
    }
}

#[test]
fn what_is_written_with_escapes_is_found_as_it_reads() {
    let event = Event::parse(r#"{"Type":"Unheard","Path":"\/3\/\u0044evices","Note":"M\u00e1ria"}"#).unwrap();
    for text in ["/3/devices", "mária"] {
        assert!(matching(&Filter { text: text.into(), ..Filter::default() }, &event), "{text}");
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
        assert!(!matching(&Filter { text: "00A1B2".into(), ..Filter::default() }, &event), "{}", event.raw);
        assert!(matching(&Filter { text: "Cabinet".into(), ..Filter::default() }, &event));
    }
}
