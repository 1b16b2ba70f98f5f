//! A writer of events frames, within the limits of the protocol.

use super::{MAX_BYTES, MAX_EVENTS};

const OPENING: &str = r#"{"type":"events","events":["#;
/// The longest end of a frame: `],"cursor":"…"}` with a cursor whose every character needs an escape of six.
const CLOSING: usize = 16 + 6 * super::MAX_CURSOR;

/// Builds one [`Frame::Events`](super::Frame::Events) from raw events, copying each of them once.
///
/// ```
/// use jetstream_api::feed::EventsWriter;
///
/// let mut writer = EventsWriter::default();
/// for event in [r#"{"Id":18446744073709551615}"#, r#"{ "Id": 2 }"#] {
///     assert!(writer.has_room_for(event));
///     writer.push(event);
/// }
/// assert_eq!(
///     writer.finish("17"),
///     r#"{"type":"events","events":[{"Id":18446744073709551615},{ "Id": 2 }],"cursor":"17"}"#
/// );
/// ```
#[derive(Debug, Clone)]
pub struct EventsWriter {
    text: String,
    count: usize,
}

impl Default for EventsWriter {
    fn default() -> Self {
        Self { text: OPENING.to_owned(), count: 0 }
    }
}

impl EventsWriter {
    /// Whether another event fits into this frame. Every event fits into an empty one: a huge one travels alone.
    pub fn has_room_for(&self, event: &str) -> bool {
        let bytes = self.text.len() + 1 + event.len() + CLOSING;
        self.count == 0 || self.count < MAX_EVENTS && bytes <= MAX_BYTES
    }

    /// Appends an event, which must be the text of one JSON value; it is not looked into.
    pub fn push(&mut self, event: &str) {
        if self.count > 0 {
            self.text.push(',');
        }
        self.text.push_str(event);
        self.count += 1;
    }

    /// How many events it holds.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it has no event.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The frame, with the position after its last event.
    pub fn finish(mut self, cursor: &str) -> String {
        self.text.push_str("],\"cursor\":");
        self.text.push_str(&serde_json::Value::from(cursor).to_string());
        self.text.push('}');
        self.text
    }
}
