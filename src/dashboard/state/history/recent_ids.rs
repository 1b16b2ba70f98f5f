//! A bounded set of the identifiers of the newest stored events. A queue repeats recent events.

use std::collections::{HashSet, VecDeque};

use jetstream_api::ids::EventId;

/// The most identifiers in the set. An event that is repeated after so many others is stored twice; the fold counts it once.
const MOST: usize = 50_000;

/// The newest identifiers.
#[derive(Debug, Default)]
pub struct RecentIds {
    known: HashSet<EventId>,
    order: VecDeque<EventId>,
}

impl RecentIds {
    /// Is this event stored, as far as is remembered?
    pub fn has(&self, id: &EventId) -> bool {
        self.known.contains(id)
    }

    /// Records that an event is stored.
    pub fn note(&mut self, id: EventId) {
        if self.known.insert(id.clone()) {
            self.order.push_back(id);
        }
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> EventId {
        EventId::new(&format!("event-{number}"))
    }

    #[test]
    fn the_newest_are_known_and_memory_is_bounded() {
        let mut ids = RecentIds::default();
        (0..MOST + 10).for_each(|number| ids.note(id(number)));
        assert!(!ids.has(&id(9)) && ids.has(&id(10)) && ids.has(&id(MOST + 9)));
        assert_eq!((ids.known.len(), ids.order.len()), (MOST, MOST));
    }

    #[test]
    fn what_is_noted_twice_takes_one_place() {
        let mut ids = RecentIds::default();
        (0..3).for_each(|_| ids.note(id(1)));
        assert_eq!(ids.order.len(), 1);
    }
}
