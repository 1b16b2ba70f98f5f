//! The live feed between the gateway and the dashboard: ours, not Jetstream's, and here because both sides speak it.
//!
//! A WebSocket at `/feed` with the subprotocol [`PROTOCOL`], JSON text frames. The client sends one [`Hello`]; the server
//! answers [`Frame::Ready`] and then sends events and, in silence, beats. A *cursor* is an opaque position between events.

mod frame;
mod hello;
mod writer;

pub use frame::{Frame, Gap, Ready};
pub use hello::Hello;
pub use writer::EventsWriter;

use serde_json::{Map, Value};

/// The subprotocol; an upgrade without it is refused with 400.
pub const PROTOCOL: &str = "jetstream-feed.v1";
/// The longest cursor, in ASCII characters.
pub const MAX_CURSOR: usize = 64;
/// The most events in one frame.
pub const MAX_EVENTS: usize = 512;
/// The most bytes of JSON in one frame; a bigger event travels alone.
pub const MAX_BYTES: usize = 1024 * 1024;
/// Seconds within which the hello must come.
pub const HELLO_SECONDS: u32 = 10;
/// Seconds of silence after which the server sends a beat.
pub const BEAT_SECONDS: u32 = 15;
/// Seconds without any frame after which the client reconnects.
pub const SILENCE_SECONDS: u32 = 40;

/// The reason for which a server closes the socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Close {
    /// The frame was not a hello.
    BadFrame,
    /// The access key is not accepted.
    BadKey,
    /// The page's origin is not allowed.
    Origin,
    /// No hello came in time.
    NoHello,
    /// The client reads too slowly; it resumes by cursor.
    TooSlow,
    /// The server is going away or overloaded.
    TryLater,
}

impl Close {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::BadFrame, Self::BadKey, Self::Origin, Self::NoHello, Self::TooSlow, Self::TryLater];

    /// The WebSocket close code.
    pub fn code(self) -> u16 {
        match self {
            Self::BadFrame => 4400,
            Self::BadKey => 4401,
            Self::Origin => 4403,
            Self::NoHello => 4408,
            Self::TooSlow => 4409,
            Self::TryLater => 1013,
        }
    }

    /// The reason for a code, if it is one of these.
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|close| close.code() == code)
    }

    /// Whether a new connection with the same key from the same page may succeed.
    pub fn is_final(self) -> bool {
        matches!(self, Self::BadFrame | Self::BadKey | Self::Origin)
    }
}

/// Writes an object, leaving out what has no value.
fn write<const N: usize>(fields: [(&str, Option<Value>); N]) -> String {
    // Not collected, which would sort the fields: each sort takes 4 kB of WebAssembly.
    let mut object = Map::new();
    for (name, value) in fields {
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    }
    Value::Object(object).to_string()
}

#[cfg(test)]
#[path = "feed/tests.rs"]
mod tests;
