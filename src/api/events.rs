//! Events, as devices and Jetstream itself publish them.

mod body;
mod decode;
mod queue;
mod severity;

use jiff::Timestamp;
use serde_json::{Map, Value, value::RawValue};
use std::sync::Arc;

pub use body::{Body, CommandCompletion, CommandQueued, CredentialChange, DeviceChange, LogEntry, Reading};
pub use queue::{DeleteBatch, DeleteEvents, EventBatch, EventLimit, GetEvents, LimitError};
pub use severity::Severity;

use crate::{
    ids::EventId,
    time,
    wire::{DecodeError, Object},
};

/// One event. Properties that every event has are fields; those of this type of event are in [`Body`]; unknown ones are in `extra`;
/// and `raw` is the text as it was received.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Unique. An event without one gets `raw-` and a hash of its text, so that it is still recognised when it comes again.
    pub id: EventId,
    /// The type as received, for example `HeartbeatEvent`.
    pub event_type: Arc<str>,
    /// The device's name; alias events have none.
    pub device: Option<Arc<str>>,
    /// When it happened, by the clock of its sender: device clocks can be wrong by years.
    pub event_time: Option<Timestamp>,
    /// When Jetstream got it; only events of devices have it.
    pub received_time: Option<Timestamp>,
    /// 2 for events of devices, 3 for those of Jetstream; as received.
    pub version: Option<u64>,
    /// The content of this type of event.
    pub body: Body,
    /// Properties that this crate does not know.
    pub extra: Map<String, Value>,
    /// The original text, never written anew.
    pub raw: Arc<str>,
}

impl Event {
    /// Reads one event. Only what is no JSON object at all is an error: a known type whose fields have another form than
    /// documented becomes [`Body::Other`] and is shown as it is.
    pub fn parse(raw: &str) -> Result<Self, DecodeError> {
        let object = || Object::parse_at(raw, "event");
        let mut fields = object()?;
        let mut event = Self::envelope(raw, &mut fields);
        event.body = match Body::read(&event.event_type, &mut fields) {
            Ok(body) => body,
            Err(_) => {
                // Some of its fields are gone already. Reading the text once more is dear, but rare.
                fields = object()?;
                Self::envelope(raw, &mut fields);
                Body::Other
            }
        };
        event.extra = fields.unknown_fields()?;
        Ok(event)
    }

    /// What every event has. A field of an unexpected form stays where it is, and so in `extra`.
    fn envelope(raw: &str, fields: &mut Object<'_>) -> Self {
        let id = fields.take_known("EventId", |id| Some(EventId::new(id)));
        let mut text = |name| fields.take_known(name, |text| Some(Arc::<str>::from(text)));
        let event_type = text("Type").unwrap_or_default();
        let device = text("Device").filter(|device| !device.is_empty());
        let mut date = |name| fields.take_known(name, time::parse);
        Self {
            id: id.filter(|id| !id.as_str().is_empty()).unwrap_or_else(|| EventId::of_text(raw)),
            event_type,
            device,
            event_time: date("EventTime"),
            received_time: date("ReceivedTime"),
            version: fields.take_known("Version", |version| version.trim().parse().ok()),
            body: Body::Other,
            extra: Map::new(),
            raw: raw.into(),
        }
    }

    /// Reads one event out of a larger document.
    pub fn from_raw(raw: &RawValue) -> Result<Self, DecodeError> {
        Self::parse(raw.get())
    }

    /// The time by which events are ordered: when Jetstream received it, else the time in the event.
    pub fn time(&self) -> Option<Timestamp> {
        self.received_time.or(self.event_time)
    }

    /// Its severity: the worst of its log entries, an error for a failed command, else [`Severity::Information`].
    pub fn severity(&self) -> Severity {
        self.body.severity()
    }
}

#[cfg(test)]
mod documented_tests;
#[cfg(test)]
mod lenient_tests;
