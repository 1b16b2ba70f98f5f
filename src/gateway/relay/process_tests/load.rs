//! A benchmark: the number of connections and events that one relay carries on this machine (`cargo bench -p jetstream-gateway`).
//!
//! A simulator, a relay and all clients share the machine, so the figures are the least that can be had of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod process;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::StreamExt;
use jetstream_simulator::DEMO_KEY;
use process::{Process, advance, follow, issued, next, subscribe};
use tokio_tungstenite::tungstenite::Message;

/// Simulated seconds of a thousand events each that pass at a time.
const STEP: f64 = 2.0;

fn main() {
    // `cargo test --benches` starts this program without `--bench`: then nothing is measured.
    if std::env::args().any(|word| word == "--bench") {
        tokio::runtime::Runtime::new().unwrap().block_on(measure());
    }
}

async fn measure() {
    println!("connections   events     sent in all   seconds   events/s in   events/s out   relay CPU   relay memory");
    for (connections, steps) in [(1, 20), (10, 20), (100, 10), (500, 3), (1_000, 2), (4_000, 1)] {
        carry(connections, steps).await;
    }
}

/// Lets many connections follow one key while events arrive as quickly as the relay accepts them.
async fn carry(connections: u64, steps: u32) {
    let simulator = Process::start(&["simulate", "--speed", "0", "--rate", "1000"]);
    let (url, folder) = (simulator.url(), tempfile::tempdir().unwrap());
    subscribe(&url, DEMO_KEY).await;
    let limits = ["--sockets", "10000", "--sockets-per-address", "10000", "--sockets-per-key", "10000"];
    let fixed = ["relay", "--upstream", &url, "--data", folder.path().to_str().unwrap(), "--pause", "0.1"];
    let relay = Process::start(&[&fixed[..], &limits].concat());
    let received = Arc::new(AtomicU64::new(0));
    let mut clients = Vec::new();
    for _ in 0..connections {
        let mut socket = follow(relay.address, DEMO_KEY, None).await.unwrap();
        next(&mut socket).await.unwrap();
        let received = Arc::clone(&received);
        clients.push(tokio::spawn(async move {
            while let Some(Ok(message)) = socket.next().await {
                if let Message::Text(text) = message {
                    // To read the JSON of every frame in every client would measure the clients.
                    received.fetch_add(text.matches("\"EventId\":").count() as u64, Ordering::Relaxed);
                }
            }
        }));
    }
    let (before, begin, used) = (issued(&url).await.0, Instant::now(), processor(&relay));
    for _ in 0..steps {
        advance(&url, STEP).await;
    }
    let events = issued(&url).await.0 - before;
    while received.load(Ordering::Relaxed) < events * connections {
        assert!(begin.elapsed() < Duration::from_secs(120), "{}", received.load(Ordering::Relaxed));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let seconds = begin.elapsed().as_secs_f64();
    let (all, processor) = (events * connections, processor(&relay) - used);
    let (inward, outward) = (events as f64 / seconds, all as f64 / seconds);
    let (_, most) = relay.memory();
    println!(
        "{connections:>11}   {events:>6}   {all:>13}   {seconds:>7.2}   {inward:>11.0}   {outward:>12.0}   \
         {processor:>7.2} s   {:>9} MB",
        most / 1_024
    );
    clients.iter().for_each(tokio::task::JoinHandle::abort);
}

/// Seconds of processor time that a process has used.
fn processor(process: &Process) -> f64 {
    let stat = process.told("stat");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    // In hundredths of a second, as Linux has it for programs.
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}
