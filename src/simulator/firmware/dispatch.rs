//! What devices do by themselves, one file per type of happening. Each event follows from the state of the unit, and each
//! happening that ends something carries the token of what it ends.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::{access, door, heartbeat, memory, network, nightly, power, reader, tags, temperature},
    handlers::commands,
    model::{clock::DAY, device::Device, world::SimContext},
};

/// Something that happens to a device. A number is the token of the state that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DeviceEvent {
    Heartbeat(u32),
    Reading(u32),
    Nightly,
    /// Somebody comes to the device.
    Access,
    DoorAlarm(u32),
    DoorCloses(u32),
    /// The scan after the door was closed is done.
    Scanned,
    MainsFails,
    BatteryLow(u32),
    BatteryEmpty(u32),
    MainsReturns(u32),
    LinkDrops,
    LinkReturns(u32),
    Poll(u32),
    Booted(u32),
    JobDone(u32),
    MemoryLow,
    MemoryComplaint(u32),
    ReaderFails,
    ReaderReturns(u32),
    Breach,
}

/// Plans the first of everything that comes again and again.
pub(crate) fn start(device: &mut Device, hub: &mut SimContext) {
    heartbeat::start(device, hub);
    temperature::start(device, hub);
    nightly::plan(device, hub);
    access::plan(device, hub);
    network::plan_poll(device, hub);
    for (happening, days) in RARE {
        let first = device.unit.rng.between(0, 2 * days * DAY);
        device.plan(hub, first, happening);
    }
}

/// What happens rarely, with the days between two of them on average.
const RARE: [(DeviceEvent, i64); 5] = [
    (DeviceEvent::MainsFails, 6),
    (DeviceEvent::LinkDrops, 3),
    (DeviceEvent::MemoryLow, 30),
    (DeviceEvent::ReaderFails, 25),
    (DeviceEvent::Breach, 90),
];

/// Lets something happen.
pub(crate) fn dispatch(device: &mut Device, hub: &mut SimContext, happening: DeviceEvent) {
    if let Some((_, days)) = RARE.iter().find(|(rare, _)| *rare == happening) {
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
        DeviceEvent::Access => access::someone_arrives(device, hub),
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

/// Parameters of the unit have changed: what is timed by them is timed anew.
pub(crate) fn settings_changed(device: &mut Device, hub: &mut SimContext) {
    heartbeat::start(device, hub);
    temperature::start(device, hub);
    network::plan_poll(device, hub);
}

/// Somebody forces a door that nobody unlocked.
fn breach(device: &mut Device, hub: &mut SimContext) {
    if device.kind().has_lock() == Some(true) && device.unit.door.is_none() {
        device.log(hub, Level::Error, "DoorBreach", "The lock was released from outside.");
    }
}

/// Is it one of those that are asleep most of the day, and reach Jetstream only for a moment?
pub(crate) fn is_powered_down(device: &Device) -> bool {
    matches!(device.kind(), DeviceKind::MobileCase | DeviceKind::Handheld)
}

#[cfg(test)]
#[path = "firmware_tests.rs"]
mod tests;
