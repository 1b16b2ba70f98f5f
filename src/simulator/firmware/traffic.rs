//! Background traffic: more events than a fleet would send by itself, for demonstrations and for the bench.
//!
//! They follow from the state of the devices as all others do: passes that are shown, tags that move, sensors that are read.
//! Only the doors are quick: nobody waits for one to close.

use jetstream_api::kind::DeviceKind;

use crate::{
    firmware::{access, tags, temperature},
    model::{device::Device, sim_context::SimContext, world::World},
};

/// So many devices are tried before one event is left out.
const TRIES: usize = 16;

/// One more event, of any device whose state allows one.
pub(crate) fn flow(world: &mut World, token: u32) {
    let World { hub, devices, traffic, .. } = world;
    if !traffic.next(hub, token) {
        return;
    }
    for _ in 0..TRIES {
        let slot = traffic.any_slot(devices);
        if devices.get_mut(slot).is_some_and(|device| extra(device, hub)) {
            break;
        }
    }
}

/// Lets a device tell something more, if its state allows; says whether it did.
fn extra(device: &mut Device, hub: &mut SimContext) -> bool {
    let busy = device.unit.door.is_some() || device.unit.scan.is_some();
    if !device.unit.is_reachable() || busy {
        return false;
    }
    let before = hub.outbox.issued().0;
    match device.kind() {
        DeviceKind::SecurityCabinet => drop(access::show_pass(device, hub)),
        DeviceKind::RfidEnclosure if device.is_locked(hub.now) || device.unit.rng.one_in(2) => {
            temperature::tell(device, hub);
        }
        DeviceKind::RfidEnclosure => {
            if let Some(pass) = access::show_pass(device, hub) {
                tags::aggregate(device, hub, &pass);
            }
        }
        DeviceKind::CountertopCabinet => tags::aggregate(device, hub, ""),
        DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint => tags::tag_passes(device, hub),
        DeviceKind::MobileCase | DeviceKind::Handheld | DeviceKind::Unknown => {}
    }
    hub.outbox.issued().0 > before
}

#[cfg(test)]
#[path = "traffic_tests.rs"]
mod tests;
