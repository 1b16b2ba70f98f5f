//! The initial fleet: devices, passes, policies, aliases, and the scenes that are in progress when the simulator starts.

mod names;
mod policies;
mod scenes;

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::kind::DeviceKind;

use crate::{
    firmware::{self, tags},
    handlers::aliases,
    model::{
        alias::Alias,
        clock::{self, DAY, MINUTE, Ms, SECOND},
        definition,
        device::Device,
        device_state::{DeviceState, Link},
        options::Options,
        rng::Rng,
        sentinels::Sentinel,
        world::World,
    },
};
use names::{Entry, InitialCondition};
use scenes::Scene;

/// How long the fleet has lived when the simulator starts: longer than the usual heartbeat interval, so that there is a
/// heartbeat of every device that sends any.
const PAST: Ms = 65 * MINUTE;

/// A device is as active as in a fleet of so many; in a larger one each is calmer.
const LIVELY: usize = 100;

/// A fleet a little more than an hour before the simulator starts, and the scenes to play until then.
pub(crate) struct InitialFleet {
    pub(crate) world: World,
    pub(crate) scenes: Vec<Scene>,
}

/// Builds the fleet.
pub(crate) fn build(options: &Options) -> InitialFleet {
    let start = clock::of(options.start);
    let calm = i64::try_from(options.devices.div_ceil(LIVELY)).unwrap_or(i64::MAX).max(1);
    let mut world = World::new(options.seed, start.saturating_sub(PAST), calm, definition::all());
    let mut chance = Rng::new(options.seed, 1);
    let staff: Vec<Arc<str>> = (0..40).map(|_| format!("04{:012X}", chance.draw() >> 16).into()).collect();

    policies::write(&mut world);
    let entries: Vec<Entry> = names::entries(options.devices).collect();
    for (index, entry) in entries.iter().enumerate() {
        furnish(&mut world, entry, index, &staff, options.devices > 10 * LIVELY);
    }
    if options.sentinels {
        for (index, sentinel) in Sentinel::ALL.into_iter().enumerate() {
            let entry = Entry {
                name: sentinel.name().to_owned(),
                definition: 1,
                region: "US",
                condition: InitialCondition::Steady,
            };
            let slot = furnish(&mut world, &entry, options.devices + index, &staff, true);
            if let Some(device) = slot.and_then(|slot| world.devices.get_mut(slot)) {
                device.sentinel = Some(sentinel);
            }
        }
    }
    label(&mut world);
    for slot in 0..world.devices.next_slot() {
        if let Some(device) = world.devices.get_mut(slot) {
            firmware::start::start(device, &mut world.hub);
        }
    }
    InitialFleet { world, scenes: scenes::scenes(&entries, start) }
}

/// Puts a device into the fleet; nothing where its definition is not listed.
fn furnish(world: &mut World, entry: &Entry, index: usize, staff: &[Arc<str>], large: bool) -> Option<u32> {
    let definition = Arc::clone(world.definitions.iter().find(|definition| definition.id == entry.definition)?);
    let (id, slot, now) = (world.id(), world.devices.next_slot(), world.hub.now);
    let mut rng = Rng::new(world.seed, id);
    let has_lock = definition.kind.has_lock() == Some(true);
    let booted_at = now.saturating_sub(rng.between(DAY, 90 * DAY));
    let mut unit = DeviceState::new(rng, booted_at);
    unit.skew = entry.condition.clock().unwrap_or_else(|| -unit.rng.between(0, 2 * SECOND));
    let mut device = Device {
        slot,
        id,
        name: entry.name.as_str().into(),
        serial: format!("{:02}0106{:06}", definition.id, 162_431 + 37 * index),
        definition,
        region: entry.region,
        sentinel: None,
        rooms: Vec::new(),
        assigned: None,
        passes: Vec::new(),
        passes_synced: None,
        waiting: VecDeque::new(),
        unit,
    };
    if has_lock {
        let first = device.unit.rng.below(staff.len());
        let count = 5 + device.unit.rng.below(8);
        device.passes = staff.iter().cycle().skip(first).take(count).cloned().collect();
        device.unit.passes.clone_from(&device.passes);
        device.passes_synced = Some(now.saturating_sub(device.unit.rng.between(DAY, 30 * DAY)));
        // On one in ten the list was changed since, and not sent.
        if device.form(10) == 7 {
            device.passes.pop();
        }
    }
    policies::assign(world, &mut device, index);
    tags::fill(&mut device, large);
    if device.is_powered_down() {
        device.unit.link = Link::Down;
    }
    match entry.condition {
        InitialCondition::Steady => device.unit.held = true,
        InitialCondition::Silent => device.unit.take_out_of_service(),
        InitialCondition::Polling => (device.unit.link, device.unit.held) = (Link::Polling, true),
        _ => {}
    }
    world.devices.insert(device);
    Some(slot)
}

/// The rooms that handhelds report.
fn label(world: &mut World) {
    let handhelds: Vec<u32> =
        world.devices.iter().filter(|device| device.kind() == DeviceKind::Handheld).map(|device| device.slot).collect();
    let aliases: Vec<_> = ["OR 2", "Ward 3 East", "Crash Cart 1", "Consignment, shelf B"]
        .into_iter()
        .map(|name| Alias { id: world.id(), name: name.to_owned(), region: "US", devices: Vec::new() })
        .collect();
    let ids: Vec<u64> = aliases.iter().map(|alias| alias.id).collect();
    world.aliases = aliases;
    for slot in handhelds {
        aliases::set(world, slot, &ids);
    }
}

#[cfg(test)]
#[path = "fleet/fleet_tests.rs"]
mod tests;
