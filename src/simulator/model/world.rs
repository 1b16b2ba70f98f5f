//! Everything there is: devices, definitions, policies, aliases, and Jetstream in the middle.

use std::{collections::BTreeMap, sync::Arc};

use jetstream_api::ids::Guid;

use crate::{
    firmware::dispatch,
    handlers::{aliases::Alias, commands, definitions::Definition, policies::Policy},
    model::{
        clock::Ms,
        outbox::{Draft, Outbox},
        registry::Registry,
        request_log::Recorder,
        rng::Rng,
        schedule::{Schedule, ScheduledItem},
        traffic::Traffic,
    },
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
    pub(crate) open: BTreeMap<Guid, commands::OpenCommand>,
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
        let draft = Draft { kind, version, id: self.ids.guid(), time: self.now, fields, completes: None };
        self.outbox.issue(&draft, device, None, self.now);
    }
}

/// The whole simulated world.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) hub: SimContext,
    pub(crate) devices: Registry,
    pub(crate) definitions: Vec<Arc<Definition>>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) traffic: Traffic,
    pub(crate) asked: Recorder,
    /// The seed of whatever is created from now on.
    pub(crate) seed: u64,
    ids: u64,
}

impl World {
    pub(crate) fn new(seed: u64, now: Ms, calm: i64, definitions: Vec<Arc<Definition>>) -> Self {
        let hub = SimContext {
            now,
            ids: Rng::new(seed, 0),
            schedule: Schedule::default(),
            outbox: Outbox::default(),
            open: BTreeMap::new(),
            calm,
        };
        Self {
            hub,
            devices: Registry::default(),
            definitions,
            policies: Vec::new(),
            aliases: Vec::new(),
            traffic: Traffic::new(seed),
            asked: Recorder::default(),
            seed,
            ids: 100,
        }
    }

    /// A new number for a device, policy or alias; the first is 101.
    pub(crate) fn id(&mut self) -> u64 {
        self.ids += 1;
        self.ids
    }

    /// Lets everything happen that is due until then, in order.
    pub(crate) fn advance(&mut self, to: Ms) {
        while let Some((at, due)) = self.hub.schedule.take(to) {
            self.hub.now = self.hub.now.max(at);
            match due {
                ScheduledItem::Device(slot, happening) => {
                    if let Some(device) = self.devices.get_mut(slot) {
                        dispatch::dispatch(device, &mut self.hub, happening);
                    }
                }
                ScheduledItem::TimeOut(command) => commands::time_out(self, command),
                ScheduledItem::Traffic(token) => self.traffic.flow(&mut self.devices, &mut self.hub, token),
            }
        }
        self.hub.now = self.hub.now.max(to);
    }
}
