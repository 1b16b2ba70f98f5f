//! The messages between the tabs of a key about its queue.

use jetstream_api::time;
use jiff::Timestamp;

use crate::state::{history::batch::BatchKey, live::feed_state::FeedState};

/// The token for a missing value.
const NONE: &str = "-";

/// A message, sent as text over a `BroadcastChannel`; see [`Self::write`] for the text of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TabMessage {
    /// A tab that has begun to follow requests the status.
    StatusRequest,
    /// These events were read; in the form of a stored batch.
    BatchRead(String),
    /// These events are stored, the new ones of them as this batch, and are deleted from the queue next.
    BatchStored(Option<BatchKey>),
    /// The state of the reading, and where the queue holds more than was read, until when the events are complete.
    Status(FeedState, Option<Timestamp>),
}

impl TabMessage {
    /// The message as text.
    pub(super) fn write(&self) -> String {
        match self {
            Self::StatusRequest => "?".to_owned(),
            Self::BatchRead(batch) => batch.clone(),
            Self::BatchStored(key) => format!("kept {}", key.map_or_else(|| NONE.to_owned(), |key| key.to_string())),
            Self::Status(state, complete_until) => {
                let (token, last, reason) = match state {
                    FeedState::Live { .. } => ("live", None, ""),
                    FeedState::CatchingUp { .. } => ("more", None, ""),
                    FeedState::Waiting { last, reason } => ("waits", *last, reason.as_str()),
                    FeedState::Stopped { reason } => ("stops", None, reason.as_str()),
                    FeedState::Off | FeedState::Connecting | FeedState::Reading { .. } | FeedState::Read => {
                        ("begins", None, "")
                    }
                };
                format!("{token} {} {} {reason}", written(*complete_until), written(last))
            }
        }
    }

    /// Reads a message received at this moment. `None` for one of a later version.
    pub(super) fn read(text: &str, now: Timestamp) -> Option<Self> {
        if text.starts_with('[') {
            return Some(Self::BatchRead(text.to_owned()));
        }
        let mut parts = text.splitn(4, ' ');
        let (token, mut part) = (parts.next()?, || parts.next().unwrap_or_default());
        if token == "kept" {
            let key = part();
            return if key == NONE {
                Some(Self::BatchStored(None))
            } else {
                BatchKey::parse(key).map(|key| Self::BatchStored(Some(key)))
            };
        }
        let (complete_until, last, reason) = (time::parse(part()), time::parse(part()), part().to_owned());
        let state = match token {
            "?" => return Some(Self::StatusRequest),
            "live" => FeedState::Live { at: now },
            "more" => FeedState::CatchingUp { remaining: 0, at: now },
            "waits" => FeedState::Waiting { last, reason },
            "stops" => FeedState::Stopped { reason },
            "begins" => FeedState::Connecting,
            _ => return None,
        };
        Some(Self::Status(state, complete_until))
    }
}

fn written(time: Option<Timestamp>) -> String {
    time.map_or_else(|| NONE.to_owned(), time::format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_reads_back_and_others_are_ignored() {
        let now: Timestamp = "2026-05-19T13:00:00Z".parse().unwrap();
        let (key, reason) =
            (BatchKey { at: now, number: 7, tab: 0xbeef, events: 2, bytes: 99 }, "the network is - down".to_owned());
        for message in [
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
            assert_eq!(TabMessage::read(&message.write(), now), Some(message));
        }
        for other in ["", "sings", "kept", "kept it"] {
            assert_eq!(TabMessage::read(other, now), None, "{other}");
        }
    }
}
