//! Tests of the call queue.

use proptest::{collection::vec, prelude::*};

use super::*;

/// A call with its key, and the number of the batch that it was queued with.
#[derive(Debug, Clone, PartialEq)]
struct Call {
    key: u8,
    batch: usize,
}

impl QueuedCall for Call {
    type Key = u8;

    fn key(&self) -> &u8 {
        &self.key
    }
}

fn calls(keys: &[u8]) -> std::vec::IntoIter<Call> {
    keys.iter().map(|key| Call { key: *key, batch: 0 }).collect::<Vec<_>>().into_iter()
}

fn started(queue: &mut CallQueue<Call>) -> Vec<u8> {
    std::iter::from_fn(|| queue.next_call()).map(|call| call.key).collect()
}

#[test]
fn the_first_of_the_waiting_is_called_first_and_four_are_in_flight_at_most() {
    let mut queue = CallQueue::default();
    queue.replace_waiting(calls(&[1, 2, 3, 4, 5, 6]));
    assert_eq!(started(&mut queue), [1, 2, 3, 4]);
    assert_eq!((queue.waiting(), queue.in_flight()), (2, 4));
    assert!(queue.finish(&3) && !queue.finish(&3), "a call ends once");
    assert_eq!(started(&mut queue), [5]);
}

#[test]
fn a_call_that_is_added_first_overtakes_those_that_wait() {
    let mut queue = CallQueue::default();
    queue.replace_waiting(calls(&[1, 2]));
    queue.push_first(Call { key: 3, batch: 0 });
    assert_eq!(started(&mut queue), [3, 1, 2]);
}

#[test]
fn new_calls_replace_those_that_wait_and_none_in_flight() {
    let mut queue = CallQueue::default();
    queue.replace_waiting(calls(&[1, 2, 3, 4, 5]));
    assert_eq!(started(&mut queue), [1, 2, 3, 4]);
    queue.replace_waiting(calls(&[6, 7]));
    assert_eq!((queue.waiting(), queue.in_flight()), (2, 4));
    assert!(queue.finish(&1));
    assert_eq!(started(&mut queue), [6]);
    assert_eq!(queue.clear_waiting(), 1);
    assert!(queue.finish(&2) && started(&mut queue).is_empty());
}

#[test]
fn a_key_in_flight_is_not_called_again_before_its_answer() {
    let mut queue = CallQueue::default();
    queue.replace_waiting(calls(&[1, 1, 2]));
    assert_eq!(started(&mut queue), [1, 2], "the second call of the key is dropped");
    queue.replace_waiting(calls(&[1]));
    assert!(started(&mut queue).is_empty());
    assert!(queue.finish(&1));
    queue.replace_waiting(calls(&[1]));
    assert_eq!(started(&mut queue), [1]);
}

/// What the owner of a queue does.
#[derive(Debug, Clone)]
enum Action {
    Replace(Vec<u8>),
    PushFirst(u8),
    Clear,
    Next,
    Finish(u8),
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        2 => vec(0_u8..8, 0..10).prop_map(Action::Replace),
        1 => (0_u8..8).prop_map(Action::PushFirst),
        1 => Just(Action::Clear),
        6 => Just(Action::Next),
        4 => (0_u8..8).prop_map(Action::Finish),
    ]
}

proptest! {
    #[test]
    fn whatever_is_queued_no_key_is_in_flight_twice_and_never_more_than_the_limit(actions in vec(action(), 0..120)) {
        let mut queue = CallQueue::default();
        // A model of the queue: the waiting calls in order, and the keys in flight.
        let (mut waiting, mut in_flight) = (Vec::<Call>::new(), Vec::<u8>::new());
        for (batch, action) in actions.into_iter().enumerate() {
            match action {
                Action::Replace(keys) => {
                    waiting = keys.into_iter().map(|key| Call { key, batch }).collect();
                    queue.replace_waiting(waiting.clone().into_iter());
                }
                Action::PushFirst(key) => {
                    waiting.insert(0, Call { key, batch });
                    queue.push_first(Call { key, batch });
                }
                Action::Clear => {
                    prop_assert_eq!(queue.clear_waiting(), waiting.len());
                    waiting.clear();
                }
                Action::Next => {
                    let call = queue.next_call();
                    if in_flight.len() < AT_ONCE {
                        let next = waiting.iter().position(|call| !in_flight.contains(&call.key));
                        waiting.drain(..next.unwrap_or(waiting.len()));
                        let expected = (!waiting.is_empty()).then(|| waiting.remove(0));
                        prop_assert_eq!(&call, &expected);
                    } else {
                        prop_assert_eq!(&call, &None);
                    }
                    if let Some(call) = call {
                        prop_assert!(!in_flight.contains(&call.key), "{} is called twice", call.key);
                        in_flight.push(call.key);
                    }
                }
                Action::Finish(key) => {
                    prop_assert_eq!(queue.finish(&key), in_flight.contains(&key));
                    in_flight.retain(|other| *other != key);
                }
            }
            prop_assert!(queue.in_flight() <= AT_ONCE);
            prop_assert_eq!((queue.waiting(), queue.in_flight()), (waiting.len(), in_flight.len()));
        }
    }
}
