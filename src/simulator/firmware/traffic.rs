//! Background traffic: more events than a fleet sends by itself, for demonstrations and for the benchmark.
//!
//! The events follow from the state of the devices as all others do: passes that are shown, tags that move, sensors that are
//! read. Only the doors are not simulated: a pass and its tags come without a time in between.

use jetstream_api::kind::DeviceKind;

use crate::{
    firmware::{access, tags, temperature},
    model::{device::Device, sim_context::SimContext, world::World},
};

/// The number of devices to try before an event is left out.
const TRIES: usize = 16;

/// Sends one more event, of any device whose state allows one.
pub(crate) fn emit_next(world: &mut World, token: u32) {
    let World { context, devices, traffic, .. } = world;
    if !traffic.next(context, token) {
        return;
    }
    for _ in 0..TRIES {
        let slot = traffic.any_slot(devices);
        if devices.get_mut(slot).is_some_and(|device| emit_extra(device, context)) {
            break;
        }
    }
}

/// Makes a device send an extra event, if its state allows; returns whether it did.
fn emit_extra(device: &mut Device, context: &mut SimContext) -> bool {
    let busy = device.state.door.is_some() || device.state.scan.is_some();
    if !device.state.is_reachable() || busy {
        return false;
    }
    let before = context.outbox.issued().0;
    match device.kind() {
        DeviceKind::SecurityCabinet => drop(access::show_pass(device, context)),
        DeviceKind::RfidEnclosure if device.is_locked(context.now) || device.state.rng.one_in(2) => {
            temperature::emit_readings(device, context);
        }
        DeviceKind::RfidEnclosure => {
            if let Some(pass) = access::show_pass(device, context) {
                tags::aggregate(device, context, &pass);
            }
        }
        DeviceKind::CountertopCabinet => tags::aggregate(device, context, ""),
        DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint => tags::tag_passes(device, context),
        DeviceKind::MobileCase | DeviceKind::Handheld | DeviceKind::Unknown => {}
    }
    context.outbox.issued().0 > before
}

#[cfg(test)]
#[path = "traffic_tests.rs"]
mod tests;
