//! The fleet as it is found: devices, passes, policies, aliases, and what has happened to them in the last hour.

mod names;
mod policies;

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::kind::DeviceKind;

use crate::{
    firmware::{
        dispatch::{self, DeviceEvent, is_powered_down},
        door, network, power, tags,
    },
    handlers::{
        aliases::Alias,
        auth,
        commands::{self, CommandRequest},
        definitions,
    },
    model::{
        clock::{self, DAY, HOUR, MINUTE, Ms, SECOND},
        device::Device,
        device_state::{DeviceState, Link},
        options::Options,
        rng::Rng,
        sentinels::Sentinel,
        world::World,
    },
};
use names::{Entry, InitialCondition};

/// How long the fleet has lived when it is found: longer than the usual heartbeat interval, so that all that beat are heard.
const PAST: Ms = 65 * MINUTE;

/// A device is as lively as in a fleet of so many; in a larger one each is calmer.
const LIVELY: usize = 100;

/// Builds the fleet and lets it live until the simulator starts.
pub(crate) fn found(options: &Options) -> World {
    let start = clock::of(options.start);
    let calm = i64::try_from(options.devices.div_ceil(LIVELY)).unwrap_or(i64::MAX).max(1);
    let mut world = World::new(options.seed, start.saturating_sub(PAST), calm, definitions::all());
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
            dispatch::start(device, &mut world.hub);
        }
    }
    live(&mut world, &entries, start);
    if let Some(rate) = options.rate {
        world.traffic.set_rate(&mut world.hub, rate);
    }
    world
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
    if is_powered_down(&device) {
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
        crate::handlers::aliases::set(world, slot, &ids);
    }
}

/// The last hour, with the scenes that are found in progress.
fn live(world: &mut World, entries: &[Entry], start: Ms) {
    let scene = |condition: InitialCondition| {
        entries.iter().find(|entry| entry.condition == condition).map(|entry| entry.name.as_str())
    };
    let at = |world: &mut World, minutes: i64, name: Option<&str>, play: fn(&mut World, &str)| {
        world.advance(start.saturating_sub(minutes * MINUTE));
        if let Some(name) = name {
            play(world, name);
        }
    };
    at(world, 30, scene(InitialCondition::LockedDown), |world, name| {
        // Refused only where the fleet is not as it is built here.
        let _ = commands::send(world, name, auth::COLLEAGUE, CommandRequest::Lockdown(8));
    });
    at(world, 25, scene(InitialCondition::CutOff), |world, name| {
        if let Some(device) = world.devices.find_mut(name) {
            network::change(device, &mut world.hub, Link::Down, Some(155 * MINUTE));
        }
    });
    at(world, 20, scene(InitialCondition::NoMains), |world, name| {
        if let Some(device) = world.devices.find_mut(name) {
            power::fail(device, &mut world.hub);
            device.plan(&mut world.hub, 3 * HOUR, DeviceEvent::MainsReturns(device.unit.mains_token));
        }
    });
    at(world, 12, scene(InitialCondition::DoorOpen), |world, name| {
        if let Some(device) = world.devices.find_mut(name) {
            // Whoever has just opened it closes it first.
            if let Some(token) = device.unit.door.as_ref().map(|door| door.token) {
                door::close(device, &mut world.hub, token);
            }
            let opener = device.unit.passes.first().cloned().unwrap_or_default();
            door::open(device, &mut world.hub, opener, Some(55 * MINUTE));
        }
    });
    at(world, 0, scene(InitialCondition::Polling), |world, name| {
        // It has just polled, so that whoever looks has an hour before it polls again.
        if let Some(device) = world.devices.find_mut(name) {
            network::plan_poll(device, &mut world.hub);
        }
    });
    world.advance(start);
    world.asked = crate::model::request_log::Recorder::default();
}

#[cfg(test)]
#[path = "fleet/fleet_tests.rs"]
mod tests;
