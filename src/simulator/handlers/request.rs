//! Requests and responses, independent of any transport.

use jetstream_api::{
    call::{Call, Method, Reply},
    key::AccessKey,
};

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// The path behind `/3`, split at the slashes and decoded: `["devices", "Cabinet 7", "lockdown"]`.
    pub segments: Vec<String>,
    /// The query, decoded.
    pub query: Vec<(String, String)>,
    /// The body as received; empty for none.
    pub body: Vec<u8>,
    /// The `AccessKey` header, if there was one.
    pub key: Option<String>,
    /// The `Click-Id` header, if there was one: names the click that caused the call, so that a call which a connection
    /// repeats by itself can be recognised and counted.
    pub click: Option<String>,
}

impl From<(&Call, &AccessKey)> for Request {
    /// The call of a client with this key.
    fn from((call, key): (&Call, &AccessKey)) -> Self {
        Self {
            method: call.method,
            segments: call.segments.clone(),
            query: call.query.clone(),
            body: call.body.clone().unwrap_or_default().into_bytes(),
            key: Some(key.reveal()),
            click: None,
        }
    }
}

/// The delivery of a reply. The simulator has no transport: the one around it does as this says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// It arrives.
    Whole,
    /// Its head arrives and half of its body; then the connection ends.
    Truncated,
    /// Nothing arrives, and the connection stays open.
    Never,
    /// Nothing arrives, and the connection breaks.
    DropConnection,
}

/// A reply, and its delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The reply by Jetstream.
    pub reply: Reply,
    /// The delivery of the reply.
    pub delivery: Delivery,
}

impl From<Reply> for Response {
    fn from(reply: Reply) -> Self {
        Self { reply, delivery: Delivery::Whole }
    }
}
