//! Events: what devices report and what Jetstream says happened.

mod body;
mod queue;

use jiff::Timestamp;
use serde_json::{Map, Value, value::RawValue};
use std::sync::Arc;

pub use body::{Body, CommandCompletion, CommandQueued, CredentialChange, DeviceChange, LogEntry, Reading, Severity};
pub use queue::{DeleteBatch, DeleteEvents, EventBatch, EventLimit, GetEvents, LimitError};

use crate::{
    ids::EventId,
    time,
    wire::{self, DecodeError, Object},
};

/// One event. What every event has is typed; what this type of event has is in [`Body`]; what nobody knows is in `extra`;
/// and `raw` is the text as it was received.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Unique. An event without one gets `raw-` and a hash of its text, so that it is still recognised when it comes again.
    pub id: EventId,
    /// The type as received, for example `HeartbeatEvent`.
    pub event_type: Arc<str>,
    /// The device's name; alias events have none.
    pub device: Option<Arc<str>>,
    /// When it happened, by the clock of whoever wrote it: device clocks can be wrong by years.
    pub event_time: Option<Timestamp>,
    /// When Jetstream got it; only events of devices have it.
    pub received_time: Option<Timestamp>,
    /// 2 for events of devices, 3 for those of Jetstream; as received.
    pub version: Option<u64>,
    /// What this type of event says.
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
        let mut object = Object::new(wire::parse(raw)?, "event")?;
        let mut text = |name| object.optional_text(name).ok().flatten();
        let id = text("EventId").filter(|id| !id.is_empty());
        let event_type: Arc<str> = text("Type").unwrap_or_default().into();
        let device = text("Device").filter(|device| !device.is_empty()).map(Arc::from);
        let event_time = text("EventTime").as_deref().and_then(time::parse);
        let received_time = text("ReceivedTime").as_deref().and_then(time::parse);
        let version = object.optional_integer("Version").ok().flatten();
        let (body, extra) = Body::read(&event_type, object);
        let id = id.map_or_else(|| EventId::new(&format!("raw-{:016x}", fnv1a(raw))), |id| EventId::new(&id));
        Ok(Self { id, event_type, device, event_time, received_time, version, body, extra, raw: raw.into() })
    }

    /// Reads one event out of a larger document.
    pub fn from_raw(raw: &RawValue) -> Result<Self, DecodeError> {
        Self::parse(raw.get())
    }

    /// The time by which events are ordered: when Jetstream got it, else when it says it happened.
    pub fn time(&self) -> Option<Timestamp> {
        self.received_time.or(self.event_time)
    }

    /// How bad it is: the worst of its log entries, an error for a failed command, else [`Severity::Information`].
    pub fn severity(&self) -> Severity {
        self.body.severity()
    }
}

/// 64-bit FNV-1a, enough to recognise one and the same text.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
