//! What the tabs of a key say to one another about its queue: what was read, what of it is kept, and how it goes.

use jetstream_api::time;
use jiff::Timestamp;

use crate::state::{history::batch::BatchKey, live::feed_state::FeedState};

/// Stands where there is nothing.
const NONE: &str = "-";

/// What is said. As a text it is one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TabMessage {
    /// A tab that has begun to follow asks how it goes.
    StatusRequest,
    /// These events were read; written as a batch is.
    BatchRead(String),
    /// They are kept, those that were not before as this batch, and are going to be deleted from the queue.
    BatchStored(Option<BatchKey>),
    /// How it goes, and where the queue holds more than was read, until when what was read is whole.
    Status(FeedState, Option<Timestamp>),
}

impl TabMessage {
    /// Writes it down.
    pub(super) fn write(&self) -> String {
        match self {
            Self::StatusRequest => "?".to_owned(),
            Self::BatchRead(batch) => batch.clone(),
            Self::BatchStored(key) => format!("kept {}", key.map_or_else(|| NONE.to_owned(), |key| key.to_string())),
            Self::Status(link, whole_until) => {
                let (word, last, reason) = match link {
                    FeedState::Live { .. } => ("live", None, ""),
                    FeedState::CatchingUp { .. } => ("more", None, ""),
                    FeedState::Waiting { last, reason } => ("waits", *last, reason.as_str()),
                    FeedState::Stopped { reason } => ("stops", None, reason.as_str()),
                    FeedState::Off | FeedState::Connecting | FeedState::Reading { .. } | FeedState::Read => {
                        ("begins", None, "")
                    }
                };
                format!("{word} {} {} {reason}", written(*whole_until), written(last))
            }
        }
    }

    /// Reads what was said at this moment. `None` for what a later version may say.
    pub(super) fn read(text: &str, now: Timestamp) -> Option<Self> {
        if text.starts_with('[') {
            return Some(Self::BatchRead(text.to_owned()));
        }
        let mut parts = text.splitn(4, ' ');
        let (word, mut part) = (parts.next()?, || parts.next().unwrap_or_default());
        if word == "kept" {
            let key = part();
            return if key == NONE {
                Some(Self::BatchStored(None))
            } else {
                BatchKey::parse(key).map(|key| Self::BatchStored(Some(key)))
            };
        }
        let (whole_until, last, reason) = (time::parse(part()), time::parse(part()), part().to_owned());
        let link = match word {
            "?" => return Some(Self::StatusRequest),
            "live" => FeedState::Live { at: now },
            "more" => FeedState::CatchingUp { remaining: 0, at: now },
            "waits" => FeedState::Waiting { last, reason },
            "stops" => FeedState::Stopped { reason },
            "begins" => FeedState::Connecting,
            _ => return None,
        };
        Some(Self::Status(link, whole_until))
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
            TabMessage::StatusRequest,
            TabMessage::BatchRead(r#"[{"EventId":"a"},{"EventId":"b"}]"#.to_owned()),
            TabMessage::BatchStored(Some(key)),
            TabMessage::BatchStored(None),
            TabMessage::Status(FeedState::Connecting, None),
            TabMessage::Status(FeedState::Live { at: now }, None),
            TabMessage::Status(FeedState::CatchingUp { remaining: 0, at: now }, Some(now)),
            TabMessage::Status(FeedState::Waiting { last: Some(now), reason: reason.clone() }, None),
            TabMessage::Status(FeedState::Waiting { last: None, reason: String::new() }, Some(now)),
            TabMessage::Status(FeedState::Stopped { reason }, None),
        ] {
            assert_eq!(TabMessage::read(&word.write(), now), Some(word));
        }
        for other in ["", "sings", "kept", "kept it"] {
            assert_eq!(TabMessage::read(other, now), None, "{other}");
        }
    }
}
