//! Tests of the queue drain of the API crate on this Jetstream: stopped at any step, as by a closed tab or a killed program.

use std::{
    cell::RefCell,
    collections::BTreeSet,
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

use jetstream_api::{
    call::{Call, Reply},
    client::{Client, Transport},
    error::TransportError,
    events::{EventBatch, EventLimit, GetEvents},
    ids::EventId,
    queue_drain::{QueueDrain, Store},
};
use proptest::prelude::*;

use crate::testing::TestBed;

/// Is not ready when it is first polled, so that a turn can be dropped there.
struct Step(bool);

impl Future for Step {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// The queue, with a step before each call arrives and one before its answer does.
struct Queue {
    bed: RefCell<TestBed>,
    /// Refuses a deletion when its number is one of these.
    refuses: BTreeSet<usize>,
    deletions: RefCell<usize>,
}

impl Transport for &Queue {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        Step(false).await;
        let number = call.body.as_ref().map(|_| self.deletions.replace_with(|number| *number + 1));
        let refused = number.is_some_and(|number| self.refuses.contains(&number));
        let reply = if refused { Reply::new(500, "") } else { self.bed.borrow_mut().respond(call).reply };
        Step(false).await;
        Ok(reply)
    }
}

/// The events on the disk. A batch is there as a whole or not at all.
#[derive(Default)]
struct Disk(RefCell<BTreeSet<EventId>>);

impl Store for Disk {
    type Error = ();

    async fn save(&self, batch: &EventBatch) -> Result<(), ()> {
        Step(false).await;
        self.0.borrow_mut().extend(batch.events.iter().map(|event| event.id.clone()));
        Step(false).await;
        Ok(())
    }
}

/// Polls a turn a number of times, and drops it when it is not done by then.
fn run(pump: &mut QueueDrain, queue: &Queue, disk: &Disk, polls: usize) -> bool {
    let client = Client::new(queue);
    let mut turn = pin!(pump.turn(&client, disk));
    let mut context = Context::from_waker(Waker::noop());
    (0..polls).any(|_| turn.as_mut().poll(&mut context).is_ready())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_event_is_lost_whenever_the_drain_is_stopped(
        stops in prop::collection::vec((1_usize..9, any::<bool>()), 1..24),
        refuses in prop::collection::btree_set(0_usize..20, 0..6),
    ) {
        let mut bed = TestBed::small();
        bed.send(&GetEvents::default()).unwrap();
        bed.events();
        let queue = Queue { bed: RefCell::new(bed), refuses, deletions: RefCell::new(0) };
        let (disk, mut pump, mut issued) = (Disk::default(), QueueDrain::default(), BTreeSet::new());
        for (polls, restarts) in stops {
            {
                let mut bed = queue.bed.borrow_mut();
                bed.minutes(7);
                issued.extend(bed.events().into_iter().map(|event| event.id));
            }
            run(&mut pump, &queue, &disk, polls);
            if restarts {
                pump = QueueDrain::default();
            }
            let stored = disk.0.borrow();
            let limit = EventLimit::new(512).ok();
            let pending = queue.bed.borrow_mut().send(&GetEvents { limit, ..GetEvents::default() }).unwrap();
            let pending: BTreeSet<_> = pending.events.into_iter().map(|event| event.id).collect();
            prop_assert!(
                pending.len() == 512 || issued.iter().all(|id| stored.contains(id) || pending.contains(id)),
                "what has left the queue is on the disk"
            );
        }
        for _ in 0..40 {
            run(&mut pump, &queue, &disk, 100);
        }
        prop_assert_eq!(&*disk.0.borrow(), &issued);
    }
}
