//! Tests of the relay from the view of its clients, with a fake upstream that the test controls.

use std::time::Duration;

use jetstream_api::feed::{Close, Frame};
use jetstream_simulator::{COLLEAGUE_KEY, DEMO_KEY};
use tokio::net::TcpStream;

use super::testing::{FakeUpstream, KEYS, RunningRelay, options};
use crate::testing::{Client, Got, Raw, connect_from, start};

/// Reads `count` events, and returns them with the cursor after the last.
async fn read(client: &mut Client<TcpStream>, count: usize) -> (Vec<String>, String) {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    while all.len() < count {
        match client.next().await {
            Got::Frame(Frame::Events { cursor: after, events }) => {
                all.extend(events.iter().map(|event| event.get().to_owned()));
                cursor = after;
            }
            Got::Frame(Frame::Beat { .. }) => {}
            other => panic!("events were expected: {other:?}"),
        }
    }
    (all, cursor)
}

/// Waits until a condition holds that the relay reaches by itself; panics when it never does.
async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never: {what}");
}

#[tokio::test]
async fn every_event_of_a_key_arrives_as_it_was_written_and_leaves_the_queue() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    let mut client = relay.connect().await;
    let ready = client.ready(KEYS[0], None).await;
    assert_eq!((ready.source.as_str(), ready.retained), ("relay", Some(0)));
    let issued = upstream.issue(KEYS[0], 1_300);
    assert_eq!(read(&mut client, 1_300).await.0, issued);
    until("the queue is empty", || upstream.pending(KEYS[0]) == 0).await;
    let mut other = relay.connect().await;
    assert_eq!(other.ready(KEYS[0], None).await.retained, Some(1_300));
    assert_eq!(read(&mut other, 1_300).await.0, issued, "everybody gets everything");
}

#[tokio::test]
async fn after_a_restart_it_goes_on_where_each_client_was() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    let mut client = relay.connect().await;
    client.ready(KEYS[0], None).await;
    let mut issued = upstream.issue(KEYS[0], 700);
    let (mut seen, cursor) = read(&mut client, 700).await;
    relay.stop().await;
    client.closes_with(Close::TryLater).await;
    issued.extend(upstream.issue(KEYS[0], 100));
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    let mut client = relay.connect().await;
    assert_eq!(client.ready(KEYS[0], Some(&cursor)).await.cursor, cursor);
    seen.extend(read(&mut client, 100).await.0);
    assert_eq!(seen, issued);
    assert_eq!(relay.connect().await.ready(KEYS[0], None).await.retained, Some(800));
}

#[tokio::test]
async fn a_batch_that_was_kept_but_not_deleted_is_deleted_once_more_and_delivered_once() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    upstream.script().failing_deletes = 1;
    let mut issued = upstream.issue(KEYS[0], 5);
    let mut client = relay.connect().await;
    client.ready(KEYS[0], None).await;
    until("the queue is empty", || upstream.pending(KEYS[0]) == 0).await;
    assert_eq!(upstream.script().failing_deletes, 0);
    issued.extend(upstream.issue(KEYS[0], 1));
    assert_eq!(read(&mut client, 6).await.0, issued);
}

#[tokio::test]
async fn a_batch_whose_deletion_was_cut_short_by_the_end_is_not_delivered_again() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    upstream.script().failing_deletes = usize::MAX;
    let mut issued = upstream.issue(KEYS[0], 5);
    let mut client = relay.connect().await;
    client.ready(KEYS[0], None).await;
    let cursor = read(&mut client, 5).await.1;
    relay.stop().await;
    assert_eq!(upstream.pending(KEYS[0]), 5, "nothing was deleted");
    upstream.script().failing_deletes = 0;
    issued.extend(upstream.issue(KEYS[0], 1));
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    let mut client = relay.connect().await;
    client.ready(KEYS[0], Some(&cursor)).await;
    assert_eq!(read(&mut client, 1).await.0, issued[5..]);
    until("the queue is empty", || upstream.pending(KEYS[0]) == 0).await;
}

#[tokio::test]
async fn two_keys_are_never_mixed() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    let (mut issued, mut cursors) = ([Vec::new(), Vec::new()], [const { None }; 2]);
    for _ in 0..3 {
        for (index, key) in KEYS.into_iter().enumerate() {
            let new = upstream.issue(key, 10 + index);
            let mut client = relay.connect().await;
            client.ready(key, cursors[index].as_deref()).await;
            let (events, cursor) = read(&mut client, new.len()).await;
            assert_eq!(events, new);
            issued[index].extend(new);
            cursors[index] = Some(cursor);
        }
    }
    for (index, key) in KEYS.into_iter().enumerate() {
        let mut client = relay.connect().await;
        let count = issued[index].len();
        assert_eq!(client.ready(key, None).await.retained, Some(count as u64));
        assert_eq!(read(&mut client, count).await.0, issued[index]);
        // The cursor of the other key means nothing here.
        let mut client = relay.connect().await;
        client.ready(key, cursors[1 - index].as_deref()).await;
        assert!(matches!(client.next().await, Got::Frame(Frame::Gap(_))));
    }
}

#[tokio::test]
async fn a_key_that_jetstream_refuses_is_refused_and_one_that_it_withdraws_is_closed() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    let Got::Closed(code) = relay.connect().await.hello(DEMO_KEY, None).await else { panic!("let in") };
    assert_eq!(code, Close::BadKey.code());
    let mut clients = [relay.connect().await, relay.connect().await];
    for client in &mut clients {
        client.ready(KEYS[0], None).await;
    }
    upstream.script().refused.insert(KEYS[0].to_owned());
    for client in &mut clients {
        client.closes_with(Close::BadKey).await;
    }
    let Got::Closed(code) = relay.connect().await.hello(KEYS[0], None).await else { panic!("let in") };
    assert_eq!(code, Close::BadKey.code());
    upstream.script().refused.clear();
    relay.connect().await.ready(KEYS[0], None).await;
}

#[tokio::test]
async fn while_jetstream_cannot_be_reached_clients_are_asked_to_come_back_later() {
    let folder = tempfile::tempdir().unwrap();
    // Nobody listens at the port of discard.
    let relay = RunningRelay::start("http://127.0.0.1:9", folder.path(), &[]).await;
    let Got::Closed(code) = relay.connect().await.hello(KEYS[0], None).await else { panic!("let in") };
    assert_eq!(code, Close::TryLater.code());
}

#[tokio::test]
async fn what_the_retention_has_let_go_is_said_to_be_missing() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &["--retain-megabytes", "1"]).await;
    let mut client = relay.connect().await;
    let first = client.ready(KEYS[0], None).await.cursor;
    let issued = upstream.issue_of(KEYS[0], 400, 10_000);
    read(&mut client, 400).await;
    let mut late = relay.connect().await;
    let retained = usize::try_from(late.ready(KEYS[0], Some(&first)).await.retained.unwrap()).unwrap();
    assert!((90..=100).contains(&retained), "{retained}: a megabyte of ten kilobytes each");
    let Got::Frame(Frame::Gap(gap)) = late.next().await else { panic!("no gap") };
    assert!(gap.after == first && gap.reason.contains("no longer retained"), "{}", gap.reason);
    assert_eq!(read(&mut late, retained).await.0, issued[400 - retained..]);
}

#[tokio::test]
async fn a_client_that_does_not_read_is_cut_off_and_resumes_without_a_loss() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    let mut slow = relay.connect().await;
    let mut cursor = slow.ready(KEYS[0], None).await.cursor;
    // Far more than the system buffers for a socket, and than is held in memory.
    let issued = upstream.issue_of(KEYS[0], 3_000, 10_000);
    let mut quick = relay.connect().await;
    quick.ready(KEYS[0], None).await;
    assert_eq!(read(&mut quick, 3_000).await.0, issued, "others are not kept waiting");
    // It takes ten seconds until a client counts as too slow.
    tokio::time::sleep(Duration::from_secs(11)).await;
    let mut seen = Vec::new();
    let code = loop {
        match slow.next().await {
            Got::Frame(Frame::Events { cursor: after, events }) => {
                seen.extend(events.iter().map(|event| event.get().to_owned()));
                cursor = after;
            }
            Got::Frame(_) => {}
            Got::Closed(code) => break code,
        }
    };
    assert_eq!(code, Close::TooSlow.code());
    assert!(seen.len() < 3_000, "{}", seen.len());
    let mut client = relay.connect().await;
    client.ready(KEYS[0], Some(&cursor)).await;
    seen.extend(read(&mut client, 3_000 - seen.len()).await.0);
    assert!(seen == issued, "nothing lost, nothing twice");
}

#[tokio::test]
async fn one_address_and_one_key_get_only_so_many_connections() {
    let ((_station, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let limits = ["--sockets-per-address", "3", "--sockets-per-key", "2", "--behind-proxy"];
    let relay = RunningRelay::start(&url, folder.path(), &limits).await;
    let mut of_key = [relay.connect().await, relay.connect().await];
    for client in &mut of_key {
        client.ready(KEYS[0], None).await;
    }
    let Got::Closed(code) = relay.connect().await.hello(KEYS[0], None).await else { panic!("one too many of a key") };
    assert_eq!(code, Close::TryLater.code());
    let mut third = relay.connect().await;
    third.ready(KEYS[1], None).await;
    relay.connect().await.closes_with(Close::TryLater).await;
    let mut elsewhere = Raw::connect(relay.address).await;
    let upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: jetstream-feed.v1\r\n";
    elsewhere.ask("GET", "/feed", &format!("{upgrade}X-Forwarded-For: 192.0.2.1\r\n"), "").await;
    assert!(elsewhere.answer().await.starts_with("HTTP/1.1 101"), "another address has its own places");
}

#[tokio::test]
async fn pages_of_other_origins_are_refused() {
    let ((_station, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &["--allow-origin", "https://portal.example"]).await;
    connect_from(relay.address, Some("https://evil.example")).await.closes_with(Close::Origin).await;
    connect_from(relay.address, Some("https://portal.example")).await.ready(KEYS[0], None).await;
}

#[tokio::test]
async fn the_disk_holds_events_and_no_key() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    upstream.issue(KEYS[0], 3);
    let mut client = relay.connect().await;
    client.ready(KEYS[0], None).await;
    read(&mut client, 3).await;
    relay.stop().await;
    let has = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let digits: Vec<u8> = KEYS[0].replace('-', "").as_bytes().chunks(2).map(hex).collect();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!has(&bytes, KEYS[0].as_bytes()) && !has(&bytes, KEYS[0].to_uppercase().as_bytes()));
        assert!(!has(&bytes, &digits), "nor its sixteen bytes");
        files.push(has(&bytes, b"event-2"));
    }
    files.sort_unstable();
    assert_eq!(files, [false, true], "the secret, and the events");
}

fn hex(digits: &[u8]) -> u8 {
    u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap()
}

#[tokio::test]
async fn two_relays_cannot_have_one_folder() {
    let ((_station, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let _first = RunningRelay::start(&url, folder.path(), &[]).await;
    let second = super::Relay::bind(&options(&url, folder.path(), &[])).await;
    let error = second.map(|_| ()).unwrap_err().to_string();
    assert!(error.starts_with("The events in ") && error.contains("already open"), "{error}");
}

#[tokio::test]
async fn metrics_and_health_tell_what_happens() {
    let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
    let relay = RunningRelay::start(&url, folder.path(), &[]).await;
    upstream.issue(KEYS[0], 3);
    let mut client = relay.connect().await;
    client.ready(KEYS[0], None).await;
    read(&mut client, 3).await;
    let text = reqwest::get(relay.url("/metrics")).await.unwrap().text().await.unwrap();
    for line in ["events_stored_total 3", "events_sent_total 3", "sockets 1", "keys 1", "store_up 1"] {
        assert!(text.contains(&format!("\njetstream_relay_{line}\n")), "{line}: {text}");
    }
    let health = reqwest::get(relay.url("/healthz")).await.unwrap();
    assert_eq!(
        (health.status().as_u16(), health.text().await.unwrap().as_str()),
        (200, r#"{"source":"relay","status":"ok"}"#)
    );
    let config: serde_json::Value =
        serde_json::from_str(&reqwest::get(relay.url("/config.json")).await.unwrap().text().await.unwrap()).unwrap();
    let expected = serde_json::json!([{ "label": "127.0.0.1", "api": "3", "feed": "feed" }]);
    assert_eq!(config["environments"], expected);
}

#[tokio::test]
async fn a_command_of_a_page_comes_back_over_the_feed_of_every_user() {
    let (upstream, folder) = (start(&[]).await, tempfile::tempdir().unwrap());
    for key in [DEMO_KEY, COLLEAGUE_KEY] {
        // The first reading subscribes the key; events from here on are in the queue.
        let subscribe = reqwest::Client::new().get(format!("{}3/events", upstream.url)).header("AccessKey", key);
        assert_eq!(subscribe.send().await.unwrap().status(), 200);
    }
    let relay = RunningRelay::start(&upstream.url, folder.path(), &[]).await;
    let mut clients = [relay.connect().await, relay.connect().await];
    for (client, key) in clients.iter_mut().zip([DEMO_KEY, COLLEAGUE_KEY]) {
        client.ready(key, None).await;
    }
    let http = reqwest::Client::new();
    let lockdown = http.post(relay.url("/3/devices/Security%20Cabinet%201/lockdown")).header("AccessKey", DEMO_KEY);
    let answer = lockdown.header("Content-Type", "application/json").body(r#"{"Hours":4}"#).send().await.unwrap();
    let answer: serde_json::Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    let id = answer["CommandId"].as_str().unwrap();
    for client in &mut clients {
        let events = read(client, 2).await.0;
        assert!(events.iter().filter(|event| event.contains(id)).count() >= 2, "{events:?}");
    }
}
