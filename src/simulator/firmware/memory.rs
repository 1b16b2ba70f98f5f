//! Low memory, reported every hour until the device restarts, at last by itself.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::shutdown,
    model::{clock::HOUR, device::Device, device_event::DeviceEvent, sim_context::SimContext},
};

/// Memory runs low.
pub(crate) fn run_low(device: &mut Device, context: &mut SimContext) {
    if device.state.memory.is_none() && !matches!(device.kind(), DeviceKind::Handheld | DeviceKind::MobileCase) {
        let token = device.state.next_token();
        device.state.memory = Some(token);
        emit_low_memory(device, context, token);
    }
}

/// Reports low memory, and restarts the device at last.
pub(crate) fn emit_low_memory(device: &mut Device, context: &mut SimContext, token: u32) {
    if device.state.memory != Some(token) || !device.state.up {
        return;
    }
    device.log(context, Level::Error, "LowMemory", "Less than a quarter of the memory is free.");
    if device.state.rng.one_in(6) {
        shutdown::restart(device, context);
    } else {
        device.plan(context, HOUR, DeviceEvent::MemoryComplaint(token));
    }
}
