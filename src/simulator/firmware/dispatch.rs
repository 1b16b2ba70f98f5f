//! The dispatcher: hands a scheduled event to the part of the firmware that it is for.

use jetstream_api::catalogue::log_entries::Level;

use crate::{
    firmware::{
        commands, door, heartbeat, memory, network, nightly, power, reader, start, tags, temperature, visitors,
    },
    model::{clock::DAY, device::Device, device_event::DeviceEvent, sim_context::SimContext},
};

/// Executes an event of a device.
pub(crate) fn dispatch(device: &mut Device, context: &mut SimContext, event: DeviceEvent) {
    if let Some((_, days)) = start::RARE.iter().find(|(rare, _)| *rare == event) {
        let next = device.state.rng.about(days * DAY);
        device.plan(context, next, event);
        // A device that is off or held, or has a full backlog, is left alone: no client would receive the event.
        if !device.state.up || device.state.held || device.has_full_backlog() {
            return;
        }
    }
    match event {
        DeviceEvent::Heartbeat(token) => heartbeat::beat(device, context, token),
        DeviceEvent::Reading(token) => temperature::read(device, context, token),
        DeviceEvent::Nightly => nightly::run(device, context),
        DeviceEvent::Access => visitors::someone_arrives(device, context),
        DeviceEvent::DoorAlarm(token) => door::alarm(device, context, token),
        DeviceEvent::DoorCloses(token) => door::close(device, context, token),
        DeviceEvent::Scanned => tags::scanned(device, context),
        DeviceEvent::MainsFails => power::fail_naturally(device, context),
        DeviceEvent::BatteryLow(token) => power::battery_low(device, context, token),
        DeviceEvent::BatteryEmpty(token) => power::battery_empty(device, context, token),
        DeviceEvent::MainsReturns(token) => power::mains_return(device, context, token),
        DeviceEvent::LinkDrops => network::drop_naturally(device, context),
        DeviceEvent::LinkReturns(token) => network::link_return(device, context, token),
        DeviceEvent::Poll(token) => network::poll(device, context, token),
        DeviceEvent::Booted(boot) => power::booted(device, context, boot),
        DeviceEvent::JobDone(token) => commands::finish_job(device, context, Some(token)),
        DeviceEvent::MemoryLow => memory::run_low(device, context),
        DeviceEvent::MemoryComplaint(token) => memory::emit_low_memory(device, context, token),
        DeviceEvent::ReaderFails => reader::fail_naturally(device, context),
        DeviceEvent::ReaderReturns(token) => reader::return_naturally(device, context, token),
        DeviceEvent::Breach => breach(device, context),
    }
}

/// Somebody forces a door that nobody unlocked.
fn breach(device: &mut Device, context: &mut SimContext) {
    if device.kind().has_lock() == Some(true) && device.state.door.is_none() {
        device.log(context, Level::Error, "DoorBreach", "The lock was released from outside.");
    }
}

#[cfg(test)]
#[path = "firmware_tests.rs"]
mod tests;
