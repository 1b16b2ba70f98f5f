//! Low memory, reported every hour until the device restarts, at last by itself.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::shutdown,
    model::{clock::HOUR, device::Device, device_event::DeviceEvent, sim_context::SimContext},
};

pub(crate) fn run_low(device: &mut Device, hub: &mut SimContext) {
    if device.unit.memory.is_none() && !matches!(device.kind(), DeviceKind::Handheld | DeviceKind::MobileCase) {
        let token = device.unit.next_token();
        device.unit.memory = Some(token);
        emit_low_memory(device, hub, token);
    }
}

pub(crate) fn emit_low_memory(device: &mut Device, hub: &mut SimContext, token: u32) {
    if device.unit.memory != Some(token) || !device.unit.up {
        return;
    }
    device.log(hub, Level::Error, "LowMemory", "Less than a quarter of the memory is free.");
    if device.unit.rng.one_in(6) {
        shutdown::restart(device, hub);
    } else {
        device.plan(hub, HOUR, DeviceEvent::MemoryComplaint(token));
    }
}
