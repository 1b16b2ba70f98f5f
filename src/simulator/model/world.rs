//! The simulated world: devices, definitions, policies and aliases, and the context that they share.

use std::{collections::BTreeMap, sync::Arc};

use crate::model::{
    alias::Alias, clock::Ms, definition::Definition, outbox::Outbox, policy::Policy, registry::Registry,
    request_log::Recorder, rng::Rng, schedule::Schedule, sim_context::SimContext, traffic::Traffic,
};

/// The whole simulated world.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) context: SimContext,
    pub(crate) devices: Registry,
    pub(crate) definitions: Vec<Arc<Definition>>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) traffic: Traffic,
    pub(crate) request_log: Recorder,
    /// The seed of the devices that are created from now on.
    pub(crate) seed: u64,
    ids: u64,
}

impl World {
    pub(crate) fn new(seed: u64, now: Ms, calm: i64, definitions: Vec<Arc<Definition>>) -> Self {
        let context = SimContext {
            now,
            ids: Rng::new(seed, 0),
            schedule: Schedule::default(),
            outbox: Outbox::default(),
            open: BTreeMap::new(),
            calm,
        };
        Self {
            context,
            devices: Registry::default(),
            definitions,
            policies: Vec::new(),
            aliases: Vec::new(),
            traffic: Traffic::new(seed),
            request_log: Recorder::default(),
            seed,
            ids: 100,
        }
    }

    /// A new id for a device, policy or alias; the first is 101.
    pub(crate) fn next_id(&mut self) -> u64 {
        self.ids += 1;
        self.ids
    }

    /// The policy with this id.
    pub(crate) fn policy(&self, id: u64) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.id == id)
    }
}
