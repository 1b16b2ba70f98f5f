//! Calls on the event queue of an access key: read the oldest events, delete those that were read.

use serde_json::json;

use super::Event;
use crate::{
    call::{Call, Method, Safety},
    endpoint::Endpoint,
    ids::{BatchId, EventId},
    wire::{self, DecodeError, Object},
};

/// The error of a limit out of range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is outside the range: 1 to 512 events at a time")]
pub struct LimitError(pub u16);

/// The maximum number of events in a response: 1 to 512; Jetstream's default is 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventLimit(u16);

impl EventLimit {
    /// Takes a number.
    pub fn new(limit: u16) -> Result<Self, LimitError> {
        if (1..=512).contains(&limit) { Ok(Self(limit)) } else { Err(LimitError(limit)) }
    }
}

/// `GET /3/events/{limit}` (page *Get Events*): the oldest pending events of *this key's* queue, without removing them.
///
/// It is not harmless: the first call ever subscribes the key, and an event once pulled is gone within 4 days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GetEvents {
    /// At most so many; `None` leaves it to Jetstream.
    pub limit: Option<EventLimit>,
    /// Only this type, for example `CommandCompletionEvent`.
    pub event_type: Option<String>,
    /// Only of this device.
    pub device: Option<String>,
    /// Only of this version: 2 for events of devices, 3 for those of Jetstream.
    pub version: Option<u64>,
}

/// The response to *Get Events*.
#[derive(Debug, Clone, PartialEq)]
pub struct EventBatch {
    /// For *Delete Events*. Whether an empty batch has one is not documented.
    pub id: Option<BatchId>,
    /// The events that could be read, oldest first.
    pub events: Vec<Event>,
    /// Elements of the list that are no events at all, as received, so that they are shown and not lost.
    pub unreadable: Vec<String>,
}

impl Endpoint for GetEvents {
    type Response = EventBatch;

    fn call(&self) -> Call {
        let mut call = Call::new(Method::Get, Safety::Idempotent, ["events"]);
        call.segments.extend(self.limit.map(|limit| limit.0.to_string()));
        call.with_query("type", self.event_type.as_deref())
            .with_query("device", self.device.as_deref())
            .with_query("eventversion", self.version.map(|version| version.to_string()).as_deref())
    }

    fn parse(&self, body: &str) -> Result<EventBatch, DecodeError> {
        let mut fields = Object::parse(body)?;
        let id = fields.quoted("BatchId")?.filter(|id| !id.is_empty()).map(|id| BatchId::new(&id));
        let mut answer = EventBatch { id, events: Vec::new(), unreadable: Vec::new() };
        for raw in fields.list("Events")? {
            match Event::from_raw(&raw) {
                Ok(event) => answer.events.push(event),
                Err(_) => answer.unreadable.push(raw.get().to_owned()),
            }
        }
        Ok(answer)
    }
}

/// `DELETE /3/events` with a `BatchId` (page *Delete Events*): removes every event of the batch. Deleting a batch that is gone
/// already does no harm, so it may be repeated; what Jetstream answers then is not documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteBatch(pub BatchId);

impl Endpoint for DeleteBatch {
    type Response = ();

    fn call(&self) -> Call {
        Call::new(Method::Delete, Safety::Idempotent, ["events"]).with_body(&json!({ "BatchId": self.0.as_str() }))
    }

    fn parse(&self, body: &str) -> Result<(), DecodeError> {
        wire::empty(body)
    }
}

/// `DELETE /3/events` with `EventIds` (page *Delete Events*): removes up to 100 events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteEvents(Vec<EventId>);

impl DeleteEvents {
    /// The most ids that one call may name.
    pub const MAX: usize = 100;

    /// Splits any number of ids into calls that Jetstream takes. Ids that it has not given are left out: one that it does
    /// not know might make it refuse the others.
    pub fn in_calls(ids: &[EventId]) -> Vec<Self> {
        let given: Vec<_> = ids.iter().filter(|id| id.is_given()).cloned().collect();
        given.chunks(Self::MAX).map(|chunk| Self(chunk.to_vec())).collect()
    }
}

impl Endpoint for DeleteEvents {
    type Response = ();

    fn call(&self) -> Call {
        let ids: Vec<_> = self.0.iter().map(EventId::as_str).collect();
        Call::new(Method::Delete, Safety::Idempotent, ["events"]).with_body(&json!({ "EventIds": ids }))
    }

    fn parse(&self, body: &str) -> Result<(), DecodeError> {
        wire::empty(body)
    }
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
