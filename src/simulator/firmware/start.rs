//! The first events of a device, from which all later ones follow.

use crate::{
    firmware::{heartbeat, nightly, polling, temperature, visitors},
    model::{clock::DAY, device::Device, device_event::DeviceEvent, sim_context::SimContext},
};

/// Schedules the first of all recurring events.
pub(crate) fn start(device: &mut Device, context: &mut SimContext) {
    heartbeat::start(device, context);
    temperature::start(device, context);
    nightly::plan(device, context);
    visitors::plan(device, context);
    polling::plan_poll(device, context);
    for (event, days) in RARE {
        let first = device.state.rng.between(0, 2 * days * DAY);
        device.plan(context, first, event);
    }
}

/// The rare events, with the average number of days between two of them.
pub(crate) const RARE: [(DeviceEvent, i64); 5] = [
    (DeviceEvent::MainsFails, 6),
    (DeviceEvent::LinkDrops, 3),
    (DeviceEvent::MemoryLow, 30),
    (DeviceEvent::ReaderFails, 25),
    (DeviceEvent::Breach, 90),
];
