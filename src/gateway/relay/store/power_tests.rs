//! Tests that no event is deleted upstream before it would survive a power failure.
//!
//! The disk is a test double that counts operations, fails at any of them, and can be read as it would be after a power failure: what was
//! synced is there, and of the rest any part of any sector. `kill -9` alone would prove
//! nothing about that, since the system writes for a process that was killed.

use std::{
    io,
    sync::{Mutex, MutexGuard},
};

use jetstream_api::{
    call::{Call, Method, Reply},
    client::{Client, Transport},
    error::TransportError,
    queue_drain::{DrainError, QueueDrain},
};
use jetstream_simulator::Rng;

use super::*;
use crate::relay::{event_store_writer::EventStoreWriter, key_feed::KeyFeed};

const SECTOR: usize = 512;
const ISSUED: usize = 100;
/// The events that one call returns. It is fewer than the relay requests: their number does not matter here.
const BATCH: usize = 40;

#[derive(Debug)]
enum Change {
    Length(u64),
    Write(u64, Vec<u8>),
}

#[derive(Debug, Default)]
struct State {
    /// The contents as a running process reads them.
    seen: Vec<u8>,
    /// The contents that survive a power failure.
    synced: Vec<u8>,
    unsynced: Vec<Change>,
    operations: u64,
    breaks_at: Option<u64>,
}

impl State {
    /// Counts an operation; from a certain number on all of them fail.
    fn operate(&mut self) -> io::Result<()> {
        self.operations += 1;
        match self.breaks_at {
            Some(last) if self.operations >= last => Err(io::Error::other("the disk is broken")),
            _ => Ok(()),
        }
    }
}

fn apply(image: &mut Vec<u8>, change: &Change, mut is_written: impl FnMut() -> bool) {
    match change {
        Change::Length(length) => image.resize(usize::try_from(*length).unwrap(), 0),
        Change::Write(at, bytes) => {
            let at = usize::try_from(*at).unwrap();
            for (index, sector) in bytes.chunks(SECTOR).enumerate().filter(|_| is_written()) {
                let begin = at + index * SECTOR;
                if let Some(place) = image.get_mut(begin..begin + sector.len()) {
                    place.copy_from_slice(sector);
                }
            }
        }
    }
}

/// A test double of a disk that can break.
#[derive(Debug, Clone, Default)]
struct Disk(Arc<Mutex<State>>);

impl Disk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// The same disk, repaired, as the next process reads it. Unsynced changes are still there, and still unsynced.
    fn after_a_kill(&self) -> Self {
        self.state().breaks_at = None;
        self.clone()
    }

    /// The disk after a power failure: each unsynced sector was written or not, at random.
    fn after_a_power_failure(&self, seed: u64) -> Self {
        let state = self.state();
        let (mut image, mut random) = (state.synced.clone(), Rng::new(seed, 0));
        for change in &state.unsynced {
            apply(&mut image, change, || random.one_in(2));
        }
        Self(Arc::new(Mutex::new(State { seen: image.clone(), synced: image, ..State::default() })))
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.state().seen.len() as u64)
    }

    fn read(&self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let (state, offset) = (self.state(), usize::try_from(offset).unwrap());
        state.seen.get(offset..offset + len).map(<[u8]>::to_vec).ok_or_else(|| io::Error::other("behind the end"))
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        apply(&mut state.seen, &Change::Length(len), || true);
        state.unsynced.push(Change::Length(len));
        Ok(())
    }

    fn sync_data(&self, _eventual: bool) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        state.synced = state.seen.clone();
        state.unsynced.clear();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        let change = Change::Write(offset, data.to_vec());
        apply(&mut state.seen, &change, || true);
        state.unsynced.push(change);
        Ok(())
    }
}

/// A queue that checks the disk at each call to delete.
struct Queue {
    disk: Mutex<Disk>,
    pending: Mutex<Vec<u32>>,
    deletes: Mutex<u64>,
}

impl Transport for &Queue {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        let mut pending = self.pending.lock().unwrap();
        if call.method == Method::Get {
            let batch: Vec<_> = pending.iter().take(BATCH).collect();
            let events: Vec<_> = batch.iter().map(|number| format!(r#"{{"EventId":"id-{number}"}}"#)).collect();
            return Ok(Reply::new(200, format!(r#"{{"BatchId":"{}","Events":[{}]}}"#, batch.len(), events.join(","))));
        }
        let body = call.body.clone().unwrap();
        let count: usize = body.split('"').nth(3).unwrap().parse().unwrap();
        let mut deletes = self.deletes.lock().unwrap();
        *deletes += 1;
        let disk = self.disk.lock().unwrap().after_a_power_failure(*deletes);
        let kept = kept(&disk);
        for number in pending.drain(..count) {
            assert!(kept.contains(&event(number)), "id-{number} is deleted upstream and could be lost here");
        }
        Ok(Reply::new(204, ""))
    }
}

fn event(number: u32) -> String {
    format!(r#"{{"EventId":"id-{number}"}}"#)
}

fn open(disk: &Disk) -> Result<(Arc<Store>, EventStoreWriter), StoreError> {
    let store = Store::with_backend(disk.clone(), Retention { age: SignedDuration::from_hours(24), bytes: 1_000_000 })?;
    let store = Arc::new(store);
    let opened = store.log(KEYS[0], 7)?;
    Ok((Arc::clone(&store), EventStoreWriter(Arc::new(KeyFeed::new(store, Arc::default(), opened)))))
}

/// All events on a disk, in their order.
fn kept(disk: &Disk) -> Vec<String> {
    let (store, _) = open(disk).unwrap();
    let (mut all, mut position) = (Vec::new(), 0);
    loop {
        let some = store.read(0, position).unwrap().unwrap();
        if some.is_empty() {
            return all;
        }
        position += some.len() as u64;
        all.extend(some.iter().map(ToString::to_string));
    }
}

/// Drains until the queue is empty or an operation fails. Returns whether all succeeded.
async fn pump(queue: &Queue, disk: &Disk) -> bool {
    *queue.disk.lock().unwrap() = disk.clone();
    let Ok((store, keeper)) = open(disk) else { return false };
    let mut pump = QueueDrain::default();
    let mut is_whole = true;
    for _ in 0..5 {
        match pump.turn(&Client::new(queue), &keeper).await {
            Ok(turn) => assert!(is_whole || turn.batch.events.is_empty(), "a store that has failed keeps nothing more"),
            Err(DrainError::Save(_)) => is_whole = false,
            Err(fault) => panic!("{fault:?}"),
        }
    }
    assert_eq!(store.is_healthy(), is_whole, "which is what /healthz says");
    is_whole
}

/// Runs a relay whose disk breaks at one operation, and then another relay on the remains of that disk.
async fn break_at(operation: u64, leave: impl Fn(&Disk) -> Disk) -> bool {
    let disk = Disk::default();
    open(&disk).unwrap();
    let made = disk.state().operations;
    disk.state().breaks_at = Some(made + operation);
    let pending = Mutex::new((0..ISSUED as u32).collect());
    let queue = Queue { disk: Mutex::new(disk.clone()), pending, deletes: Mutex::default() };
    if pump(&queue, &disk).await {
        return false;
    }
    let rest = leave(&disk);
    assert!(pump(&queue, &rest).await, "operation {operation}");
    assert!(queue.pending.lock().unwrap().is_empty(), "operation {operation}");
    let issued: Vec<_> = (0..ISSUED as u32).map(event).collect();
    assert!(kept(&rest) == issued, "operation {operation}: every event once, in its order");
    true
}

#[tokio::test]
async fn nothing_is_deleted_upstream_before_it_would_survive_a_power_failure() {
    let mut operation = 1;
    while break_at(operation, |disk| disk.after_a_power_failure(operation.wrapping_mul(0x9e37_79b9_7f4a_7c15))).await {
        operation += 1;
    }
    assert!(operation > 20, "{operation}: the disk broke at every write and every sync");
}

#[tokio::test]
async fn what_a_killed_process_had_written_and_not_synced_is_not_taken_for_kept() {
    let mut operation = 1;
    while break_at(operation, Disk::after_a_kill).await {
        operation += 1;
    }
    assert!(operation > 20, "{operation}");
}
