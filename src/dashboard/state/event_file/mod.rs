//! The state of a file of events that is read in place of a feed, without a key and without calls.

pub mod read;

use leptos::prelude::*;

use jetstream_browser::ChosenFile;

/// More faults than these are only counted.
const MOST_FAULTS: usize = 100;

/// A line or a list element of the file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParseFault {
    /// The number of the line on which it begins, counted from 1.
    pub line: u64,
    /// The reason, in a clause.
    pub why: String,
}

/// The result of reading a file so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// How many different events.
    pub events: usize,
    /// How many events were repetitions of earlier ones.
    pub repeated: usize,
    /// How many lines cannot be read.
    pub unreadable: usize,
    /// The first of them.
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
    /// A file of which nothing is read yet.
    pub(super) fn new(chosen: ChosenFile) -> Self {
        Self { chosen: StoredValue::new_local(chosen), report: RwSignal::new(FileReport::default()) }
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.chosen.with_value(ChosenFile::name)
    }

    /// The result so far; reactive.
    pub fn report(&self) -> FileReport {
        self.report.get()
    }

    /// Is all of it read, or all that can be? Reactive.
    pub fn is_read(&self) -> bool {
        self.report.with(|report| report.is_read)
    }
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
