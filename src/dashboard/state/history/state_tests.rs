//! Unit tests of the state of the history.

use jetstream_api::events::Event;

use super::*;

const DAY: i64 = 86_400;
const FULL: usize = 1 << 20;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn event(id: &str, bytes: usize) -> RawEvent {
    (EventId::new(id), Arc::from("x".repeat(bytes)))
}

fn ids(events: &[RawEvent]) -> Vec<String> {
    events.iter().map(|(id, _)| id.to_string()).collect()
}

fn opened() -> HistoryState {
    let mut state = HistoryState::new(7, 1);
    state.loaded(false, 0);
    state
}

fn stored(state: &mut HistoryState, second: i64, bytes: usize) -> BatchKey {
    let key = state.next_key(at(second), 2, bytes);
    state.add_batch(key);
    key
}

#[test]
fn nothing_is_written_before_the_database_has_answered() {
    let mut state = HistoryState::new(7, 1);
    state.enqueue(vec![event("a", 1)]);
    assert!(!state.begin_write(true));
    state.loaded(false, 0);
    assert!(state.begin_write(true));
}

#[test]
fn one_write_runs_at_a_time_and_none_without_events() {
    let mut state = opened();
    assert!(!state.begin_write(true), "nothing is buffered");
    state.enqueue(vec![event("a", 1)]);
    assert!(state.begin_write(true) && !state.begin_write(true));
    assert_eq!(ids(&state.next_events()), ["a"]);
    state.enqueue(vec![event("b", 1)]);
    assert!(!state.begin_write(true), "the first one still runs");
    state.end_write();
    assert!(state.begin_write(false));
}

#[test]
fn a_full_batch_is_reported_when_it_is_buffered() {
    let mut state = opened();
    assert!(!state.enqueue(vec![event("a", FULL - 1)]));
    assert!(state.enqueue(vec![event("b", 1)]) && state.has_full_batch());
}

#[test]
fn after_a_failure_only_a_tick_begins_again_with_the_same_events_first() {
    let mut state = opened();
    state.enqueue(vec![event("a", 1)]);
    assert!(state.begin_write(false));
    let events = state.next_events();
    state.write_failed(events, "the disk is full".to_owned());
    state.end_write();
    assert_eq!(state.stats().problem.as_deref(), Some("the disk is full"));
    state.enqueue(vec![event("b", 1)]);
    assert!(!state.begin_write(false) && state.begin_write(true));
    assert_eq!(ids(&state.next_events()), ["a", "b"]);
    stored(&mut state, 0, 1);
    assert_eq!(state.stats().problem, None, "a stored batch ends the problem");
}

#[test]
fn events_that_are_stored_are_not_written_again() {
    let mut state = opened();
    state.add_ids(["a"].map(EventId::new).into_iter());
    state.enqueue(vec![event("a", 1), event("b", 1)]);
    assert_eq!(ids(&state.next_events()), ["b"]);
    let parsed = |id| Event::parse(&format!(r#"{{"EventId":"{id}"}}"#)).unwrap();
    let batch = EventBatch { events: vec![parsed("a"), parsed("b")], unreadable: vec!["17".to_owned()], id: None };
    let fresh = state.not_stored(&batch);
    assert_eq!(ids(&fresh), ["b".to_owned(), EventId::of_text("17").to_string()]);
    state.add_ids(fresh.into_iter().map(|(id, _)| id));
    assert!(state.not_stored(&batch).is_empty());
}

#[test]
fn events_without_room_in_the_buffer_are_counted_and_another_tab_empties_it() {
    let mut state = opened();
    state.enqueue((0..33).map(|number| event(&number.to_string(), FULL)).collect());
    assert_eq!(state.stats().dropped, 1);
    state.discard_buffer();
    assert!(!state.begin_write(true));
}

#[test]
fn batches_are_numbered_and_counted() {
    let mut state = opened();
    let (one, two) = (stored(&mut state, 10, 100), stored(&mut state, 20, 50));
    assert_eq!((one.number, two.number, two.tab), (1, 2, 1));
    assert!(state.is_recorded(&one) && state.newest_batch() == Some(two));
    assert!(!state.is_recorded(&BatchKey { tab: 2, ..one }), "a batch of another tab");
    let stats = state.stats();
    assert_eq!((stats.events, stats.bytes, stats.since), (4, 150, Some(at(10))));
}

#[test]
fn batches_older_than_the_days_are_evicted_the_oldest_first() {
    let mut state = opened();
    let old = stored(&mut state, 0, 100);
    stored(&mut state, 3 * DAY, 50);
    assert_eq!(state.next_eviction(at(7 * DAY)), None, "seven days are not over");
    assert_eq!(state.next_eviction(at(7 * DAY + 1)), Some(old));
    assert_eq!(state.next_eviction(at(7 * DAY + 1)), None);
    let stats = state.stats();
    assert_eq!((stats.events, stats.bytes, stats.since), (2, 50, Some(at(3 * DAY))));
    state.set_days(1);
    assert!(state.next_eviction(at(7 * DAY)).is_some());
    assert_eq!((state.stats().bytes, state.stats().since), (0, None));
}

#[test]
fn batches_are_evicted_until_there_is_room() {
    let mut state = opened();
    let oldest = stored(&mut state, 0, 1);
    stored(&mut state, 1, MAX_BYTES);
    assert_eq!(state.next_eviction(at(2)), Some(oldest));
    assert_eq!(state.next_eviction(at(2)), None, "it fits exactly");
}

#[test]
fn after_everything_is_deleted_the_same_events_are_stored_again() {
    let mut state = opened();
    stored(&mut state, 0, 1);
    state.add_ids(["a"].map(EventId::new).into_iter());
    state.stats_mut().is_drained = true;
    state.cleared();
    assert_eq!(*state.stats(), StorageStats { is_open: true, ..StorageStats::default() });
    state.enqueue(vec![event("a", 1)]);
    assert!(state.begin_write(true));
    assert_eq!(ids(&state.next_events()), ["a"]);
}

#[test]
fn a_database_that_does_not_open_is_a_problem_and_a_disabled_history_is_none() {
    let mut state = HistoryState::new(7, 1);
    state.open_failed("blocked".to_owned());
    assert_eq!((state.stats().is_open, state.stats().problem.as_deref()), (true, Some("blocked")));
    assert_eq!(HistoryState::disabled().stats().problem, None);
}
