//! The HTTP response to a call, as it was received.

/// The HTTP response to a [`Call`](super::Call), not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status code.
    pub status: u16,
    /// Seconds from a `Retry-After` header, where there was one and it could be read.
    pub retry_after: Option<u32>,
    /// The body as received: JSON, HTML or nothing.
    pub body: Vec<u8>,
}

impl Reply {
    /// A response without `Retry-After`.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, retry_after: None, body: body.into() }
    }

    /// Whether the status is a 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as text; bytes that are no UTF-8 become replacement characters.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}
