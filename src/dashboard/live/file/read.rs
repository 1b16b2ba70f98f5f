//! Reading a file of events, slice by slice.

use futures_util::future::abortable;
use jetstream_fleet::event_log::import::{Found, Import};
use leptos::{prelude::*, task::spawn_local};

use super::EventFile;
use crate::live::{Link, Live};

/// How many bytes are read at once: some 300 events, which a frame has room for. While the next ones are fetched the page breathes,
/// also in a hidden tab, where timers hardly tick.
const SLICE: f64 = 131_072.0;

/// Reads it to its end, or until the owner is gone.
pub fn start(live: Live, file: EventFile) {
    let (task, handle) = abortable(read(live, file));
    spawn_local(async move {
        // Aborted is how it ends when the file is closed.
        let _ = task.await;
    });
    on_cleanup(move || handle.abort());
}

async fn read(live: Live, file: EventFile) {
    let Some(chosen) = file.chosen.try_get_value() else { return };
    let (size, mut at, mut import) = (chosen.size(), 0.0, Import::default());
    let mut broken = None;
    while at < size {
        match chosen.slice(at, size.min(at + SLICE)).await {
            Ok(bytes) => file.take(live, import.take(&bytes)),
            Err(reason) => {
                broken = Some(reason);
                break;
            }
        }
        at += SLICE;
        live.set_link(Link::Reading { percent: (at / size * 100.0).min(100.0) as u8 });
    }
    file.take(live, import.end());
    live.set_link(match &broken {
        None => Link::Read,
        Some(reason) => Link::Stopped { reason: format!("the rest of the file cannot be read: {reason}") },
    });
    file.report.try_update(|report| (report.is_read, report.broken) = (true, broken));
}

impl EventFile {
    fn take(&self, live: Live, found: Vec<Found>) {
        let (mut events, mut faults) = (Vec::new(), Vec::new());
        for Found { line, event } in found {
            match event {
                Ok(event) => events.push(event),
                Err(why) => faults.push((line, why)),
            }
        }
        let offered = events.len();
        let fresh = live.ingest(events).len();
        live.stand_at_the_newest();
        self.report.try_update(|report| {
            report.events += fresh;
            report.repeated += offered - fresh;
            faults.into_iter().for_each(|(line, why)| report.note_fault(line, why));
        });
    }
}
