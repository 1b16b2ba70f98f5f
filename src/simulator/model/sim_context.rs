//! The state that devices and Jetstream share: the time, the schedule, the events, the commands under way.

use std::{collections::BTreeMap, sync::Arc};

use jetstream_api::ids::Guid;

use crate::model::{
    clock::Ms,
    command::OpenCommand,
    event::EventDraft,
    outbox::Outbox,
    rng::Rng,
    schedule::{Schedule, ScheduledItem},
};

/// The state that devices and Jetstream share.
#[derive(Debug)]
pub(crate) struct SimContext {
    pub(crate) now: Ms,
    /// The generator of the ids that Jetstream assigns.
    pub(crate) ids: Rng,
    pub(crate) schedule: Schedule,
    pub(crate) outbox: Outbox,
    /// Commands that have neither completed nor timed out.
    pub(crate) open: BTreeMap<Guid, OpenCommand>,
    /// The factor by which visits to a device are rarer than usual, so that a large fleet sends about as many events as a
    /// small one and [`Options::rate`](crate::Options::rate) alone sets the load.
    pub(crate) calm: i64,
}

impl SimContext {
    /// Schedules an item after `delay`; a negative one counts as 0.
    pub(crate) fn plan(&mut self, delay: Ms, due: ScheduledItem) {
        self.schedule.plan(self.now.saturating_add(delay.max(0)), due);
    }

    /// Publishes an event of Jetstream's own: no `ReceivedTime`, version 3.
    pub(crate) fn publish(&mut self, kind: &'static str, device: Option<&Arc<str>>, fields: String) {
        self.publish_as(kind, 3, device, fields);
    }

    /// As [`SimContext::publish`], for events of which the documentation shows another version.
    pub(crate) fn publish_as(&mut self, kind: &'static str, version: u8, device: Option<&Arc<str>>, fields: String) {
        let draft = EventDraft { kind, version, id: self.ids.guid(), time: self.now, fields, completes: None };
        self.outbox.issue(&draft, device, None, self.now);
    }
}
