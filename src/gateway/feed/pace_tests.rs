//! Tests of times on the feed: beats, events that are sent together, and clients that are too slow.

use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::Instant;

use super::*;
use crate::feed::follower::LONGEST_SEND;

#[tokio::test]
async fn a_client_that_falls_behind_what_is_retained_is_cut_off_and_is_told_of_the_gap() {
    let setup = Setup::with(Limits { bytes: 1_000_000, ..Limits::default() }, true, Origins::default()).await;
    let mut client = setup.connect().await;
    client.ready(KEY, None).await;
    // Far more than the system buffers for a socket, so that the sender has to wait for the reader.
    let event: Arc<str> = format!("\"{}\"", "x".repeat(99_998)).into();
    for _ in 0..1_000 {
        setup.source.ring.push([Arc::clone(&event)]);
        tokio::task::yield_now().await;
    }
    let (mut received, mut last) = (0, None);
    let code = loop {
        match client.next().await {
            Got::Frame(Frame::Events { cursor, events }) => {
                received += events.len();
                last = Some(cursor);
            }
            Got::Frame(other) => panic!("{other:?}"),
            Got::Closed(code) => break code,
        }
    };
    assert_eq!(code, Close::TooSlow.code());
    assert!(received < 1_000, "{received}");
    let mut client = setup.connect().await;
    let ready = client.ready(KEY, last.as_deref()).await;
    assert_eq!(ready.retained, Some(10));
    if last.is_some() {
        assert!(matches!(client.next().await, Got::Frame(Frame::Gap(_))), "nothing is skipped in silence");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_is_cut_off() {
    let setup = Setup::new().await;
    let mut client = setup.pipe(64 * 1024).await;
    client.ready(KEY, None).await;
    let start = Instant::now();
    setup.source.ring.push([Arc::from(format!("\"{}\"", "x".repeat(100_000)))]);
    tokio::time::sleep(LONGEST_SEND + Duration::from_secs(1)).await;
    assert!(matches!(client.next().await, Got::Frame(Frame::Events { .. })), "what was on its way still arrives");
    client.closes_with(Close::TooSlow).await;
    assert_eq!(start.elapsed(), LONGEST_SEND + Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn after_fifteen_seconds_of_silence_comes_a_beat() {
    let setup = Setup::new().await;
    let mut client = setup.pipe(64 * 1024).await;
    client.ready(KEY, None).await;
    let start = Instant::now();
    tokio::time::advance(Duration::from_secs(10)).await;
    setup.issue(1);
    client.events().await;
    setup.source.seconds.store(25, Ordering::SeqCst);
    let Got::Frame(Frame::Beat { now }) = client.next().await else { panic!("no beat") };
    assert_eq!(start.elapsed().as_secs(), 25, "fifteen after the last frame");
    assert_eq!(now, "2026-05-19T13:00:25Z");
}

#[tokio::test(start_paused = true)]
async fn where_time_passes_at_another_speed_it_is_told_every_second_also_among_events() {
    let setup = Setup::with(Limits::default(), false, Origins::default()).await;
    let mut client = setup.pipe(64 * 1024).await;
    client.ready(KEY, None).await;
    let (start, mut beats) = (Instant::now(), 0);
    while start.elapsed() < Duration::from_secs(5) {
        setup.issue(1);
        tokio::time::advance(Duration::from_millis(100)).await;
        while let Some(got) = client.next().now_or_never() {
            beats += u32::from(matches!(got, Got::Frame(Frame::Beat { .. })));
        }
    }
    assert!((4..=5).contains(&beats), "{beats}");
}

#[tokio::test]
async fn a_jump_of_the_clock_is_told_at_once() {
    let setup = Setup::new().await;
    let mut clients = [setup.connect().await, setup.connect().await];
    for client in &mut clients {
        client.ready(KEY, None).await;
    }
    setup.source.seconds.store(3_600, Ordering::SeqCst);
    setup.source.ring.beat();
    for client in &mut clients {
        let Got::Frame(Frame::Beat { now }) = client.next().await else { panic!("no beat") };
        assert_eq!(now, "2026-05-19T14:00:00Z");
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_event_comes_at_once_and_those_close_behind_come_together() {
    let setup = Setup::new().await;
    let mut client = setup.pipe(64 * 1024).await;
    client.ready(KEY, None).await;
    let start = Instant::now();
    setup.issue(1);
    assert_eq!(client.events().await.0, numbered(0..1));
    assert_eq!(start.elapsed(), Duration::ZERO);
    for _ in 0..4 {
        setup.issue(1);
        tokio::time::advance(Duration::from_millis(10)).await;
    }
    assert_eq!(client.events().await.0, numbered(1..5));
    assert_eq!(start.elapsed().as_millis(), 50);
}
