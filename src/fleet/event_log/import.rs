//! An importer of events from files, which are read piece by piece: one JSON text a line, as [`export`](super::export) writes them, or
//! JSON lists, as *Get Events* returns them, with line breaks anywhere.
//!
//! A text that cannot be read is reported with its line, and the rest is read. In a file of lines the damage ends with the line; in a
//! list everything behind a text that never ends is lost.

mod line_ref;
mod values;

use std::mem;

use jetstream_api::{
    endpoint::Endpoint,
    events::{Event, EventBatch, GetEvents},
    wire::DecodeError,
};

use line_ref::LineRef;
use values::Values;

pub use line_ref::MOST;

/// Some programs write it in front of a text.
const BYTE_ORDER_MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// The result of reading one event of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportResult {
    /// The line on which it begins; the first is 1.
    pub line: u64,
    /// The event, or an error message: a clause without a full stop.
    pub event: Result<Event, String>,
}

/// The format of the file, with what was read of it and has not ended yet.
#[derive(Debug)]
enum FileFormat {
    /// Not known yet: all bytes so far.
    Unknown(Vec<u8>),
    /// One text a line: the current line so far.
    Lines(LineRef),
    /// Texts of any number of lines.
    Values(Values),
}

/// A file that is being read.
#[derive(Debug)]
pub struct Import {
    form: FileFormat,
}

impl Default for Import {
    fn default() -> Self {
        Self { form: FileFormat::Unknown(Vec::new()) }
    }
}

impl Import {
    /// Adds the next bytes of the file, which may be cut anywhere, and returns the events that they complete, in the order of the file.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<ImportResult> {
        self.texts(bytes, false).into_iter().flat_map(read).collect()
    }

    /// Ends the file, and returns its last events.
    pub fn end(mut self) -> Vec<ImportResult> {
        let mut texts = self.texts(&[], true);
        match self.form {
            FileFormat::Unknown(_) => {}
            FileFormat::Lines(last) => texts.push(last),
            FileFormat::Values(values) => texts.extend(values.end()),
        }
        texts.into_iter().flat_map(read).collect()
    }

    fn texts(&mut self, bytes: &[u8], is_end: bool) -> Vec<LineRef> {
        match &mut self.form {
            FileFormat::Unknown(begin) => {
                begin.extend_from_slice(bytes);
                let is_known = if begin.len() > MOST { Some(false) } else { has_values(begin, is_end) };
                let Some(has_values) = is_known else { return Vec::new() };
                let begin = mem::take(begin);
                let begin = begin.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&begin);
                self.form = match has_values {
                    true => FileFormat::Values(Values::default()),
                    false => FileFormat::Lines(LineRef { line: 1, bytes: Vec::new(), is_cut: false }),
                };
                self.texts(begin, is_end)
            }
            FileFormat::Lines(current) => lines(current, bytes),
            FileFormat::Values(values) => values.take(bytes),
        }
    }
}

/// Whether the file is a list, or has texts of more than a line. `None` as long as that is not known.
fn has_values(begin: &[u8], is_end: bool) -> Option<bool> {
    let text = begin.strip_prefix(BYTE_ORDER_MARK).unwrap_or(begin).trim_ascii_start();
    match text.first() {
        None => is_end.then_some(false),
        Some(b'[') => Some(true),
        Some(b'{') => {
            let Some(end) = text.iter().position(|byte| *byte == b'\n') else { return is_end.then_some(false) };
            let (first, rest) = text.split_at_checked(end)?;
            if serde_json::from_slice::<&serde_json::value::RawValue>(first).is_ok() {
                return Some(false);
            }
            // A line that is damaged has others below it that begin like it; within a text nothing begins so.
            match rest.trim_ascii_start().first() {
                None => is_end.then_some(false),
                Some(next) => Some(*next != b'{'),
            }
        }
        Some(_) => Some(false),
    }
}

fn lines(current: &mut LineRef, bytes: &[u8]) -> Vec<LineRef> {
    let mut texts = Vec::new();
    let mut pieces = bytes.split(|byte| *byte == b'\n').peekable();
    while let Some(piece) = pieces.next() {
        current.push(piece);
        if pieces.peek().is_some() {
            let next = LineRef { line: current.line + 1, bytes: Vec::new(), is_cut: false };
            texts.push(mem::replace(current, next));
        }
    }
    texts
}

/// The events of a text: itself, or those in a response to *Get Events*.
fn read(text: LineRef) -> Vec<ImportResult> {
    let LineRef { line, bytes, is_cut } = text;
    let none = |why: String| vec![ImportResult { line, event: Err(why) }];
    if is_cut {
        return none(format!("it is longer than {} MiB", MOST >> 20));
    }
    let Ok(text) = std::str::from_utf8(&bytes) else { return none("it is no text in UTF-8".to_owned()) };
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    match Event::parse(text) {
        Ok(event) if is_answer(&event) => match GetEvents::default().parse(text) {
            Ok(EventBatch { events, unreadable, .. }) => {
                let events = events.into_iter().map(|event| ImportResult { line, event: Ok(event) });
                let others =
                    unreadable.iter().map(|_| ImportResult { line, event: Err("an element is no event".to_owned()) });
                events.chain(others).collect()
            }
            Err(error) => none(clause(&error)),
        },
        Ok(event) => vec![ImportResult { line, event: Ok(event) }],
        Err(error) => none(clause(&error)),
    }
}

/// The error message of a text. The line within the text is left out: the message has that of the file, and most texts have one line.
fn clause(error: &DecodeError) -> String {
    let found = error.found.replace("line 1, ", "");
    format!("expected {}, found {found}", error.expected)
}

fn is_answer(event: &Event) -> bool {
    let has_events = event.extra.iter().any(|(name, value)| name.eq_ignore_ascii_case("Events") && value.is_array());
    has_events && event.event_type.is_empty() && !event.id.is_given()
}

#[cfg(test)]
#[path = "import/import_tests.rs"]
mod tests;
