//! The live feed between the gateway and the dashboard: ours, not Jetstream's, and here because both sides speak it.
//!
//! A WebSocket at `/feed` with the subprotocol [`PROTOCOL`], JSON text frames. The client sends one [`Hello`]; the server
//! answers [`Frame::Ready`] and then sends events and, in silence, beats.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

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

/// Why a server closes the socket.
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

    /// Is there any use in connecting again with the same key from the same page?
    pub fn is_final(self) -> bool {
        matches!(self, Self::BadFrame | Self::BadKey | Self::Origin)
    }
}

/// The one frame a client sends.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "hello")]
pub struct Hello {
    /// The access key, here and never in a URL.
    #[serde(rename = "accessKey")]
    pub access_key: String,
    /// The position to go on from; absent or `null` asks for everything that the feed retains.
    #[serde(default)]
    pub after: Option<String>,
}

/// What a server sends. Events stay raw text, so that what is shown is what was received.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Frame<Events = Vec<Box<RawValue>>> {
    /// The key was accepted.
    Ready(Ready),
    /// Events, oldest first.
    Events {
        /// The position after the last of them.
        cursor: String,
        /// The events as Jetstream wrote them.
        events: Events,
    },
    /// Events that cannot be replayed.
    Gap(Gap),
    /// Still here.
    Beat {
        /// The server's clock.
        now: String,
    },
}

/// The first frame of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// The position this connection goes on from.
    pub cursor: String,
    /// The position before the oldest retained event.
    pub oldest: String,
    /// How many events follow before live ones; a server may not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retained: Option<u64>,
    /// The server's clock; a server may not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// `simulated` or `relay`.
    pub source: String,
}

/// What is missing, and from where it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The position the client asked for, as it sent it.
    pub after: String,
    /// The position it goes on from.
    #[serde(rename = "resumedAt")]
    pub resumed_at: String,
    /// Why, in words.
    pub reason: String,
}
