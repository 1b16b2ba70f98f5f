//! What devices do by themselves, one file per type of happening. Each event follows from the state of the unit, and each
//! happening that ends something carries the token of what it ends.

pub(crate) mod access;
pub(crate) mod door;
pub(crate) mod heartbeat;
pub(crate) mod memory;
pub(crate) mod network;
pub(crate) mod nightly;
pub(crate) mod power;
pub(crate) mod reader;
pub(crate) mod status;
pub(crate) mod tags;
pub(crate) mod temperature;

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{clock::DAY, commands, device::Device, world::Hub};

/// Something that happens to a device. A number is the token of the state that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Happening {
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
pub(crate) fn start(device: &mut Device, hub: &mut Hub) {
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
const RARE: [(Happening, i64); 5] = [
    (Happening::MainsFails, 6),
    (Happening::LinkDrops, 3),
    (Happening::MemoryLow, 30),
    (Happening::ReaderFails, 25),
    (Happening::Breach, 90),
];

/// Lets something happen.
pub(crate) fn happen(device: &mut Device, hub: &mut Hub, happening: Happening) {
    if let Some((_, days)) = RARE.iter().find(|(rare, _)| *rare == happening) {
        let next = device.unit.rng.about(days * DAY);
        device.plan(hub, next, happening);
        // One that is silent, or has a full memory, is left alone: nobody would learn of it.
        if !device.unit.up || device.unit.held || device.is_full() {
            return;
        }
    }
    match happening {
        Happening::Heartbeat(token) => heartbeat::beat(device, hub, token),
        Happening::Reading(token) => temperature::read(device, hub, token),
        Happening::Nightly => nightly::night(device, hub),
        Happening::Access => access::come(device, hub),
        Happening::DoorAlarm(token) => door::alarm(device, hub, token),
        Happening::DoorCloses(token) => door::close(device, hub, token),
        Happening::Scanned => tags::scanned(device, hub),
        Happening::MainsFails => power::fail_naturally(device, hub),
        Happening::BatteryLow(token) => power::battery_low(device, hub, token),
        Happening::BatteryEmpty(token) => power::battery_empty(device, hub, token),
        Happening::MainsReturns(token) => power::mains_return(device, hub, token),
        Happening::LinkDrops => network::drop_naturally(device, hub),
        Happening::LinkReturns(token) => network::link_return(device, hub, token),
        Happening::Poll(token) => network::poll(device, hub, token),
        Happening::Booted(boot) => power::booted(device, hub, boot),
        Happening::JobDone(token) => commands::finish_job(device, hub, Some(token)),
        Happening::MemoryLow => memory::run_low(device, hub),
        Happening::MemoryComplaint(token) => memory::complain(device, hub, token),
        Happening::ReaderFails => reader::fail_naturally(device, hub),
        Happening::ReaderReturns(token) => reader::return_naturally(device, hub, token),
        Happening::Breach => breach(device, hub),
    }
}

/// Parameters of the unit have changed: what is timed by them is timed anew.
pub(crate) fn settings_changed(device: &mut Device, hub: &mut Hub) {
    heartbeat::start(device, hub);
    temperature::start(device, hub);
    network::plan_poll(device, hub);
}

/// Somebody forces a door that nobody unlocked.
fn breach(device: &mut Device, hub: &mut Hub) {
    if device.kind().has_lock() == Some(true) && device.unit.door.is_none() {
        device.log(hub, Level::Error, "DoorBreach", "The lock was released from outside.");
    }
}

/// Is it one of those that are asleep most of the day, and reach Jetstream only for a moment?
pub(crate) fn sleeps(device: &Device) -> bool {
    matches!(device.kind(), DeviceKind::MobileCase | DeviceKind::Handheld)
}

#[cfg(test)]
#[path = "behaviour/behaviour_tests.rs"]
mod tests;
