//! Tests of the feed's protocol over real sockets; those with waiting times use a pipe in memory and a paused clock.

#[path = "feed/pace_tests.rs"]
mod pace;
#[path = "feed/refusal_tests.rs"]
mod refusal;

use std::{
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use jetstream_api::{
    feed::{Frame, Gap, MAX_BYTES, MAX_EVENTS},
    key::AccessKey,
};
use jiff::{SignedDuration, Timestamp};
use tokio::{
    io::{DuplexStream, duplex},
    net::{TcpListener, TcpStream},
};

use super::*;
use crate::{
    serve::{serve, serve_connection},
    testing::{Client, Got, START, connect, upgrade},
};

const KEY: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

/// A source that is controlled by the test.
struct TestSource {
    ring: Arc<Ring>,
    real_time: bool,
    seconds: AtomicU64,
}

impl FeedSource for TestSource {
    const NAME: &'static str = "simulated";

    type FeedLog = Arc<Ring>;

    async fn open(&self, key: &AccessKey) -> Result<Arc<Ring>, Close> {
        if key.reveal() == KEY { Ok(Arc::clone(&self.ring)) } else { Err(Close::BadKey) }
    }

    fn now(&self) -> Timestamp {
        let seconds = i64::try_from(self.seconds.load(Ordering::SeqCst)).unwrap();
        START.parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
    }

    fn is_real_time(&self) -> bool {
        self.real_time
    }
}

struct Setup {
    source: Arc<TestSource>,
    feed: Arc<Feed<TestSource>>,
    address: SocketAddr,
    shutdown: Shutdown,
    next: Mutex<u32>,
}

impl Setup {
    async fn new() -> Self {
        Self::with(Limits::default(), true, Origins::default()).await
    }

    async fn with(limits: Limits, real_time: bool, origins: Origins) -> Self {
        Self::with_sockets(limits, real_time, origins, SocketLimits::default()).await
    }

    async fn with_sockets(limits: Limits, real_time: bool, origins: Origins, sockets: SocketLimits) -> Self {
        let shutdown = Shutdown::default();
        let source = Arc::new(TestSource { ring: Arc::new(Ring::new(limits)), real_time, seconds: AtomicU64::new(0) });
        let feed = Arc::new(Feed::new(Arc::clone(&source), origins, sockets, shutdown.clone()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (router, end) = (Arc::clone(&feed).routes(), shutdown.clone());
        tokio::spawn(async move { serve(listener, router, 1_000, &end).await });
        Self { source, feed, address, shutdown, next: Mutex::new(0) }
    }

    /// Issues `count` events with consecutive numbers.
    fn issue(&self, count: u32) {
        let mut next = self.next.lock().unwrap();
        self.source.ring.push((*next..*next + count).map(|number| event(number).into()));
        *next += count;
    }

    async fn connect(&self) -> Client<TcpStream> {
        connect(self.address).await
    }

    /// A connection in memory, which buffers `bytes` before a sender has to wait.
    async fn pipe(&self, bytes: usize) -> Client<DuplexStream> {
        let (near, far) = duplex(bytes);
        tokio::spawn(serve_connection(far, None, Arc::clone(&self.feed).routes(), self.shutdown.clone()));
        upgrade(near, "pipe", Some(PROTOCOL), None).await.unwrap()
    }
}

fn event(number: u32) -> String {
    format!(r#"{{ "EventId": "{number}" }}"#)
}

fn numbered(numbers: std::ops::Range<u32>) -> Vec<String> {
    numbers.map(event).collect()
}

/// Reads `count` events, and returns them with the cursor after the last.
async fn read(client: &mut Client<TcpStream>, count: usize) -> (Vec<String>, String) {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    while all.len() < count {
        let (events, after) = client.events().await;
        assert!(!events.is_empty() && events.len() <= MAX_EVENTS);
        all.extend(events);
        cursor = after;
    }
    (all, cursor)
}

#[tokio::test]
async fn what_is_retained_comes_first_and_what_is_new_follows() {
    let setup = Setup::new().await;
    setup.issue(3);
    let mut client = setup.connect().await;
    let ready = client.ready(KEY, None).await;
    assert_eq!((ready.retained, ready.source.as_str(), ready.now.as_deref()), (Some(3), "simulated", Some(START)));
    assert_eq!(ready.cursor, ready.oldest);
    assert_eq!(client.events().await.0, numbered(0..3), "the very text that was issued");
    setup.issue(2);
    assert_eq!(client.events().await.0, numbered(3..5));
}

#[tokio::test]
async fn resuming_loses_nothing_and_repeats_nothing() {
    let setup = Setup::new().await;
    setup.issue(5);
    let mut client = setup.connect().await;
    let mut cursor = client.ready(KEY, None).await.cursor;
    drop(client);
    let mut seen = Vec::new();
    for round in 0..20 {
        setup.issue(round * 67);
        let mut client = setup.connect().await;
        let ready = client.ready(KEY, Some(&cursor)).await;
        assert_eq!(ready.cursor, cursor);
        if ready.retained != Some(0) {
            let (events, after) = client.events().await;
            seen.extend(events);
            cursor = after;
        }
    }
    let mut client = setup.connect().await;
    let left = client.ready(KEY, Some(&cursor)).await.retained.unwrap();
    seen.extend(read(&mut client, usize::try_from(left).unwrap()).await.0);
    assert_eq!(seen, numbered(0..5 + (0..20).map(|round| round * 67).sum::<u32>()));
}

#[tokio::test]
async fn a_frame_carries_512_events_and_a_mebibyte_at_most_and_a_bigger_event_travels_alone() {
    let setup = Setup::new().await;
    setup.issue(1_100);
    let big = |bytes: usize| Arc::<str>::from(format!("\"{}\"", "x".repeat(bytes - 2)));
    setup.source.ring.push([big(MAX_BYTES / 2), big(MAX_BYTES / 2), big(2 * MAX_BYTES), big(10)]);
    let mut client = setup.connect().await;
    client.ready(KEY, None).await;
    let mut frames = Vec::new();
    while frames.iter().sum::<usize>() < 1_104 {
        frames.push(client.events().await.0.len());
    }
    assert_eq!(frames, [512, 512, 77, 1, 1, 1]);
}

#[tokio::test]
async fn a_cursor_that_was_never_given_is_answered_with_a_gap() {
    let setup = Setup::new().await;
    setup.issue(3);
    for cursor in ["never", "", "0000000000000000-2"] {
        let mut client = setup.connect().await;
        let ready = client.ready(KEY, Some(cursor)).await;
        let Got::Frame(Frame::Gap(Gap { after, resumed_at, reason })) = client.next().await else { panic!("no gap") };
        assert_eq!((after.as_str(), &resumed_at), (cursor, &ready.oldest));
        assert!(reason.contains("never gave"), "{reason}");
        assert_eq!((ready.cursor, ready.retained), (resumed_at, Some(3)));
        assert_eq!(client.events().await.0, numbered(0..3));
    }
}

#[tokio::test]
async fn a_cursor_older_than_what_is_retained_is_answered_with_a_gap() {
    let setup = Setup::with(Limits { events: 10, ..Limits::default() }, true, Origins::default()).await;
    let mut client = setup.connect().await;
    let cursor = client.ready(KEY, None).await.cursor;
    drop(client);
    setup.issue(25);
    let mut client = setup.connect().await;
    assert_eq!(client.ready(KEY, Some(&cursor)).await.retained, Some(10));
    let Got::Frame(Frame::Gap(gap)) = client.next().await else { panic!("no gap") };
    assert_eq!(gap.after, cursor);
    assert!(gap.reason.contains("no longer retained"), "{}", gap.reason);
    assert_eq!(client.events().await.0, numbered(15..25));
}
