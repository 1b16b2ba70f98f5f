//! The events that the feed can still tell: the newest ones. Who signs in again on the same page is told all of them.

use std::{collections::VecDeque, sync::Arc};

/// The most events. The fleet tells some thousand an hour; more than that come at once only after a computer has slept for days.
const MOST: usize = 50_000;

/// A position between events: how many were issued before it.
pub type Position = u64;

/// What comes next at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextItem {
    /// These events, and the position after the last of them. None, where nothing has happened.
    Events(Vec<Arc<str>>, Position),
    /// What came next is no longer held; it goes on from this position.
    Gap(Position),
}

/// The events.
#[derive(Debug, Default)]
pub struct IssuedEvents {
    events: VecDeque<Arc<str>>,
    oldest: Position,
}

impl IssuedEvents {
    /// Appends events, each the text of one JSON object, and drops the oldest that no longer fit.
    pub fn push(&mut self, events: Vec<Arc<str>>) {
        self.events.extend(events);
        let over = self.events.len().saturating_sub(MOST);
        self.events.drain(..over);
        self.oldest += over as Position;
    }

    /// The position before the oldest event here, and how many there are.
    pub fn retained(&self) -> (Position, u64) {
        (self.oldest, self.events.len() as u64)
    }

    /// What comes after a position, at most so many events.
    pub fn after(&self, position: Position, most: usize) -> NextItem {
        let skipped = position.checked_sub(self.oldest).and_then(|skipped| usize::try_from(skipped).ok());
        let Some(skipped) = skipped else { return NextItem::Gap(self.oldest) };
        let events: Vec<_> = self.events.iter().skip(skipped).take(most).cloned().collect();
        let position = position + events.len() as Position;
        NextItem::Events(events, position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(numbers: std::ops::Range<usize>) -> Vec<Arc<str>> {
        numbers.map(|number| number.to_string().into()).collect()
    }

    #[test]
    fn events_are_told_in_order_and_once() {
        let mut issued = IssuedEvents::default();
        assert_eq!(issued.after(0, 2), NextItem::Events(Vec::new(), 0));
        issued.push(events(0..3));
        assert_eq!(issued.after(0, 2), NextItem::Events(events(0..2), 2));
        assert_eq!(issued.after(2, 2), NextItem::Events(events(2..3), 3));
        assert_eq!(issued.after(3, 2), NextItem::Events(Vec::new(), 3));
    }

    #[test]
    fn what_is_no_longer_held_is_a_gap_and_not_silence() {
        let mut issued = IssuedEvents::default();
        issued.push(events(0..MOST + 2));
        assert_eq!(issued.retained(), (2, MOST as u64));
        assert_eq!(issued.after(1, 1), NextItem::Gap(2));
        assert_eq!(issued.after(2, 1), NextItem::Events(events(2..3), 3));
    }
}
