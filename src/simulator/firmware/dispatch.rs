//! The dispatcher: hands a scheduled event to the part of the firmware that it is for.

use jetstream_api::catalogue::log_entries::Level;

use crate::{
    firmware::{
        commands, door, heartbeat, memory, network, nightly, power, reader, start, tags, temperature, visitors,
    },
    model::{clock::DAY, device::Device, device_event::DeviceEvent, sim_context::SimContext},
};

/// Lets something happen.
pub(crate) fn dispatch(device: &mut Device, hub: &mut SimContext, happening: DeviceEvent) {
    if let Some((_, days)) = start::RARE.iter().find(|(rare, _)| *rare == happening) {
        let next = device.unit.rng.about(days * DAY);
        device.plan(hub, next, happening);
        // One that is silent, or has a full memory, is left alone: nobody would learn of it.
        if !device.unit.up || device.unit.held || device.is_full() {
            return;
        }
    }
    match happening {
        DeviceEvent::Heartbeat(token) => heartbeat::beat(device, hub, token),
        DeviceEvent::Reading(token) => temperature::read(device, hub, token),
        DeviceEvent::Nightly => nightly::night(device, hub),
        DeviceEvent::Access => visitors::someone_arrives(device, hub),
        DeviceEvent::DoorAlarm(token) => door::alarm(device, hub, token),
        DeviceEvent::DoorCloses(token) => door::close(device, hub, token),
        DeviceEvent::Scanned => tags::scanned(device, hub),
        DeviceEvent::MainsFails => power::fail_naturally(device, hub),
        DeviceEvent::BatteryLow(token) => power::battery_low(device, hub, token),
        DeviceEvent::BatteryEmpty(token) => power::battery_empty(device, hub, token),
        DeviceEvent::MainsReturns(token) => power::mains_return(device, hub, token),
        DeviceEvent::LinkDrops => network::drop_naturally(device, hub),
        DeviceEvent::LinkReturns(token) => network::link_return(device, hub, token),
        DeviceEvent::Poll(token) => network::poll(device, hub, token),
        DeviceEvent::Booted(boot) => power::booted(device, hub, boot),
        DeviceEvent::JobDone(token) => commands::finish_job(device, hub, Some(token)),
        DeviceEvent::MemoryLow => memory::run_low(device, hub),
        DeviceEvent::MemoryComplaint(token) => memory::emit_low_memory(device, hub, token),
        DeviceEvent::ReaderFails => reader::fail_naturally(device, hub),
        DeviceEvent::ReaderReturns(token) => reader::return_naturally(device, hub, token),
        DeviceEvent::Breach => breach(device, hub),
    }
}

/// Somebody forces a door that nobody unlocked.
fn breach(device: &mut Device, hub: &mut SimContext) {
    if device.kind().has_lock() == Some(true) && device.unit.door.is_none() {
        device.log(hub, Level::Error, "DoorBreach", "The lock was released from outside.");
    }
}

#[cfg(test)]
#[path = "firmware_tests.rs"]
mod tests;
