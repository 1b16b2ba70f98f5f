//! What came and is not written yet: bounded, and taken in pieces.

use std::collections::VecDeque;

use crate::state::live::RawEvent;

/// How much text is written at once, in bytes. What makes less than that waits for more, but never over a second.
const PIECE: usize = 1 << 20;
/// How much text may wait, in bytes. A day that a gateway replays at once has its room; more is a flood that the database falls behind
/// of.
const MOST: usize = 32 << 20;

/// Texts in the order in which they came.
#[derive(Default)]
pub struct WriteBuffer {
    texts: VecDeque<RawEvent>,
    bytes: usize,
}

impl WriteBuffer {
    /// Takes a text, where there is room for it.
    pub fn push(&mut self, text: RawEvent) -> bool {
        let has_room = self.bytes + text.1.len() <= MOST;
        if has_room {
            self.bytes += text.1.len();
            self.texts.push_back(text);
        }
        has_room
    }

    /// Is there enough for a piece?
    pub fn is_full_batch(&self) -> bool {
        self.bytes >= PIECE
    }

    /// Is there anything?
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The oldest texts: a piece, or what there is.
    pub fn take(&mut self) -> Vec<RawEvent> {
        let (mut texts, mut taken) = (Vec::new(), 0);
        while taken < PIECE
            && let Some(text) = self.texts.pop_front()
        {
            taken += text.1.len();
            texts.push(text);
        }
        self.bytes -= taken;
        texts
    }

    /// Puts a piece back that could not be written, as the oldest. It always has room: this much more may wait.
    pub fn put_back(&mut self, texts: Vec<RawEvent>) {
        for text in texts.into_iter().rev() {
            self.bytes += text.1.len();
            self.texts.push_front(text);
        }
    }

    /// Gives all of it up.
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
    fn it_is_taken_in_pieces_and_in_order() {
        let mut pending = WriteBuffer::default();
        for number in 0..5 {
            assert!(pending.push(text(number, PIECE / 2)));
        }
        assert!(pending.is_full_batch());
        assert_eq!(ids(&pending.take()), ["0", "1"]);
        assert_eq!(ids(&pending.take()), ["2", "3"]);
        assert!(!pending.is_full_batch() && !pending.is_empty());
        assert_eq!(ids(&pending.take()), ["4"]);
        assert!(pending.is_empty() && pending.take().is_empty());
    }

    #[test]
    fn what_has_no_room_is_refused_until_some_is_taken() {
        let mut pending = WriteBuffer::default();
        let pieces = MOST / PIECE;
        assert!((0..pieces).all(|number| pending.push(text(number, PIECE))));
        assert!(!pending.push(text(pieces, 1)));
        pending.take();
        assert!(pending.push(text(pieces, PIECE)) && !pending.push(text(pieces, 1)));
        pending.clear();
        assert!(pending.is_empty() && pending.push(text(0, MOST)));
    }

    #[test]
    fn what_could_not_be_written_is_taken_again_before_all_others() {
        let mut pending = WriteBuffer::default();
        for number in 0..4 {
            assert!(pending.push(text(number, PIECE / 2)));
        }
        let piece = pending.take();
        pending.put_back(piece);
        assert_eq!(ids(&pending.take()), ["0", "1"]);
        assert_eq!(ids(&pending.take()), ["2", "3"]);
    }

    #[test]
    fn what_was_put_back_takes_the_room_of_what_comes() {
        let mut pending = WriteBuffer::default();
        assert!(pending.push(text(0, PIECE)));
        let piece = pending.take();
        assert!(pending.push(text(1, MOST)));
        pending.put_back(piece);
        assert!(!pending.push(text(2, 1)));
        assert_eq!(ids(&pending.take()), ["0"]);
        assert!(!pending.push(text(2, 1)), "it is as full as it was");
        assert_eq!(ids(&pending.take()), ["1"]);
        assert!(pending.is_empty() && pending.push(text(2, MOST)), "what was put back counted once");
    }

    #[test]
    fn a_text_longer_than_a_piece_is_one() {
        let mut pending = WriteBuffer::default();
        assert!(pending.push(text(0, 2 * PIECE)) && pending.push(text(1, 1)));
        assert_eq!(ids(&pending.take()), ["0"]);
        assert_eq!(ids(&pending.take()), ["1"]);
    }
}
