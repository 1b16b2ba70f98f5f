//! Tests of the relay as a process: killed a hundred times under load, and attacked.
// The figures of a process, and further loopback addresses, exist on Linux only.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod process;

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use jetstream_api::{feed::Frame, ids::EventId};
use jetstream_simulator::DEMO_KEY;
use process::{Process, advance, follow, issued, next, open, subscribe};
use tokio::{io::AsyncWriteExt, net::TcpSocket, time::timeout};
use tokio_tungstenite::tungstenite::Message;

const KILLS: u32 = 100;

/// A client that reconnects until it has all events.
#[derive(Default)]
struct Reader {
    cursor: Option<String>,
    ids: HashSet<String>,
    received: u64,
    hash: u64,
}

impl Reader {
    fn take(&mut self, frame: Frame) {
        match frame {
            Frame::Ready(ready) => self.cursor = Some(ready.cursor),
            Frame::Events { cursor, events } => {
                self.cursor = Some(cursor);
                for event in events {
                    let event: serde_json::Value = serde_json::from_str(event.get()).unwrap();
                    let id = EventId::new(event["EventId"].as_str().unwrap());
                    self.received += 1;
                    self.hash = self.hash.wrapping_add(id.fingerprint());
                    self.ids.insert(id.as_str().to_owned());
                }
            }
            Frame::Gap(gap) => panic!("{gap:?}"),
            Frame::Beat { .. } | Frame::Other(_) => {}
        }
    }

    /// Reads until the connection ends or this time is over.
    async fn read(&mut self, relay: &Process, until: Instant) {
        let Some(mut socket) = follow(relay.address, DEMO_KEY, self.cursor.clone()).await else { return };
        while let Ok(Some(frame)) = timeout(until.saturating_duration_since(Instant::now()), next(&mut socket)).await {
            self.take(frame);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_a_hundred_times_under_load_it_loses_nothing_and_repeats_nothing() {
    // One call in twenty fails, a third of those after it took effect.
    let simulator = Process::start(&["simulate", "--speed", "0", "--rate", "1000", "--chaos", "5"]);
    let (url, folder) = (simulator.url(), tempfile::tempdir().unwrap());
    subscribe(&url, DEMO_KEY).await;
    let before = issued(&url).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let load = tokio::spawn({
        let (url, is_over) = (url.clone(), Arc::clone(&is_over));
        async move {
            while !is_over.load(Ordering::SeqCst) {
                advance(&url, 0.05).await;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    });
    let data = folder.path().to_str().unwrap();
    let start = || Process::start(&["relay", "--upstream", &url, "--data", data, "--pause", "0.1"]);
    let mut reader = Reader::default();
    for kill in 0..KILLS {
        let relay = start();
        // Killed at a different moment each time, first in the middle of its first batch.
        let until = Instant::now() + Duration::from_millis(20 + u64::from(kill * 37 % 200));
        reader.read(&relay, until).await;
        // With SIGKILL, so it cannot react.
        drop(relay);
    }
    let in_between = reader.received;
    is_over.store(true, Ordering::SeqCst);
    load.await.unwrap();
    let after = issued(&url).await;
    let expected = (after.0 - before.0, after.1.wrapping_sub(before.1));
    let (relay, begin) = (start(), Instant::now());
    while reader.received < expected.0 && begin.elapsed() < Duration::from_secs(60) {
        reader.read(&relay, Instant::now() + Duration::from_secs(1)).await;
    }
    println!("{KILLS} kills, {} events, {in_between} of them delivered in between", expected.0);
    assert!(in_between > expected.0 / 4, "{in_between} of {}: it was killed at work", expected.0);
    assert_eq!((reader.received, reader.hash), expected, "what was issued is what was delivered");
    assert_eq!(reader.ids.len() as u64, expected.0, "and nothing twice");
}

/// Checks that the relay serves well-behaved clients, which have another address than the attacker.
async fn is_there(relay: &Process) {
    let begin = Instant::now();
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 200], 0).into()).unwrap();
    let mut stream = socket.connect(relay.address).await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    let read = tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut answer);
    timeout(Duration::from_secs(10), read).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    println!("a request among the attack took {} ms", begin.elapsed().as_millis());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hostile_client_costs_bounded_memory() {
    let (simulator, folder) = (Process::start(&["simulate", "--speed", "0"]), tempfile::tempdir().unwrap());
    let data = folder.path().to_str().unwrap();
    let relay = Process::start(&["relay", "--upstream", &simulator.url(), "--data", data]);
    is_there(&relay).await;
    let before = relay.memory().0;

    // Ten thousand connections, as many at a time as this process may have; they send nothing, or half a request.
    let mut open_ones = std::collections::VecDeque::new();
    for number in 0..10_000 {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 2], 0).into()).unwrap();
        let Ok(mut stream) = socket.connect(relay.address).await else { continue };
        if number % 2 == 0 {
            // The relay may have closed it already.
            let _ = stream.write_all(b"GET /3/devices HTTP/1.1\r\nHost: x\r\nX: ").await;
        }
        open_ones.push_back(stream);
        if open_ones.len() > 400 {
            open_ones.pop_front();
        }
    }
    is_there(&relay).await;
    drop(open_ones);

    // As many connections as the relay accepts, from many addresses, if the system allows this process so many.
    let mut all = Vec::new();
    for number in 0..4_000_u16 {
        let [_, host] = (100 + number % 50).to_be_bytes();
        let Ok(socket) = TcpSocket::new_v4() else { break };
        socket.bind(([127, 0, 0, host], 0).into()).unwrap();
        let Ok(Ok(mut stream)) = timeout(Duration::from_secs(5), socket.connect(relay.address)).await else { break };
        let _ = stream.write_all(b"GET /3/devices HTTP/1.1\r\nHost: x\r\nX: ").await;
        all.push(stream);
    }
    println!("{} half requests at a time", all.len());
    drop(all);
    is_there(&relay).await;

    // Feed connections without a hello, from many addresses.
    let mut silent = Vec::new();
    for number in 0..300_u16 {
        let [_, host] = (10 + number % 20).to_be_bytes();
        silent.extend(open(relay.address, [127, 0, 0, host]).await);
    }
    is_there(&relay).await;
    drop(silent);

    // Frames of sixteen megabytes, and a body that never ends.
    let frame = Message::text("x".repeat(16 * 1024 * 1024));
    for host in 40..60 {
        if let Some(socket) = open(relay.address, [127, 0, 0, host]).await {
            let (mut sending, mut receiving) = socket.split();
            let frame = frame.clone();
            let sent = tokio::spawn(async move { sending.send(frame).await });
            let closed = timeout(Duration::from_secs(10), receiving.next()).await;
            assert!(!matches!(closed, Ok(Some(Ok(Message::Text(_))))), "no word about such a frame");
            sent.abort();
        }
    }
    let endless = reqwest::Body::wrap_stream(
        futures_util::stream::repeat(()).map(|()| Ok::<_, std::io::Error>(vec![b'x'; 65_536])),
    );
    let call = reqwest::Client::new().post(format!("{}/3/devices", relay.url())).header("AccessKey", DEMO_KEY);
    if let Ok(answer) = call.body(endless).send().await {
        assert_eq!(answer.status(), 413);
    }
    is_there(&relay).await;

    let most = relay.memory().1;
    println!("memory: {before} kB before the attack, {most} kB at most");
    assert!(most - before < 128 * 1024, "{before} kB became {most} kB");
}
