//! A file of events, which is read in place of a feed: without a key, without a call, and into a log of its own.

pub mod read;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::lazy,
    state::{
        live::{LiveState, feed_state::FeedState},
        session::Session,
    },
};
use jetstream_browser::ChosenFile;

/// More faults than these are only counted.
const MOST_FAULTS: usize = 100;

/// What cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParseFault {
    /// On which line of the file it begins.
    pub line: u64,
    /// Why not, in a clause.
    pub why: String,
}

/// What was found in a file so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// How many different events.
    pub events: usize,
    /// How many events came more than once, each time but the first.
    pub repeated: usize,
    /// How much cannot be read.
    pub unreadable: usize,
    /// The first of that.
    pub faults: Vec<ParseFault>,
    /// Is all of it read?
    pub is_read: bool,
    /// Why the rest cannot be read.
    pub fatal_error: Option<String>,
}

impl FileReport {
    fn note_fault(&mut self, line: u64, why: String) {
        self.unreadable += 1;
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(ParseFault { line, why });
        }
    }
}

/// The file that is open. Copied freely.
#[derive(Clone, Copy)]
pub struct EventFile {
    chosen: StoredValue<ChosenFile, LocalStorage>,
    report: RwSignal<FileReport>,
}

impl EventFile {
    /// Its name.
    pub fn name(&self) -> String {
        self.chosen.with_value(ChosenFile::name)
    }

    /// What was found in it; reactive.
    pub fn report(&self) -> FileReport {
        self.report.get()
    }

    /// Is all of it read, or all that can be? Reactive.
    pub fn is_read(&self) -> bool {
        self.report.with(|report| report.is_read)
    }
}

/// Begins to read a file. What reads it is loaded where there is one to read.
pub(super) fn open(live: LiveState, session: Session, chosen: ChosenFile) -> EventFile {
    let file = EventFile { chosen: StoredValue::new_local(chosen), report: RwSignal::new(FileReport::default()) };
    live.set_link(FeedState::Reading { percent: 0 });
    spawn_local(async move {
        match lazy::history().await {
            Ok(ways) => _ = session.run_in_session(|| (ways.file)(live, file)),
            Err(_) => {
                let reason = "the part of the dashboard that reads files did not arrive; reload the page".to_owned();
                live.set_link(FeedState::Stopped { reason });
            }
        }
    });
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_counted_and_the_first_are_named() {
        let mut report = FileReport::default();
        (1..=150).for_each(|line| report.note_fault(line, "no event".to_owned()));
        assert_eq!((report.unreadable, report.faults.len()), (150, 100));
        assert_eq!(report.faults.first().map(|fault| fault.line), Some(1));
    }
}
