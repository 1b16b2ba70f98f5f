//! Shutdown and restart of a device.

use jetstream_api::catalogue::log_entries::Level;

use crate::model::{
    clock::SECOND, command::CommandRequest, device::Device, device_event::DeviceEvent, sim_context::SimContext,
};

/// Restarts the device, by command or by itself. It takes two to six minutes.
pub(crate) fn restart(device: &mut Device, context: &mut SimContext) {
    shut_down(device, context);
    let boot = device.state.next_token();
    device.state.boot = boot;
    let seconds = device.state.rng.between(120, 360);
    device.plan(context, seconds * SECOND, DeviceEvent::Booted(boot));
}

/// Shuts the device down; returns whether it was up.
pub(crate) fn shut_down(device: &mut Device, context: &mut SimContext) -> bool {
    if !device.state.up {
        return false;
    }
    device.log(context, Level::Error, "Shutdown", "The device is shutting down.");
    device.state.up = false;
    device.state.boot = device.state.next_token();
    // An unfinished scan is lost.
    device.state.scan = None;
    if let Some(job) = device.state.jobs.front_mut().filter(|job| job.request == CommandRequest::GetTags) {
        job.token = 0;
    }
    true
}
