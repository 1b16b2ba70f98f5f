//! A cache of responses by click id, so that a request that a browser sends again takes effect once.
//!
//! Chrome repeats a `POST` that was lost on a reused connection, and the page cannot see it. So each click has an id in the header
//! [`CLICK_ID`], and a repeat (same id, key, method, path and body) gets the result of the first request, also if that was a broken
//! connection. Results are stored for [`KEPT`], at most [`MOST`] results and [`MOST_BYTES`] of them.

use std::{
    collections::{HashMap, VecDeque},
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::{FutureExt, future::BoxFuture, future::Shared};
use jetstream_api::ids::Guid;
use sha2::{Digest, Sha256};
use tokio::time::Instant;

/// The request header with the click's id, a GUID.
pub const CLICK_ID: &str = "Click-Id";
/// How long a result is stored: far longer than any browser waits before it sends again.
pub const KEPT: Duration = Duration::from_secs(600);
/// The most results that are stored.
pub const MOST: usize = 10_000;
/// The most bytes of bodies that are stored.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Identifies a request and its repeats. The access key goes into the hash and is not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    click: Guid,
    request: [u8; 32],
}

impl Fingerprint {
    /// The fingerprint of a click and the parts of its request: key, method, path with query, body.
    pub fn new(click: Guid, parts: [&[u8]; 4]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            // The length in front, so that no two different requests run together into the same bytes.
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        Self { click, request: hash.finalize().into() }
    }
}

type Pending<T> = Shared<BoxFuture<'static, Option<T>>>;

struct StoredResponse<T: Clone> {
    since: Instant,
    result: Pending<T>,
    bytes: usize,
    repeats: u64,
}

struct Entries<T: Clone> {
    responses: HashMap<Fingerprint, StoredResponse<T>>,
    order: VecDeque<Fingerprint>,
    bytes: usize,
}

/// A cache of the results of the latest clicks.
pub struct IdempotencyCache<T: Clone> {
    memory: Arc<Mutex<Entries<T>>>,
    weigh: fn(&T) -> usize,
}

impl<T: Clone + Send + Sync + 'static> IdempotencyCache<T> {
    /// An empty cache; `weigh` returns the bytes of a result.
    pub fn new(weigh: fn(&T) -> usize) -> Self {
        let memory = Entries { responses: HashMap::new(), order: VecDeque::new(), bytes: 0 };
        Self { memory: Arc::new(Mutex::new(memory)), weigh }
    }

    /// Runs `work` for the first request with this fingerprint; every other request waits for that result. The work goes on if the
    /// first client disconnects. `None` if the work panicked.
    pub async fn run_once(&self, click: Fingerprint, work: impl Future<Output = T> + Send + 'static) -> Option<T> {
        self.result(click, work).await
    }

    /// The number of requests of each click that were answered with the result of its first request.
    pub fn replay_count(&self) -> HashMap<Guid, u64> {
        let mut repeats = HashMap::new();
        for (fingerprint, responses) in &self.lock().responses {
            *repeats.entry(fingerprint.click).or_default() += responses.repeats;
        }
        repeats
    }

    fn result(&self, click: Fingerprint, work: impl Future<Output = T> + Send + 'static) -> Pending<T> {
        let mut locked = self.lock();
        if let Some(result) = locked.repeat(click) {
            return result;
        }
        let (memory, weigh) = (Arc::clone(&self.memory), self.weigh);
        let running = tokio::spawn(async move {
            let result = work.await;
            memory.lock().unwrap_or_else(PoisonError::into_inner).weighs(click, weigh(&result));
            result
        });
        let result = running.map(Result::ok).boxed().shared();
        locked.insert(click, result.clone());
        result
    }

    fn lock(&self) -> MutexGuard<'_, Entries<T>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Clone> Entries<T> {
    fn repeat(&mut self, click: Fingerprint) -> Option<Pending<T>> {
        let responses = self.responses.get_mut(&click).filter(|responses| responses.since.elapsed() < KEPT)?;
        responses.repeats += 1;
        Some(responses.result.clone())
    }

    fn insert(&mut self, click: Fingerprint, result: Pending<T>) {
        self.order.push_back(click);
        self.responses.insert(click, StoredResponse { since: Instant::now(), result, bytes: 0, repeats: 0 });
        self.forget();
    }

    fn weighs(&mut self, click: Fingerprint, bytes: usize) {
        if let Some(responses) = self.responses.get_mut(&click) {
            self.bytes = self.bytes - responses.bytes + bytes;
            responses.bytes = bytes;
        }
        self.forget();
    }

    /// Drops the oldest results until the bounds hold, but never the newest.
    fn forget(&mut self) {
        while let Some(first) = self.order.front().copied().filter(|_| self.order.len() > 1) {
            let is_old = self.responses.get(&first).is_none_or(|responses| responses.since.elapsed() >= KEPT);
            if !is_old && self.order.len() <= MOST && self.bytes <= MOST_BYTES {
                break;
            }
            self.order.pop_front();
            self.bytes -= self.responses.remove(&first).map_or(0, |responses| responses.bytes);
        }
    }
}

#[cfg(test)]
#[path = "idempotency_tests.rs"]
mod tests;
