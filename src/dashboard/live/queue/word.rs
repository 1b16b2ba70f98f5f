//! What the tabs of a key say to one another about its queue: what was read, what of it is kept, and how it goes.

use jetstream_api::time;
use jiff::Timestamp;

use crate::live::{Link, history::BatchKey};

/// Stands where there is nothing.
const NONE: &str = "-";

/// What is said. As a text it is one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// A tab that has begun to follow asks how it goes.
    Asks,
    /// These events were read; written as a batch is.
    Read(String),
    /// They are kept, those that were not before as this batch, and are going to be deleted from the queue.
    Kept(Option<BatchKey>),
    /// How it goes, and where the queue holds more than was read, until when what was read is whole.
    Goes(Link, Option<Timestamp>),
}

impl Word {
    /// Writes it down.
    pub(super) fn write(&self) -> String {
        match self {
            Self::Asks => "?".to_owned(),
            Self::Read(batch) => batch.clone(),
            Self::Kept(key) => format!("kept {}", key.map_or_else(|| NONE.to_owned(), |key| key.to_string())),
            Self::Goes(link, whole_until) => {
                let (word, last, reason) = match link {
                    Link::Live { .. } => ("live", None, ""),
                    Link::CatchingUp { .. } => ("more", None, ""),
                    Link::Waiting { last, reason } => ("waits", *last, reason.as_str()),
                    Link::Stopped { reason } => ("stops", None, reason.as_str()),
                    Link::Off | Link::Connecting | Link::Reading { .. } | Link::Read => ("begins", None, ""),
                };
                format!("{word} {} {} {reason}", written(*whole_until), written(last))
            }
        }
    }

    /// Reads what was said at this moment. `None` for what a later version may say.
    pub(super) fn read(text: &str, now: Timestamp) -> Option<Self> {
        if text.starts_with('[') {
            return Some(Self::Read(text.to_owned()));
        }
        let mut parts = text.splitn(4, ' ');
        let (word, mut part) = (parts.next()?, || parts.next().unwrap_or_default());
        if word == "kept" {
            let key = part();
            return if key == NONE {
                Some(Self::Kept(None))
            } else {
                BatchKey::parse(key).map(|key| Self::Kept(Some(key)))
            };
        }
        let (whole_until, last, reason) = (time::parse(part()), time::parse(part()), part().to_owned());
        let link = match word {
            "?" => return Some(Self::Asks),
            "live" => Link::Live { at: now },
            "more" => Link::CatchingUp { remaining: 0, at: now },
            "waits" => Link::Waiting { last, reason },
            "stops" => Link::Stopped { reason },
            "begins" => Link::Connecting,
            _ => return None,
        };
        Some(Self::Goes(link, whole_until))
    }
}

fn written(time: Option<Timestamp>) -> String {
    time.map_or_else(|| NONE.to_owned(), time::format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_understood() {
        let now: Timestamp = "2026-05-19T13:00:00Z".parse().unwrap();
        let (key, reason) =
            (BatchKey { at: now, number: 7, tab: 0xbeef, events: 2, bytes: 99 }, "the network is - down".to_owned());
        for word in [
            Word::Asks,
            Word::Read(r#"[{"EventId":"a"},{"EventId":"b"}]"#.to_owned()),
            Word::Kept(Some(key)),
            Word::Kept(None),
            Word::Goes(Link::Connecting, None),
            Word::Goes(Link::Live { at: now }, None),
            Word::Goes(Link::CatchingUp { remaining: 0, at: now }, Some(now)),
            Word::Goes(Link::Waiting { last: Some(now), reason: reason.clone() }, None),
            Word::Goes(Link::Waiting { last: None, reason: String::new() }, Some(now)),
            Word::Goes(Link::Stopped { reason }, None),
        ] {
            assert_eq!(Word::read(&word.write(), now), Some(word));
        }
        for other in ["", "sings", "kept", "kept it"] {
            assert_eq!(Word::read(other, now), None, "{other}");
        }
    }
}
