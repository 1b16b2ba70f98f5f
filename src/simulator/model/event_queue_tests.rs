//! Tests of the event queue of an access key.

use super::*;

fn event(number: u8, kind: &'static str, device: &str) -> Arc<IssuedEvent> {
    let version = if kind == "CommandQueuedEvent" { 3 } else { 2 };
    let id = Guid::from_random([number; 16]);
    Arc::new(IssuedEvent { id, kind, version, device: Some(device.into()), text: number.to_string().into() })
}

fn heartbeat(number: u8) -> Arc<IssuedEvent> {
    event(number, "HeartbeatEvent", "A")
}

fn batch(number: u8) -> Guid {
    Guid::from_random([100 + number; 16])
}

fn subscribed() -> EventQueue {
    let mut queue = EventQueue::default();
    assert!(queue.read(&Filter::default(), 100, batch(0), 0).is_none());
    queue
}

fn texts(events: Option<Vec<Arc<IssuedEvent>>>) -> Vec<String> {
    events.unwrap().iter().map(|event| event.text.to_string()).collect()
}

#[test]
fn the_first_call_subscribes_and_nothing_from_before_it_is_ever_delivered() {
    let mut queue = EventQueue::default();
    queue.push(heartbeat(1), 0);
    assert!(queue.read(&Filter::default(), 100, batch(0), 0).is_none());
    queue.push(heartbeat(2), 0);
    assert_eq!(texts(queue.read(&Filter::default(), 100, batch(1), 0)), ["2"]);
}

#[test]
fn reading_does_not_remove_and_gives_the_oldest_first() {
    let mut queue = subscribed();
    (1..=3).for_each(|number| queue.push(heartbeat(number), 0));
    assert_eq!(texts(queue.read(&Filter::default(), 2, batch(1), 0)), ["1", "2"]);
    assert_eq!(texts(queue.read(&Filter::default(), 2, batch(2), 0)), ["1", "2"]);
}

#[test]
fn a_batch_is_deleted_whole_and_only_it() {
    let mut queue = subscribed();
    (1..=3).for_each(|number| queue.push(heartbeat(number), 0));
    queue.read(&Filter::default(), 2, batch(1), 0);
    queue.delete_batch(batch(9));
    queue.delete_batch(batch(1));
    queue.delete_batch(batch(1));
    assert_eq!(texts(queue.read(&Filter::default(), 9, batch(2), 0)), ["3"]);
}

#[test]
fn single_events_are_deleted_by_their_ids() {
    let mut queue = subscribed();
    (1..=3).for_each(|number| queue.push(heartbeat(number), 0));
    queue.delete(&BTreeSet::from([Guid::from_random([2; 16])]));
    assert_eq!(texts(queue.read(&Filter::default(), 9, batch(2), 0)), ["1", "3"]);
}

#[test]
fn filters_look_at_type_device_and_version() {
    let mut queue = subscribed();
    queue.push(event(1, "HeartbeatEvent", "A"), 0);
    queue.push(event(2, "CommandQueuedEvent", "A"), 0);
    queue.push(event(3, "HeartbeatEvent", "B"), 0);
    let mut read = |filter: Filter| texts(queue.read(&filter, 9, batch(1), 0));
    assert_eq!(read(Filter { kind: Some("heartbeatevent".into()), ..Filter::default() }), ["1", "3"]);
    assert_eq!(read(Filter { device: Some("B".into()), ..Filter::default() }), ["3"]);
    assert_eq!(read(Filter { version: Some(3), ..Filter::default() }), ["2"]);
    assert_eq!(read(Filter { device: Some("B".into()), version: Some(3), ..Filter::default() }), [""; 0]);
}

#[test]
fn an_event_waits_14_days_unread_and_4_once_read() {
    let mut queue = subscribed();
    queue.push(heartbeat(1), 0);
    queue.push(heartbeat(2), 0);
    queue.read(&Filter::default(), 1, batch(1), DAY);
    assert_eq!(texts(queue.read(&Filter::default(), 9, batch(2), 5 * DAY)), ["1", "2"]);
    assert_eq!(texts(queue.read(&Filter::default(), 9, batch(3), 5 * DAY + 1)), ["2"]);
    queue.push(heartbeat(3), 5 * DAY + 1);
    assert_eq!(texts(queue.read(&Filter::default(), 9, batch(4), 19 * DAY + 1)), ["3"]);
    assert_eq!(texts(queue.read(&Filter::default(), 9, batch(5), 19 * DAY + 2)), [""; 0]);
}

#[test]
fn after_30_days_without_a_read_the_next_call_is_a_first_call_again() {
    let mut queue = subscribed();
    queue.push(heartbeat(1), 30 * DAY);
    assert_eq!(texts(queue.read(&Filter::default(), 9, batch(1), 30 * DAY)), ["1"]);
    queue.push(heartbeat(2), 60 * DAY + 1);
    assert!(queue.read(&Filter::default(), 9, batch(2), 60 * DAY + 1).is_none());
}

#[test]
fn a_queue_that_nobody_empties_does_not_grow_beyond_its_capacity() {
    let mut queue = subscribed();
    for _ in 0..QUEUE_CAPACITY + 10 {
        queue.push(heartbeat(1), 0);
    }
    assert_eq!(queue.entries.len(), QUEUE_CAPACITY);
}

#[test]
fn batches_that_nobody_deletes_are_forgotten_oldest_first() {
    let mut queue = subscribed();
    for _ in 0..BATCHES + 10 {
        queue.read(&Filter::default(), 1, batch(1), 0);
    }
    assert_eq!(queue.batches.len(), BATCHES);
}
