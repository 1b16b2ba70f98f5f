//! Tests of the loop that empties an event queue.

use std::{cell::RefCell, collections::BTreeSet};

use futures_executor::block_on;

use super::*;
use crate::{
    call::{Call, Method, Reply},
    error::TransportError,
};

/// A queue with what is in it, and what was asked of it.
#[derive(Default)]
struct Queue {
    pending: RefCell<Vec<String>>,
    asked: RefCell<Vec<String>>,
    refuse_deletes: RefCell<usize>,
    names_batches: bool,
}

impl Queue {
    fn of(count: usize) -> Self {
        let id = |number| format!("event-{number}");
        Self { pending: RefCell::new((0..count).map(id).collect()), names_batches: true, ..Self::default() }
    }

    fn read(&self, limit: usize) -> String {
        let pending = self.pending.borrow();
        let event = |id: &String| format!(r#"{{"Type":"HeartbeatEvent","EventId":"{id}"}}"#);
        let events: Vec<_> = pending.iter().take(limit).map(event).collect();
        let batch = if self.names_batches { format!(r#""BatchId":"{}","#, events.len()) } else { String::new() };
        format!(r#"{{{batch}"Events":[{}]}}"#, events.join(","))
    }

    fn delete(&self, body: &str) {
        let mut pending = self.pending.borrow_mut();
        match body.split_once("BatchId\":\"").and_then(|(_, rest)| rest.split('"').next()?.parse::<usize>().ok()) {
            Some(count) => drop(pending.drain(..count)),
            None => pending.retain(|id| !body.contains(&format!("\"{id}\""))),
        }
    }
}

impl Transport for &Queue {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        self.asked.borrow_mut().push(format!("{} {}", call.method.as_str(), call.segments.join("/")));
        if call.method == Method::Get {
            return Ok(Reply::new(200, self.read(call.segments.last().unwrap().parse().unwrap())));
        }
        let mut refuse = self.refuse_deletes.borrow_mut();
        if *refuse > 0 {
            *refuse -= 1;
            return Ok(Reply::new(500, ""));
        }
        self.delete(&call.body.clone().unwrap());
        Ok(Reply::new(204, ""))
    }
}

#[derive(Default)]
struct Kept {
    ids: RefCell<BTreeSet<String>>,
    is_full: bool,
}

impl Store for Kept {
    type Error = &'static str;

    async fn save(&self, batch: &EventBatch) -> Result<(), Self::Error> {
        if self.is_full {
            return Err("the disk is full");
        }
        self.ids.borrow_mut().extend(batch.events.iter().map(|event| event.id.as_str().to_owned()));
        Ok(())
    }
}

#[test]
fn a_queue_is_emptied_five_hundred_at_a_time_and_everything_is_kept() {
    let (queue, kept, mut pump) = (Queue::of(1_100), Kept::default(), QueueDrain::default());
    let mut full = Vec::new();
    for _ in 0..3 {
        full.push(block_on(pump.turn(&Client::new(&queue), &kept)).unwrap().is_full);
    }
    assert_eq!(full, [true, true, false]);
    assert_eq!(kept.ids.borrow().len(), 1_100);
    assert!(queue.pending.borrow().is_empty());
    assert_eq!(queue.asked.borrow().iter().filter(|call| *call == "GET events/500").count(), 3);
}

#[test]
fn what_cannot_be_kept_is_not_deleted() {
    let (queue, kept) = (Queue::of(3), Kept { is_full: true, ..Kept::default() });
    let turn = block_on(QueueDrain::default().turn(&Client::new(&queue), &kept));
    assert_eq!(turn, Err(DrainError::Save("the disk is full")));
    assert_eq!(*queue.asked.borrow(), ["GET events/500"]);
}

#[test]
fn a_batch_that_was_not_deleted_is_deleted_once_more_before_the_queue_is_read_again() {
    let (queue, kept, mut pump) = (Queue::of(3), Kept::default(), QueueDrain::default());
    *queue.refuse_deletes.borrow_mut() = 1;
    let first = block_on(pump.turn(&Client::new(&queue), &kept)).unwrap();
    assert!(first.undeleted.is_some() && !first.is_full);
    let second = block_on(pump.turn(&Client::new(&queue), &kept)).unwrap();
    assert_eq!((second.batch.events.len(), second.undeleted), (0, None));
    assert_eq!(*queue.asked.borrow(), ["GET events/500", "DELETE events", "DELETE events", "GET events/500"]);
}

#[test]
fn where_deleting_keeps_failing_it_is_tried_twice_per_turn_and_never_in_a_storm() {
    let (queue, kept, mut pump) = (Queue::of(600), Kept::default(), QueueDrain::default());
    *queue.refuse_deletes.borrow_mut() = usize::MAX;
    for _ in 0..3 {
        let turn = block_on(pump.turn(&Client::new(&queue), &kept)).unwrap();
        assert!(!turn.is_full, "the same would come again at once");
    }
    assert_eq!(queue.asked.borrow().iter().filter(|call| call.starts_with("DELETE")).count(), 5);
    assert_eq!(kept.ids.borrow().len(), 500);
}

#[test]
fn a_batch_without_a_name_is_deleted_by_the_ids_of_its_events() {
    let (queue, kept) = (Queue { names_batches: false, ..Queue::of(250) }, Kept::default());
    let turn = block_on(QueueDrain::default().turn(&Client::new(&queue), &kept)).unwrap();
    assert_eq!(turn.undeleted, None);
    assert!(queue.pending.borrow().is_empty());
    assert_eq!(queue.asked.borrow().len(), 4, "a hundred ids in a call");
}

#[test]
fn a_queue_that_cannot_be_read_is_left_alone() {
    struct Broken;
    impl Transport for Broken {
        async fn send(&self, _: &Call) -> Result<Reply, TransportError> {
            Err(TransportError::NoAnswer("the connection broke".into()))
        }
    }
    let turn = block_on(QueueDrain::default().turn(&Client::new(Broken), &Kept::default()));
    assert!(matches!(turn, Err(DrainError::Read(_))));
}
