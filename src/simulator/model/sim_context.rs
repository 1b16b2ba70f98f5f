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

/// What devices and Jetstream share: the time, the plans, the events, the commands under way.
#[derive(Debug)]
pub(crate) struct SimContext {
    pub(crate) now: Ms,
    /// For the ids that Jetstream gives out.
    pub(crate) ids: Rng,
    pub(crate) schedule: Schedule,
    pub(crate) outbox: Outbox,
    /// Commands that have neither completed nor timed out.
    pub(crate) open: BTreeMap<Guid, OpenCommand>,
    /// How many times calmer than usual each device is, so that a large fleet is about as lively as a small one and
    /// [`Options::rate`](crate::Options::rate) alone sets the load.
    pub(crate) calm: i64,
}

impl SimContext {
    pub(crate) fn plan(&mut self, delay: Ms, due: ScheduledItem) {
        self.schedule.plan(self.now.saturating_add(delay.max(0)), due);
    }

    /// Publishes an event of Jetstream's own: no `ReceivedTime`, version 3.
    pub(crate) fn publish(&mut self, kind: &'static str, device: Option<&Arc<str>>, fields: String) {
        self.publish_as(kind, 3, device, fields);
    }

    /// As [`Hub::publish`], where the documentation shows another version.
    pub(crate) fn publish_as(&mut self, kind: &'static str, version: u8, device: Option<&Arc<str>>, fields: String) {
        let draft = EventDraft { kind, version, id: self.ids.guid(), time: self.now, fields, completes: None };
        self.outbox.issue(&draft, device, None, self.now);
    }
}
