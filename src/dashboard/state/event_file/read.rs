//! A task that reads a file of events, slice by slice.

use futures_util::future::abortable;
use jetstream_fleet::event_log::import::{Import, ImportResult};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    event_file::EventFile,
    live::{LiveState, feed_state::FeedState},
};

/// How many bytes are read at once: some 300 events, which can be folded within one animation frame. The page can react while the next
/// bytes are fetched. A timer between slices would slow the reading down in a hidden tab.
const SLICE: f64 = 131_072.0;

/// Reads it to its end, or until the owner is gone.
pub fn start(live: LiveState, file: EventFile) {
    let (task, handle) = abortable(read(live, file));
    spawn_local(async move {
        // It is aborted when the file is closed.
        let _ = task.await;
    });
    on_cleanup(move || handle.abort());
}

async fn read(live: LiveState, file: EventFile) {
    let Some(chosen) = file.chosen.try_get_value() else { return };
    let (size, mut at, mut import) = (chosen.size(), 0.0, Import::default());
    let mut fatal_error = None;
    while at < size {
        match chosen.slice(at, size.min(at + SLICE)).await {
            Ok(bytes) => file.ingest(live, import.take(&bytes)),
            Err(reason) => {
                fatal_error = Some(reason);
                break;
            }
        }
        at += SLICE;
        live.set_feed_state(FeedState::Reading { percent: (at / size * 100.0).min(100.0) as u8 });
    }
    file.ingest(live, import.end());
    live.set_feed_state(match &fatal_error {
        None => FeedState::Read,
        Some(reason) => FeedState::Stopped { reason: format!("the rest of the file cannot be read: {reason}") },
    });
    file.report.try_update(|report| (report.is_read, report.fatal_error) = (true, fatal_error));
}

impl EventFile {
    fn ingest(&self, live: LiveState, found: Vec<ImportResult>) {
        let (mut events, mut faults) = (Vec::new(), Vec::new());
        for ImportResult { line, event } in found {
            match event {
                Ok(event) => events.push(event),
                Err(why) => faults.push((line, why)),
            }
        }
        let offered = events.len();
        let fresh = live.ingest_new(events).len();
        live.freeze_clock_at_newest_event();
        self.report.try_update(|report| {
            report.events += fresh;
            report.repeated += offered - fresh;
            faults.into_iter().for_each(|(line, why)| report.note_fault(line, why));
        });
    }
}
