//! The queue of events of one access key.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use jetstream_api::ids::Guid;

use crate::model::{
    clock::{DAY, Ms},
    event::IssuedEvent,
};

/// The most events a queue holds; beyond it the oldest are dropped. Jetstream documents no such limit: it bounds the
/// memory of the simulator, however fast it runs.
pub const QUEUE_CAPACITY: usize = 50_000;
/// The retention of an unread event.
const UNREAD: Ms = 14 * DAY;
/// The retention of an event after it was read.
const READ: Ms = 4 * DAY;
/// The subscription of a key ends after this time without a read.
const SUBSCRIPTION: Ms = 30 * DAY;
/// The number of batches that can be deleted by their id; events of older ones only by their own ids.
const BATCHES: usize = 256;

/// The filter of *Get Events*. Names and types are compared without regard to case.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) kind: Option<String>,
    pub(crate) device: Option<String>,
    pub(crate) version: Option<u8>,
}

impl Filter {
    fn matches(&self, event: &IssuedEvent) -> bool {
        self.kind.as_ref().is_none_or(|kind| kind.eq_ignore_ascii_case(event.kind))
            && self.version.is_none_or(|version| version == event.version)
            && self
                .device
                .as_ref()
                .is_none_or(|name| event.device.as_ref().is_some_and(|device| device.eq_ignore_ascii_case(name)))
    }
}

#[derive(Debug)]
struct QueuedEvent {
    event: Arc<IssuedEvent>,
    queued: Ms,
    read: Option<Ms>,
}

/// The events pending for one key.
#[derive(Debug, Default)]
pub(crate) struct EventQueue {
    last_read: Option<Ms>,
    entries: BTreeMap<u64, QueuedEvent>,
    batches: VecDeque<(Guid, Vec<u64>)>,
    next: u64,
}

impl EventQueue {
    /// Adds an event, if the key is subscribed.
    pub(crate) fn push(&mut self, event: Arc<IssuedEvent>, now: Ms) {
        if !self.is_subscribed(now) {
            // A key without a subscription has no events.
            self.entries.clear();
            return;
        }
        self.entries.insert(self.next, QueuedEvent { event, queued: now, read: None });
        self.next += 1;
        while self.entries.len() > QUEUE_CAPACITY
            || self.entries.first_key_value().is_some_and(|(_, queued)| now - queued.queued > UNREAD)
        {
            self.entries.pop_first();
        }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    fn is_subscribed(&self, now: Ms) -> bool {
        self.last_read.is_some_and(|last| now - last <= SUBSCRIPTION)
    }

    /// The oldest events that match, as a batch; `None` when this call only created the subscription.
    pub(crate) fn read(
        &mut self,
        filter: &Filter,
        limit: usize,
        batch: Guid,
        now: Ms,
    ) -> Option<Vec<Arc<IssuedEvent>>> {
        let subscribed = self.is_subscribed(now);
        self.last_read = Some(now);
        if !subscribed {
            self.entries.clear();
            self.batches.clear();
            return None;
        }
        self.entries
            .retain(|_, queued| now - queued.queued <= UNREAD && queued.read.is_none_or(|read| now - read <= READ));
        let found = self.entries.iter_mut().filter(|(_, queued)| filter.matches(&queued.event)).take(limit);
        let (numbers, events): (Vec<_>, Vec<_>) = found
            .map(|(number, queued)| {
                queued.read.get_or_insert(now);
                (*number, Arc::clone(&queued.event))
            })
            .unzip();
        self.batches.push_back((batch, numbers));
        if self.batches.len() > BATCHES {
            self.batches.pop_front();
        }
        Some(events)
    }

    /// Removes the events of a batch. An unknown batch removes nothing: what Jetstream answers then is not documented.
    pub(crate) fn delete_batch(&mut self, batch: Guid) {
        if let Some(index) = self.batches.iter().position(|(id, _)| *id == batch) {
            for number in self.batches.remove(index).into_iter().flat_map(|(_, numbers)| numbers) {
                self.entries.remove(&number);
            }
        }
    }

    /// Removes single events.
    pub(crate) fn delete(&mut self, ids: &BTreeSet<Guid>) {
        self.entries.retain(|_, queued| !ids.contains(&queued.event.id));
    }
}

#[cfg(test)]
#[path = "event_queue_tests.rs"]
mod tests;
