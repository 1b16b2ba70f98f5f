//! Shutdown and restart of a device.

use jetstream_api::catalogue::log_entries::Level;

use crate::model::{
    clock::SECOND, command::CommandRequest, device::Device, device_event::DeviceEvent, sim_context::SimContext,
};

/// A reboot by command or by itself. It takes two to six minutes.
pub(crate) fn restart(device: &mut Device, hub: &mut SimContext) {
    shut_down(device, hub);
    let boot = device.unit.next_token();
    device.unit.boot = boot;
    let seconds = device.unit.rng.between(120, 360);
    device.plan(hub, seconds * SECOND, DeviceEvent::Booted(boot));
}

/// The unit goes off; says whether it was on.
pub(crate) fn shut_down(device: &mut Device, hub: &mut SimContext) -> bool {
    if !device.unit.up {
        return false;
    }
    device.log(hub, Level::Error, "Shutdown", "The device is shutting down.");
    device.unit.up = false;
    device.unit.boot = device.unit.next_token();
    // What it was about to read it has not read.
    device.unit.scan = None;
    if let Some(job) = device.unit.jobs.front_mut().filter(|job| job.order == CommandRequest::GetTags) {
        job.token = 0;
    }
    true
}
