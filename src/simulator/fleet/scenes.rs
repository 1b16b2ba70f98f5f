//! Scenes that are in progress when the simulator starts: a lockdown, a lost network, mains that failed, an open door.

use crate::{
    firmware::{door, network, polling, power},
    fleet::names::{InitialCondition, InitialDevice},
    handlers::{auth, command_queue},
    model::{
        clock::{HOUR, MINUTE, Ms},
        command::CommandRequest,
        device_event::DeviceEvent,
        device_state::Link,
        world::World,
    },
};

/// Changes the device with this name.
type Play = fn(&mut World, &str);

/// A change of one device at a time before the start.
pub(crate) struct Scene {
    pub(crate) at: Ms,
    /// The name of the device.
    pub(crate) device: String,
    pub(crate) play: Play,
}

/// The minutes before the start at which each condition begins.
const SCENES: [(i64, InitialCondition, Play); 5] = [
    (30, InitialCondition::LockedDown, lock_down),
    (25, InitialCondition::CutOff, cut_off),
    (20, InitialCondition::NoMains, fail_mains),
    (12, InitialCondition::DoorOpen, open_door),
    (0, InitialCondition::Polling, poll),
];

/// The scenes of the devices that the fleet has, in the order of their times.
pub(super) fn scenes(devices: &[InitialDevice], start: Ms) -> Vec<Scene> {
    let scenes = SCENES.into_iter().filter_map(|(minutes, condition, play)| {
        let device = devices.iter().find(|device| device.condition == condition)?;
        Some(Scene { at: start.saturating_sub(minutes * MINUTE), device: device.name.clone(), play })
    });
    scenes.collect()
}

fn lock_down(world: &mut World, name: &str) {
    // Refused only in a fleet that does not have this device.
    let _ = command_queue::send(world, name, auth::COLLEAGUE, CommandRequest::Lockdown(8));
}

fn cut_off(world: &mut World, name: &str) {
    if let Some(device) = world.devices.find_mut(name) {
        network::change(device, &mut world.context, Link::Down, Some(155 * MINUTE));
    }
}

fn fail_mains(world: &mut World, name: &str) {
    if let Some(device) = world.devices.find_mut(name) {
        power::fail(device, &mut world.context);
        device.plan(&mut world.context, 3 * HOUR, DeviceEvent::MainsReturns(device.state.mains_token));
    }
}

fn open_door(world: &mut World, name: &str) {
    if let Some(device) = world.devices.find_mut(name) {
        // A person who has just opened it closes it first.
        if let Some(token) = device.state.door.as_ref().map(|door| door.token) {
            door::close(device, &mut world.context, token);
        }
        let opener = device.state.passes.first().cloned().unwrap_or_default();
        door::open(device, &mut world.context, opener, Some(55 * MINUTE));
    }
}

/// The device has just polled, so that it stays offline for an hour before it polls again.
fn poll(world: &mut World, name: &str) {
    if let Some(device) = world.devices.find_mut(name) {
        polling::plan_poll(device, &mut world.context);
    }
}
