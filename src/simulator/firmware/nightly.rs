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

/// Schedules the next one. The hour is assumed to be of UTC (undocumented), and devices differ by minutes.
pub(crate) fn plan(device: &mut Device, context: &mut SimContext) {
    let hour = device.number("objecteventhour", 0).clamp(0, 23);
    let minutes = device.state.rng.between(0, 50 * MINUTE);
    let today = context.now.div_euclid(DAY) * DAY + hour * HOUR + minutes;
    // Never twice in one night, however the minutes fall.
    let wait = if today <= context.now { today + DAY - context.now } else { today - context.now };
    device.plan(context, if wait < HOUR { wait + DAY } else { wait }, DeviceEvent::Nightly);
}

/// The longest wait of a scan for a shut door.
const LONGEST_WAIT: Ms = 3 * HOUR;

/// Runs the daily scan, or puts it off while a door is open.
pub(crate) fn run(device: &mut Device, context: &mut SimContext) {
    let hour = device.number("objecteventhour", 0);
    // An open door would make the scan a guess, and a scan that is under way is not disturbed.
    let is_busy = device.state.up && (device.state.door.is_some() || device.state.scan.is_some());
    if hour >= 0 && is_busy && (context.now - hour * HOUR).rem_euclid(DAY) < LONGEST_WAIT {
        return device.plan(context, 5 * MINUTE, DeviceEvent::Nightly);
    }
    plan(device, context);
    if hour < 0 {
        return;
    }
    if device.is_powered_down() {
        return wake::wake(device, context);
    }
    if device.state.up && !device.has_full_backlog() {
        if !is_busy {
            tags::observe(device, context);
        }
        status::report(device, context);
    }
}
