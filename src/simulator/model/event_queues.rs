//! The queues of events, one for each access key.

use std::{collections::BTreeMap, sync::Arc};

use crate::model::{clock::Ms, event::IssuedEvent, event_queue::EventQueue};

/// The queues of all keys.
#[derive(Debug, Default)]
pub(crate) struct EventQueues(BTreeMap<&'static str, EventQueue>);

impl EventQueues {
    /// Adds an event to the queue of every subscribed key.
    pub(crate) fn push(&mut self, event: Arc<IssuedEvent>, now: Ms) {
        for queue in self.0.values_mut() {
            queue.push(Arc::clone(&event), now);
        }
    }

    /// The number of events in the fullest queue.
    #[cfg(test)]
    pub(crate) fn longest(&self) -> usize {
        self.0.values().map(EventQueue::len).max().unwrap_or(0)
    }

    /// The queue of a user.
    pub(crate) fn of(&mut self, user: &'static str) -> &mut EventQueue {
        self.0.entry(user).or_default()
    }
}
