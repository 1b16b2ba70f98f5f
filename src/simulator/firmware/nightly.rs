//! The daily scan at ObjectEventHour: all tags that the reader sees, and a status.

use crate::{
    firmware::{status, tags, wake},
    model::{
        clock::{DAY, HOUR, MINUTE, Ms},
        device::Device,
        device_event::DeviceEvent,
        sim_context::SimContext,
    },
};

/// Plans the next one. The hour is taken as one of UTC (undocumented), and devices differ by minutes.
pub(crate) fn plan(device: &mut Device, hub: &mut SimContext) {
    let hour = device.number("objecteventhour", 0).clamp(0, 23);
    let minutes = device.unit.rng.between(0, 50 * MINUTE);
    let today = hub.now.div_euclid(DAY) * DAY + hour * HOUR + minutes;
    // Never twice in one night, however the minutes fall.
    let wait = if today <= hub.now { today + DAY - hub.now } else { today - hub.now };
    device.plan(hub, if wait < HOUR { wait + DAY } else { wait }, DeviceEvent::Nightly);
}

/// How long a scan waits for a shut door.
const PATIENCE: Ms = 3 * HOUR;

/// It is night.
pub(crate) fn night(device: &mut Device, hub: &mut SimContext) {
    let hour = device.number("objecteventhour", 0);
    // An open door would make the scan a guess, and a scan that is under way is not disturbed.
    let is_busy = device.unit.up && (device.unit.door.is_some() || device.unit.scan.is_some());
    if hour >= 0 && is_busy && (hub.now - hour * HOUR).rem_euclid(DAY) < PATIENCE {
        return device.plan(hub, 5 * MINUTE, DeviceEvent::Nightly);
    }
    plan(device, hub);
    if hour < 0 {
        return;
    }
    if device.is_powered_down() {
        return wake::wake(device, hub);
    }
    if device.unit.up && !device.is_full() {
        if !is_busy {
            tags::observe(device, hub);
        }
        status::report(device, hub);
    }
}
