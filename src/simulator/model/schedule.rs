//! What is due, and when: the only thing that makes simulated time pass.

use std::{cmp::Reverse, collections::BinaryHeap};

use jetstream_api::ids::Guid;

use crate::model::{clock::Ms, device_event::DeviceEvent};

/// Something that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScheduledItem {
    /// Something happens to the device in this slot, or it does something.
    Device(u32, DeviceEvent),
    /// Jetstream gives up on a command.
    TimeOut(Guid),
    /// One more event of the background traffic; the number tells an outdated rate's from the current one's.
    Traffic(u32),
}

/// A queue by time; what is due at the same time comes in the order it was planned.
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

    pub(crate) fn next(&self) -> Option<Ms> {
        self.heap.peek().map(|Reverse((at, _, _))| *at)
    }

    /// The next thing that is due at `until` or before.
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
    fn what_is_due_comes_by_time_and_then_in_the_order_it_was_planned() {
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
