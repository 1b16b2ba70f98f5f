//! A queue of scheduled items by time. Simulated time advances from one item to the next.

use std::{cmp::Reverse, collections::BinaryHeap};

use jetstream_api::ids::Guid;

use crate::model::{clock::Ms, device_event::DeviceEvent};

/// A scheduled item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScheduledItem {
    /// An event of the device in this slot.
    Device(u32, DeviceEvent),
    /// The time-out of a command.
    TimeOut(Guid),
    /// One more event of the background traffic. The token tells the current rate from an earlier one.
    Traffic(u32),
}

/// A queue by time; items of the same time come in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Schedule {
    heap: BinaryHeap<Reverse<(Ms, u64, ScheduledItem)>>,
    planned: u64,
}

impl Schedule {
    pub(crate) fn plan(&mut self, at: Ms, due: ScheduledItem) {
        self.planned += 1;
        self.heap.push(Reverse((at, self.planned, due)));
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.heap.len()
    }

    /// The time of the next item.
    pub(crate) fn next(&self) -> Option<Ms> {
        self.heap.peek().map(|Reverse((at, _, _))| *at)
    }

    /// Removes the next item that is due at `until` or before.
    pub(crate) fn pop_due(&mut self, until: Ms) -> Option<(Ms, ScheduledItem)> {
        if self.next()? > until {
            return None;
        }
        self.heap.pop().map(|Reverse((at, _, due))| (at, due))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_by_time_and_then_in_the_order_they_were_scheduled() {
        let mut schedule = Schedule::default();
        for (at, number) in [(20, 1), (10, 2), (20, 3), (30, 4)] {
            schedule.plan(at, ScheduledItem::Traffic(number));
        }
        assert_eq!(schedule.next(), Some(10));
        let taken: Vec<_> = std::iter::from_fn(|| schedule.pop_due(20)).collect();
        assert_eq!(
            taken,
            [(10, ScheduledItem::Traffic(2)), (20, ScheduledItem::Traffic(1)), (20, ScheduledItem::Traffic(3))]
        );
        assert_eq!(schedule.next(), Some(30));
    }
}
