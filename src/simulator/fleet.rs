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
use names::{InitialCondition, InitialDevice};
use scenes::Scene;

/// The time that the fleet has run when the simulator starts: longer than the usual heartbeat interval, so that there is a
/// heartbeat of every device that sends any.
const PAST: Ms = 65 * MINUTE;

/// The size of a fleet up to which a device has the usual number of visits; in a larger one it has fewer.
const USUAL_SIZE: usize = 100;

/// A fleet a little more than an hour before the simulator starts, and the scenes to play until then.
pub(crate) struct InitialFleet {
    pub(crate) world: World,
    pub(crate) scenes: Vec<Scene>,
}

/// Builds the fleet.
pub(crate) fn build(options: &Options) -> InitialFleet {
    let start = clock::of(options.start);
    let calm = i64::try_from(options.devices.div_ceil(USUAL_SIZE)).unwrap_or(i64::MAX).max(1);
    let mut world = World::new(options.seed, start.saturating_sub(PAST), calm, definition::all());
    let mut rng = Rng::new(options.seed, 1);
    let staff: Vec<Arc<str>> = (0..40).map(|_| format!("04{:012X}", rng.draw() >> 16).into()).collect();

    policies::write(&mut world);
    let devices: Vec<InitialDevice> = names::devices(options.devices).collect();
    for (index, device) in devices.iter().enumerate() {
        add_device(&mut world, device, index, &staff, options.devices > 10 * USUAL_SIZE);
    }
    if options.sentinels {
        for (index, sentinel) in Sentinel::ALL.into_iter().enumerate() {
            let device = InitialDevice {
                name: sentinel.name().to_owned(),
                definition: 1,
                region: "US",
                condition: InitialCondition::Steady,
            };
            let slot = add_device(&mut world, &device, options.devices + index, &staff, true);
            if let Some(device) = slot.and_then(|slot| world.devices.get_mut(slot)) {
                device.sentinel = Some(sentinel);
            }
        }
    }
    add_aliases(&mut world);
    for slot in 0..world.devices.next_slot() {
        if let Some(device) = world.devices.get_mut(slot) {
            firmware::start::start(device, &mut world.context);
        }
    }
    InitialFleet { world, scenes: scenes::scenes(&devices, start) }
}

/// Adds a device to the fleet; none where its definition is not listed.
fn add_device(
    world: &mut World,
    initial: &InitialDevice,
    index: usize,
    staff: &[Arc<str>],
    large: bool,
) -> Option<u32> {
    let definition = Arc::clone(world.definitions.iter().find(|definition| definition.id == initial.definition)?);
    let (id, slot, now) = (world.next_id(), world.devices.next_slot(), world.context.now);
    let mut rng = Rng::new(world.seed, id);
    let has_lock = definition.kind.has_lock() == Some(true);
    let booted_at = now.saturating_sub(rng.between(DAY, 90 * DAY));
    let mut state = DeviceState::new(rng, booted_at);
    state.skew = initial.condition.clock().unwrap_or_else(|| -state.rng.between(0, 2 * SECOND));
    let mut device = Device {
        slot,
        id,
        name: initial.name.as_str().into(),
        serial: format!("{:02}0106{:06}", definition.id, 162_431 + 37 * index),
        definition,
        region: initial.region,
        sentinel: None,
        aliases: Vec::new(),
        assigned: None,
        passes: Vec::new(),
        passes_synced: None,
        queued_commands: VecDeque::new(),
        state,
    };
    if has_lock {
        let first = device.state.rng.below(staff.len());
        let count = 5 + device.state.rng.below(8);
        device.passes = staff.iter().cycle().skip(first).take(count).cloned().collect();
        device.state.passes.clone_from(&device.passes);
        device.passes_synced = Some(now.saturating_sub(device.state.rng.between(DAY, 30 * DAY)));
        // On one in ten the list was changed since the sync.
        if device.form(10) == 7 {
            device.passes.pop();
        }
    }
    policies::assign(world, &mut device, index);
    tags::fill(&mut device, large);
    if device.is_powered_down() {
        device.state.link = Link::Down;
    }
    match initial.condition {
        InitialCondition::Steady => device.state.held = true,
        InitialCondition::Silent => device.state.take_out_of_service(),
        InitialCondition::Polling => (device.state.link, device.state.held) = (Link::Polling, true),
        _ => {}
    }
    world.devices.insert(device);
    Some(slot)
}

/// Adds the aliases of the rooms that handhelds report.
fn add_aliases(world: &mut World) {
    let handhelds: Vec<u32> =
        world.devices.iter().filter(|device| device.kind() == DeviceKind::Handheld).map(|device| device.slot).collect();
    let aliases: Vec<_> = ["OR 2", "Ward 3 East", "Crash Cart 1", "Consignment, shelf B"]
        .into_iter()
        .map(|name| Alias { id: world.next_id(), name: name.to_owned(), region: "US", devices: Vec::new() })
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
