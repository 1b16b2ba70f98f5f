//! The daily scan at ObjectEventHour: everything the reader sees, and a status.

use jetstream_api::kind::DeviceKind;

use crate::firmware::{
    dispatch::{DeviceEvent, is_powered_down},
    network, status,
};
use crate::model::{
    clock::{DAY, HOUR, MINUTE, Ms},
    device::Device,
    json,
    world::SimContext,
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
    if is_powered_down(device) {
        return network::wake(device, hub);
    }
    if device.unit.up && !device.is_full() {
        if !is_busy {
            observe(device, hub);
        }
        status::report(device, hub);
    }
}

/// Tells everything that the reader sees.
pub(crate) fn observe(device: &mut Device, hub: &mut SimContext) {
    if matches!(device.kind(), DeviceKind::SecurityCabinet | DeviceKind::Unknown) {
        return;
    }
    let mut fields = String::new();
    json::list(&mut fields, "Observe", device.unit.tags.iter().map(|tag| tag.epc()));
    device.emit(hub, "ObjectEvent", fields);
}
