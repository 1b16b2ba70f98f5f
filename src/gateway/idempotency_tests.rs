//! Tests of the cache of responses by click id.

use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

fn click(number: u64) -> Guid {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Guid::from_random(bytes)
}

fn request(number: u64) -> Fingerprint {
    Fingerprint::new(click(number), [b"key", b"POST", b"/3/devices/a/lockdown", b"{\"Hours\":4}"])
}

/// A counter of executions.
#[derive(Default)]
struct Door(AtomicUsize);

impl Door {
    fn lock(self: &Arc<Self>) -> impl Future<Output = Vec<u8>> + Send + 'static {
        let door = Arc::clone(self);
        async move { vec![u8::try_from(door.0.fetch_add(1, Ordering::SeqCst)).unwrap(); 4] }
    }

    fn executed(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_repeat_is_answered_from_the_first_result_and_counted() {
    let (clicks, door) = (IdempotencyCache::new(Vec::len), Arc::new(Door::default()));
    for _ in 0..3 {
        assert_eq!(clicks.run_once(request(1), door.lock()).await.unwrap(), [0; 4]);
    }
    assert_eq!(door.executed(), 1);
    assert_eq!(clicks.replay_count(), HashMap::from([(click(1), 2)]));
}

#[tokio::test]
async fn another_click_key_method_path_or_body_is_another_request() {
    let (clicks, door) = (IdempotencyCache::new(Vec::len), Arc::new(Door::default()));
    let parts: [&[u8]; 4] = [b"key", b"POST", b"/path", b"body"];
    let mut requests = vec![Fingerprint::new(click(1), parts), Fingerprint::new(click(2), parts)];
    for index in 0..4 {
        let mut other = parts;
        other[index] = b"other";
        requests.push(Fingerprint::new(click(1), other));
    }
    // The same bytes, split at another position.
    requests.push(Fingerprint::new(click(1), [b"key", b"POST", b"/pathb", b"ody"]));
    for fingerprint in &requests {
        clicks.run_once(*fingerprint, door.lock()).await;
    }
    assert_eq!(door.executed(), requests.len());
}

#[tokio::test]
async fn repeats_that_come_before_the_first_result_wait_for_it() {
    let (clicks, gate) = (Arc::new(IdempotencyCache::new(Vec::len)), Arc::new(Semaphore::new(0)));
    let executed = Arc::new(AtomicUsize::new(0));
    let ask = || {
        let (clicks, gate, executed) = (Arc::clone(&clicks), Arc::clone(&gate), Arc::clone(&executed));
        tokio::spawn(async move {
            let work = async move {
                executed.fetch_add(1, Ordering::SeqCst);
                let _ = gate.acquire().await;
                vec![7]
            };
            clicks.run_once(request(1), work).await
        })
    };
    let (first, second) = (ask(), ask());
    tokio::task::yield_now().await;
    gate.add_permits(1);
    assert_eq!((first.await.unwrap(), second.await.unwrap()), (Some(vec![7]), Some(vec![7])));
    assert_eq!(executed.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn the_work_goes_on_when_the_first_to_ask_goes_away() {
    let (clicks, gate) = (IdempotencyCache::new(Vec::len), Arc::new(Semaphore::new(0)));
    let opened = Arc::clone(&gate);
    let work = async move {
        let _ = opened.acquire().await;
        vec![7]
    };
    assert!(clicks.run_once(request(1), work).now_or_never().is_none(), "it waits, and is dropped here");
    gate.add_permits(1);
    assert_eq!(clicks.run_once(request(1), async { vec![8] }).await, Some(vec![7]));
}

#[tokio::test(start_paused = true)]
async fn a_result_is_forgotten_after_its_time() {
    let (clicks, door) = (IdempotencyCache::new(Vec::len), Arc::new(Door::default()));
    clicks.run_once(request(1), door.lock()).await;
    tokio::time::advance(KEPT - Duration::from_secs(1)).await;
    clicks.run_once(request(1), door.lock()).await;
    assert_eq!(door.executed(), 1);
    tokio::time::advance(Duration::from_secs(1)).await;
    clicks.run_once(request(2), door.lock()).await;
    assert_eq!(clicks.lock().responses.len(), 1, "nothing is kept past its time");
}

#[tokio::test]
async fn the_number_and_the_bytes_of_results_are_bounded() {
    let clicks = IdempotencyCache::new(|bytes: &usize| *bytes);
    for number in 0..=MOST as u64 {
        clicks.run_once(request(number), async { 1 }).await;
    }
    assert_eq!(clicks.lock().responses.len(), MOST);
    assert_eq!(clicks.lock().bytes, MOST);
    clicks.run_once(request(20_000), async { MOST_BYTES + 1 }).await;
    assert_eq!(clicks.lock().responses.len(), 1, "one large result pushes the older ones out");
}

#[tokio::test]
async fn work_that_panics_gives_no_result_and_is_not_repeated() {
    let (clicks, door) = (IdempotencyCache::new(Vec::len), Arc::new(Door::default()));
    assert_eq!(clicks.run_once(request(1), async { panic!("meant to") }).await, None);
    assert_eq!(clicks.run_once(request(1), door.lock()).await, None);
    assert_eq!(door.executed(), 0);
}
