//! The frame that a client sends.

use std::fmt;

use super::write;
use crate::wire::{DecodeError, Object};

/// The first and only frame of a client, within [`HELLO_SECONDS`](super::HELLO_SECONDS).
#[derive(Clone, PartialEq, Eq)]
pub struct Hello {
    /// The access key, here and never in a URL. As received: whether it is one, the server says by
    /// [`Close::BadKey`](super::Close::BadKey).
    pub access_key: String,
    /// The position to go on from; `None` asks for everything that the feed retains, oldest first.
    pub after: Option<String>,
}

impl Hello {
    /// The frame.
    pub fn to_text(&self) -> String {
        write([
            ("type", Some("hello".into())),
            ("accessKey", Some(self.access_key.as_str().into())),
            ("after", Some(self.after.as_deref().into())),
        ])
    }

    /// Reads the frame. The error never quotes it, since it holds a secret.
    pub fn parse(text: &str) -> Result<Self, DecodeError> {
        Self::read(text).ok_or_else(|| DecodeError::new("frame", "a hello with an access key", "something else"))
    }

    fn read(text: &str) -> Option<Self> {
        let mut object = Object::parse(text).ok()?;
        if object.text("type").ok()? != "hello" {
            return None;
        }
        Some(Self { access_key: object.text("accessKey").ok()?, after: object.optional_text("after").ok()? })
    }
}

impl fmt::Debug for Hello {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Hello").field("access_key", &"…").field("after", &self.after).finish()
    }
}
