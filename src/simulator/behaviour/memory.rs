//! Memory that runs low: told every hour until the device reboots, which at last it does by itself.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use super::{Happening, power};
use crate::{clock::HOUR, device::Device, world::Hub};

pub(crate) fn run_low(device: &mut Device, hub: &mut Hub) {
    if device.unit.memory.is_none() && !matches!(device.kind(), DeviceKind::Handheld | DeviceKind::MobileCase) {
        let token = device.unit.token();
        device.unit.memory = Some(token);
        complain(device, hub, token);
    }
}

pub(crate) fn complain(device: &mut Device, hub: &mut Hub, token: u32) {
    if device.unit.memory != Some(token) || !device.unit.up {
        return;
    }
    device.log(hub, Level::Error, "LowMemory", "Less than a quarter of the memory is free.");
    if device.unit.rng.one_in(6) {
        power::restart(device, hub);
    } else {
        device.plan(hub, HOUR, Happening::MemoryComplaint(token));
    }
}
