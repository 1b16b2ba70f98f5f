//! The format of a batch of events in the database: its key and its text.

use std::fmt;

use jetstream_api::events::Event;
use jetstream_fleet::event_log::export::{self, Secrets};
use jiff::Timestamp;
use serde_json::value::RawValue;

use crate::state::live::RawEvent;

/// The key of a batch: `001795325830362.0001.1f.512.204800`. Keys sort by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchKey {
    /// When it was stored, to the millisecond.
    pub at: Timestamp,
    /// The number of the batch among those of its tab.
    pub number: u32,
    /// The tab that stored it.
    pub tab: u32,
    /// The number of its events.
    pub events: usize,
    /// The length of its text, in bytes.
    pub bytes: usize,
}

impl fmt::Display for BatchKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, number, tab, events, bytes } = self;
        let at = at.as_millisecond().max(0);
        write!(formatter, "{at:015}.{number:08}.{tab:x}.{events}.{bytes}")
    }
}

impl BatchKey {
    /// Reads a key. `None` for one of another form: a later version may have written it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let key = Self {
            at: Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?,
            number: parts.next()?.parse().ok()?,
            tab: u32::from_str_radix(parts.next()?, 16).ok()?,
            events: parts.next()?.parse().ok()?,
            bytes: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(key)
    }
}

/// The text of a batch: a JSON list of the events as they were received.
pub fn write(events: &[RawEvent]) -> String {
    let mut text = String::from("[");
    for (index, (_, raw)) in events.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(raw);
    }
    text.push(']');
    text
}

fn each(text: &str) -> Vec<&RawValue> {
    // Only this app writes batches, so one is unreadable only if the database was damaged.
    serde_json::from_str(text).unwrap_or_default()
}

/// The events of a batch.
pub fn read(text: &str) -> Vec<Event> {
    each(text).into_iter().filter_map(|raw| Event::from_raw(raw).ok()).collect()
}

/// Appends the events of a batch, a line for each.
pub fn lines(text: &str, secrets: Secrets, lines: &mut String) {
    each(text).into_iter().for_each(|raw| export::line(raw.get(), secrets, lines));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jetstream_api::ids::EventId;

    use super::*;

    #[test]
    fn a_key_reads_back_and_sorts_by_time() {
        let key = |ms, number| BatchKey {
            at: Timestamp::from_millisecond(ms).unwrap(),
            number,
            tab: 0xbeef,
            events: 512,
            bytes: 204_800,
        };
        let (one, two, three) = (key(999, 7), key(1_795_325_830_362, 9), key(1_795_325_830_362, 10));
        for key in [one, two, three] {
            assert_eq!(BatchKey::parse(&key.to_string()), Some(key));
        }
        assert!(one.to_string() < two.to_string() && two.to_string() < three.to_string());
        for other in ["", "1.2.3", "x.1.1.1.1", "1.1.1.1.1.1"] {
            assert_eq!(BatchKey::parse(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was_received() {
        let raws =
            ["{ \"Type\": \"HeartbeatEvent\",\n  \"EventId\": \"a\" }", r#"{"EventId":"b","Id":18446744073709551615}"#];
        let texts = raws.map(|raw| (EventId::new(raw), Arc::from(raw)));
        let text = write(&texts);
        let events = read(&text);
        assert_eq!(events.iter().map(|event| &*event.raw).collect::<Vec<_>>(), raws);
        let mut exported = String::new();
        lines(&text, Secrets::Shown, &mut exported);
        assert_eq!(exported.lines().count(), 2);
        assert!(exported.lines().all(|line| Event::parse(line).is_ok()));
    }

    #[test]
    fn pass_numbers_leave_a_batch_only_when_they_are_asked_for() {
        let raw = r#"{"EventId":"a","Type":"AggregateEvent","PassRfid":"00A1B2C3D4"}"#;
        let text = write(&[(EventId::new("a"), Arc::from(raw))]);
        let exported = |secrets| {
            let mut exported = String::new();
            lines(&text, secrets, &mut exported);
            exported
        };
        assert_eq!(exported(Secrets::Masked), format!("{}\n", raw.replace("00A1B2C3D4", "••••C3D4")));
        assert_eq!(exported(Secrets::Shown), format!("{raw}\n"));
    }

    #[test]
    fn a_damaged_batch_is_empty_and_an_unreadable_element_is_left_out() {
        assert!(read("[{\"EventId\":").is_empty());
        assert_eq!(read(r#"[17,{"EventId":"a"}]"#).len(), 1);
    }
}
