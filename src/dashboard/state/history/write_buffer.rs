//! A bounded queue of events that are not written yet, taken in batches.

use std::collections::VecDeque;

use crate::state::live::RawEvent;

/// The size of a full batch, in bytes of text. Less than that waits for more events, for a second at most.
const BATCH_BYTES: usize = 1 << 20;
/// The most text in the buffer, in bytes. A day of events that a gateway replays at once fits; a database that falls further behind loses
/// events.
const MAX_BYTES: usize = 32 << 20;

/// Events in the order in which they arrived.
#[derive(Default)]
pub struct WriteBuffer {
    events: VecDeque<RawEvent>,
    bytes: usize,
}

impl WriteBuffer {
    /// Adds an event; `false` where there is no room for it.
    pub fn push(&mut self, event: RawEvent) -> bool {
        let has_room = self.bytes + event.1.len() <= MAX_BYTES;
        if has_room {
            self.bytes += event.1.len();
            self.events.push_back(event);
        }
        has_room
    }

    /// Is there enough for a full batch?
    pub fn is_full_batch(&self) -> bool {
        self.bytes >= BATCH_BYTES
    }

    /// Is there anything?
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Takes the oldest events: a full batch, or all there are.
    pub fn take(&mut self) -> Vec<RawEvent> {
        let (mut events, mut taken) = (Vec::new(), 0);
        while taken < BATCH_BYTES
            && let Some(event) = self.events.pop_front()
        {
            taken += event.1.len();
            events.push(event);
        }
        self.bytes -= taken;
        events
    }

    /// Puts a batch back that could not be written, as the oldest. There is always room for it: the limit may be exceeded by this much.
    pub fn put_back(&mut self, events: Vec<RawEvent>) {
        for event in events.into_iter().rev() {
            self.bytes += event.1.len();
            self.events.push_front(event);
        }
    }

    /// Discards everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jetstream_api::ids::EventId;

    use super::*;

    fn text(number: usize, bytes: usize) -> RawEvent {
        (EventId::new(&number.to_string()), Arc::from("x".repeat(bytes)))
    }

    fn ids(texts: &[RawEvent]) -> Vec<String> {
        texts.iter().map(|(id, _)| id.to_string()).collect()
    }

    #[test]
    fn events_are_taken_in_batches_and_in_order() {
        let mut buffer = WriteBuffer::default();
        for number in 0..5 {
            assert!(buffer.push(text(number, BATCH_BYTES / 2)));
        }
        assert!(buffer.is_full_batch());
        assert_eq!(ids(&buffer.take()), ["0", "1"]);
        assert_eq!(ids(&buffer.take()), ["2", "3"]);
        assert!(!buffer.is_full_batch() && !buffer.is_empty());
        assert_eq!(ids(&buffer.take()), ["4"]);
        assert!(buffer.is_empty() && buffer.take().is_empty());
    }

    #[test]
    fn an_event_without_room_is_refused_until_some_are_taken() {
        let mut buffer = WriteBuffer::default();
        let batches = MAX_BYTES / BATCH_BYTES;
        assert!((0..batches).all(|number| buffer.push(text(number, BATCH_BYTES))));
        assert!(!buffer.push(text(batches, 1)));
        buffer.take();
        assert!(buffer.push(text(batches, BATCH_BYTES)) && !buffer.push(text(batches, 1)));
        buffer.clear();
        assert!(buffer.is_empty() && buffer.push(text(0, MAX_BYTES)));
    }

    #[test]
    fn events_that_could_not_be_written_are_taken_again_before_all_others() {
        let mut buffer = WriteBuffer::default();
        for number in 0..4 {
            assert!(buffer.push(text(number, BATCH_BYTES / 2)));
        }
        let batch = buffer.take();
        buffer.put_back(batch);
        assert_eq!(ids(&buffer.take()), ["0", "1"]);
        assert_eq!(ids(&buffer.take()), ["2", "3"]);
    }

    #[test]
    fn events_that_were_put_back_take_the_room_of_those_that_come() {
        let mut buffer = WriteBuffer::default();
        assert!(buffer.push(text(0, BATCH_BYTES)));
        let batch = buffer.take();
        assert!(buffer.push(text(1, MAX_BYTES)));
        buffer.put_back(batch);
        assert!(!buffer.push(text(2, 1)));
        assert_eq!(ids(&buffer.take()), ["0"]);
        assert!(!buffer.push(text(2, 1)), "it is as full as it was");
        assert_eq!(ids(&buffer.take()), ["1"]);
        assert!(buffer.is_empty() && buffer.push(text(2, MAX_BYTES)), "what was put back counted once");
    }

    #[test]
    fn an_event_longer_than_a_batch_is_one() {
        let mut buffer = WriteBuffer::default();
        assert!(buffer.push(text(0, 2 * BATCH_BYTES)) && buffer.push(text(1, 1)));
        assert_eq!(ids(&buffer.take()), ["0"]);
        assert_eq!(ids(&buffer.take()), ["1"]);
    }
}
