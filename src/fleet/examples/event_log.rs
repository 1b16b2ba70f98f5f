//! A measurement of a million events in the log: `cargo run --release -p jetstream-fleet --example event_log`.
//!
//! Events of the simulated fleet go through a log of 48 MiB. It prints how many the log retains, the memory of a
//! record by the log's own account and by the process's memory, whether the second half took more than the first, and the time of searches.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use jetstream_api::events::Event;
use jetstream_fleet::{
    EventLog,
    event_log::query::{Query, Search},
};
use jetstream_simulator::{Options, Simulator};
use jiff::SignedDuration;

const CAPACITY: usize = 48 << 20;
const EVENTS: u64 = 1_000_000;
const QUERIES: [&str; 9] = [
    "door",
    "doorbreach severity>=error",
    "e",
    "zzz",
    "receivedtime",
    "2026",
    "device:cabinet -type:Heartbeat",
    "severity>=warning since:2h",
    "user:demo command:Lockdown",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut simulator = Simulator::new(&Options::default());
    let mut log = EventLog::new(CAPACITY);
    let (before, mut half) = (resident_kib()?, None);
    let started = Instant::now();
    while log.total_seen() < EVENTS {
        simulator.advance(simulator.now() + SignedDuration::from_hours(1));
        for raw in simulator.take_issued() {
            log.insert(&Event::parse(&raw)?);
        }
        if log.total_seen() >= EVENTS / 2 && half.is_none() {
            half = Some((resident_kib()?, log.bytes()));
        }
    }
    let took = started.elapsed();
    let (after, bytes) = (resident_kib()?, log.bytes());
    let text: usize = log.iter_newest().map(|record| record.raw().len()).sum();
    let count = log.len();
    println!("{} events in {took:.1?}, simulating included; {count} retained", log.total_seen());
    println!("a typical text: {} bytes; a record by the log's account: {} bytes", text / count, bytes / count);
    if let Some((half_kib, half_bytes)) = half {
        println!("by the log's account: {half_bytes} bytes after one half, {bytes} after the other");
        println!(
            "the process: {before} KiB before, {half_kib} after one half, {after} after the other (simulator included)"
        );
    }
    for text in QUERIES {
        let query: Query = text.parse()?;
        let mut best = Duration::MAX;
        let mut found = 0;
        // The least of a few: what else runs on the machine only ever adds.
        for _ in 0..5 {
            let started = Instant::now();
            let search = Search::new(&query, &log, simulator.now(), |_| false);
            found = log.iter_newest().filter(|record| search.fits(record, &log)).count();
            best = best.min(started.elapsed());
        }
        println!("{best:>9.2?} for {found:>6} of {count}: {text}");
    }
    Ok(())
}

/// The memory of the process now, as Linux counts it.
fn resident_kib() -> Result<usize, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
