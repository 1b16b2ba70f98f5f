//! A bounded log of the events that the simulator has issued. The feed sends all of them again after another sign-in on the same page.

use std::{collections::VecDeque, sync::Arc};

/// The most events. The fleet issues some thousand an hour; so many at once come only after a computer has slept for days.
const MOST: usize = 50_000;

/// A position between events: how many were issued before it.
pub type Position = u64;

/// The result of reading the log at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextItem {
    /// These events, and the position after the last of them. The list is empty where there are none yet.
    Events(Vec<Arc<str>>, Position),
    /// The next events are no longer held; the log continues at this position.
    Gap(Position),
}

/// The log.
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

    /// The events after a position, at most `most` of them.
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
