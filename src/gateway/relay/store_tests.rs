//! Tests of the store in memory: positions, repeated events, expiry.

#[path = "store/power_tests.rs"]
mod power;

use jiff::SignedDuration;
use redb::{ReadableTableMetadata, backends::InMemoryBackend};

use super::*;

const KEYS: [KeyHash; 2] = [KeyHash([1; 32]), KeyHash([2; 32])];

fn store(age: SignedDuration, bytes: u64) -> Store {
    Store::with_backend(InMemoryBackend::new(), Retention { age, bytes }).unwrap()
}

fn ample() -> Store {
    store(SignedDuration::from_hours(24), 1_000_000)
}

fn now() -> Timestamp {
    "2026-05-19T13:00:00Z".parse().unwrap()
}

/// Events of nine bytes each.
fn events(numbers: std::ops::Range<u32>) -> Vec<(EventId, Arc<str>)> {
    numbers.map(|number| (EventId::new(&format!("id-{number}")), format!("{{\"n\":{number:03}}}").into())).collect()
}

fn texts(events: &[(EventId, Arc<str>)]) -> Vec<Arc<str>> {
    events.iter().map(|(_, text)| Arc::clone(text)).collect()
}

#[test]
fn a_log_is_found_again_and_each_key_has_its_own() {
    let store = ample();
    let first = store.log(KEYS[0], 7).unwrap();
    assert_eq!(first, OpenedKey { number: 0, name: 7, oldest: 0, end: 0 });
    assert_eq!(store.log(KEYS[1], 8).unwrap(), OpenedKey { number: 1, name: 8, oldest: 0, end: 0 });
    store.append(1, &events(0..3), now()).unwrap();
    assert_eq!(store.log(KEYS[0], 9).unwrap(), first, "the name of the first time stays");
    assert_eq!(store.log(KEYS[1], 9).unwrap().end, 3);
    assert_eq!(store.read(0, 0).unwrap(), Some(Vec::new()));
    assert_eq!(store.read(1, 1).unwrap().unwrap(), texts(&events(1..3)));
}

#[test]
fn an_event_that_comes_again_is_kept_once_also_within_one_batch() {
    let store = ample();
    store.log(KEYS[0], 7).unwrap();
    store.append(0, &events(0..3), now()).unwrap();
    let twice = [events(1..5), events(4..6)].concat();
    let appended = store.append(0, &twice, now()).unwrap();
    assert_eq!(appended, AppendResult { new: texts(&events(3..6)), oldest: 0 });
    assert_eq!(store.read(0, 0).unwrap().unwrap(), texts(&events(0..6)));
    store.log(KEYS[1], 8).unwrap();
    assert_eq!(store.append(1, &events(0..1), now()).unwrap().new.len(), 1, "the other key has not seen it");
}

#[test]
fn the_oldest_leave_when_there_are_too_many_bytes_but_the_newest_stays() {
    let store = store(SignedDuration::from_hours(24), 30);
    store.log(KEYS[0], 7).unwrap();
    assert_eq!(store.append(0, &events(0..5), now()).unwrap().oldest, 2, "three of nine bytes are left");
    assert_eq!(store.read(0, 1).unwrap(), None, "what is gone is not passed over in silence");
    assert_eq!(store.read(0, 2).unwrap().unwrap(), texts(&events(2..5)));
    let long = [(EventId::new("long"), Arc::from("x".repeat(100)))];
    assert_eq!(store.append(0, &long, now()).unwrap().oldest, 5);
    assert_eq!(store.read(0, 5).unwrap().unwrap().len(), 1);
}

#[test]
fn what_has_become_too_old_leaves_also_where_nothing_new_comes() {
    let store = store(SignedDuration::from_hours(1), 1_000_000);
    store.log(KEYS[0], 7).unwrap();
    store.append(0, &events(0..5), now()).unwrap();
    store.append(0, &events(5..7), now() + SignedDuration::from_mins(30)).unwrap();
    assert_eq!(store.forget(now() + SignedDuration::from_mins(60)).unwrap(), 0);
    assert_eq!(store.forget(now() + SignedDuration::from_mins(61)).unwrap(), 5);
    assert_eq!(store.read(0, 5).unwrap().unwrap(), texts(&events(5..7)));
    assert_eq!(store.log(KEYS[0], 9).unwrap(), OpenedKey { number: 0, name: 7, oldest: 5, end: 7 });
}

#[test]
fn an_event_that_has_left_is_recognised_as_long_as_jetstream_could_send_it_again() {
    let store = store(SignedDuration::from_hours(1), 1_000_000);
    store.log(KEYS[0], 7).unwrap();
    store.append(0, &events(0..5), now()).unwrap();
    let later = now() + SignedDuration::from_hours(4 * 24);
    assert_eq!(store.forget(later).unwrap(), 5, "the events are gone");
    assert_eq!(store.append(0, &events(0..5), later).unwrap().new.len(), 0);
    let much_later = now() + SignedDuration::from_hours(6 * 24);
    assert_eq!(store.forget(much_later).unwrap(), 5, "and now their ids");
    let read = store.database.begin_read().unwrap();
    assert_eq!(read.open_table(EVENTS).unwrap().len().unwrap(), 0);
    assert_eq!(store.append(0, &events(0..5), much_later).unwrap().new.len(), 5);
}

#[test]
fn very_many_leave_in_small_steps() {
    let store = store(SignedDuration::from_hours(1), 1_000_000);
    store.log(KEYS[0], 7).unwrap();
    for batch in 0..20 {
        store.append(0, &events(batch * 500..(batch + 1) * 500), now()).unwrap();
    }
    assert_eq!(store.forget(now() + SignedDuration::from_hours(2)).unwrap(), 10_000);
    assert_eq!(store.read(0, 10_000).unwrap(), Some(Vec::new()));
}

#[test]
fn what_is_read_at_a_time_fits_into_a_frame() {
    let store = ample();
    store.log(KEYS[0], 7).unwrap();
    store.append(0, &events(0..600), now()).unwrap();
    assert_eq!(store.read(0, 0).unwrap().unwrap().len(), MAX_EVENTS);
    assert_eq!(store.read(0, 512).unwrap().unwrap().len(), 88);
}

#[test]
fn a_store_whose_making_was_interrupted_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("events.redb.new"), [0; 5_000]).unwrap();
    let retention = Retention { age: SignedDuration::from_hours(1), bytes: 1_000 };
    let store = Store::open(folder.path(), retention).unwrap();
    store.log(KEYS[0], 7).unwrap();
    store.append(0, &events(0..3), now()).unwrap();
    drop(store);
    assert_eq!(Store::open(folder.path(), retention).unwrap().log(KEYS[0], 8).unwrap().end, 3);
}
