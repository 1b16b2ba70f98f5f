//! The frames that a server sends.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::{EventsWriter, write};
use crate::wire::{DecodeError, Object};

/// A frame of a server. Events stay raw text, so that what is shown is what was received.
#[derive(Debug, Clone)]
pub enum Frame {
    /// The key was accepted.
    Ready(Ready),
    /// Events, oldest first.
    Events {
        /// The position after the last of them.
        cursor: String,
        /// The events as Jetstream wrote them.
        events: Vec<Box<RawValue>>,
    },
    /// Events that cannot be replayed.
    Gap(Gap),
    /// Still here.
    Beat {
        /// The server's clock.
        now: String,
    },
    /// A frame of a type that this version does not know, by its name: to be passed over.
    Other(String),
}

/// The first frame of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// The position this connection goes on from; a client may store it at once.
    pub cursor: String,
    /// The position before the oldest retained event.
    pub oldest: String,
    /// How many events follow before live ones; a server may not say.
    pub retained: Option<u64>,
    /// The server's clock; a server may not say.
    pub now: Option<String>,
    /// `simulated` or `relay`.
    pub source: String,
}

/// A gap in the feed: events that cannot be replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The position the client asked for, as it sent it.
    pub after: String,
    /// The position it goes on from.
    pub resumed_at: String,
    /// Why, in words.
    pub reason: String,
}

impl Frame {
    /// Reads a frame. Properties that this version does not know are passed over.
    pub fn parse(text: &str) -> Result<Self, DecodeError> {
        let mut fields = Object::parse(text)?;
        let kind = needed(&mut fields, "type")?;
        Ok(match kind.as_str() {
            "ready" => Self::Ready(ready(fields)?),
            "events" => Self::Events {
                cursor: needed(&mut fields, "cursor")?,
                events: fields.list("events")?.into_iter().map(Cow::into_owned).collect(),
            },
            "gap" => Self::Gap(gap(fields)?),
            "beat" => Self::Beat { now: needed(&mut fields, "now")? },
            _ => Self::Other(kind),
        })
    }

    /// The frame as it is sent. A server that holds its events as texts spares copying them by [`EventsWriter`].
    pub fn to_text(&self) -> String {
        let some = |text: &str| Some(text.into());
        match self {
            Self::Ready(ready) => write([
                ("type", some("ready")),
                ("cursor", some(&ready.cursor)),
                ("oldest", some(&ready.oldest)),
                ("retained", ready.retained.map(Into::into)),
                ("now", ready.now.as_deref().map(Into::into)),
                ("source", some(&ready.source)),
            ]),
            Self::Events { cursor, events } => {
                let mut writer = EventsWriter::default();
                events.iter().for_each(|event| writer.push(event.get()));
                writer.finish(cursor)
            }
            Self::Gap(gap) => write([
                ("type", some("gap")),
                ("after", some(&gap.after)),
                ("resumedAt", some(&gap.resumed_at)),
                ("reason", some(&gap.reason)),
            ]),
            Self::Beat { now } => write([("type", some("beat")), ("now", some(now))]),
            Self::Other(kind) => write([("type", some(kind))]),
        }
    }
}

fn needed(fields: &mut Object<'_>, name: &str) -> Result<String, DecodeError> {
    fields.quoted(name)?.ok_or_else(|| DecodeError::new(name, "a text in quotes", "nothing"))
}

fn ready(mut object: Object<'_>) -> Result<Ready, DecodeError> {
    Ok(Ready {
        cursor: object.text("cursor")?,
        oldest: object.text("oldest")?,
        retained: object.optional_integer("retained")?,
        now: object.optional_text("now")?,
        source: object.optional_text("source")?.unwrap_or_default(),
    })
}

fn gap(mut object: Object<'_>) -> Result<Gap, DecodeError> {
    Ok(Gap {
        after: object.text("after")?,
        resumed_at: object.text("resumedAt")?,
        reason: object.optional_text("reason")?.unwrap_or_default(),
    })
}
