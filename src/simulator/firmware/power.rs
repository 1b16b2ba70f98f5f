//! Power: mains that fails and returns, the battery, the start of a device.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::{commands, door, polling, shutdown, status},
    model::{
        clock::{HOUR, MINUTE},
        command::CommandRequest,
        device::Device,
        device_event::DeviceEvent,
        sim_context::SimContext,
    },
};

pub(crate) fn fail_naturally(device: &mut Device, hub: &mut SimContext) {
    if device.is_powered_down() || !fail(device, hub) {
        return;
    }
    let minutes =
        if device.unit.rng.one_in(6) { device.unit.rng.between(150, 540) } else { device.unit.rng.between(2, 45) };
    device.plan(hub, minutes * MINUTE, DeviceEvent::MainsReturns(device.unit.mains_token));
}

/// Mains power is lost; says whether it was there. The unit goes on by its battery, and locks itself if it is set to.
pub(crate) fn fail(device: &mut Device, hub: &mut SimContext) -> bool {
    if !device.unit.mains || !device.unit.up {
        return false;
    }
    device.unit.mains = false;
    let token = device.unit.next_token();
    device.unit.mains_token = token;
    if device.flag("aclogentryonpowerfailure") != Some(false) {
        device.unit.failure_reported = device.log(hub, Level::Error, "ACPowerFailure", "Mains power is lost.");
    }
    // Firmware 3 has the same setting under another name.
    let locks = device.flag("aclockdownonpowerfailure").or_else(|| device.flag("lockdownonacpowerfailure"));
    device.unit.power_lock = device.kind().has_lock() == Some(true) && locks == Some(true);
    device.plan(hub, 150 * MINUTE, DeviceEvent::BatteryLow(token));
    device.plan(hub, 4 * HOUR, DeviceEvent::BatteryEmpty(token));
    true
}

pub(crate) fn battery_low(device: &mut Device, hub: &mut SimContext, token: u32) {
    if !device.unit.mains && device.unit.mains_token == token {
        device.log(hub, Level::Error, "LowBattery", "The backup battery is below its threshold.");
    }
}

pub(crate) fn battery_empty(device: &mut Device, hub: &mut SimContext, token: u32) {
    if !device.unit.mains && device.unit.mains_token == token {
        shutdown::shut_down(device, hub);
        device.unit.powered = false;
    }
}

pub(crate) fn mains_return(device: &mut Device, hub: &mut SimContext, token: u32) {
    if device.unit.mains_token == token {
        restore(device, hub);
    }
}

/// Mains power is back; says whether it was lost. That a lockdown by power failure ends with it is our choice: nothing
/// documents when it does.
pub(crate) fn restore(device: &mut Device, hub: &mut SimContext) -> bool {
    if device.unit.mains {
        return false;
    }
    device.unit.mains = true;
    device.unit.mains_token = device.unit.next_token();
    device.unit.power_lock = false;
    if !device.unit.powered {
        start_up(device, hub);
    }
    emit_restored(device, hub);
    true
}

/// Somebody plugs the unit in, or switches it on.
pub(crate) fn plug_in(device: &mut Device, hub: &mut SimContext) {
    if !restore(device, hub) {
        start_up(device, hub);
    }
}

/// Somebody switches the unit off; says whether it was on.
pub(crate) fn switch_off(device: &mut Device, hub: &mut SimContext) -> bool {
    let was_on = shutdown::shut_down(device, hub);
    device.unit.powered = false;
    was_on
}

/// Tells that mains power is back whose loss was told; a unit that is just rebooting tells it when it is up.
fn emit_restored(device: &mut Device, hub: &mut SimContext) {
    if device.unit.mains
        && device.unit.failure_reported
        && device.log(hub, Level::Error, "ACPowerRestore", "Mains power is back.")
    {
        device.unit.failure_reported = false;
    }
}

pub(crate) fn booted(device: &mut Device, hub: &mut SimContext, boot: u32) {
    if device.unit.boot == boot && !device.unit.up && device.unit.powered {
        start_up(device, hub);
    }
}

/// The unit starts: it says so, tells its status, and does what was left to do.
pub(crate) fn start_up(device: &mut Device, hub: &mut SimContext) {
    if device.unit.up {
        return;
    }
    let unit = &mut device.unit;
    (unit.up, unit.powered, unit.memory) = (true, true, None);
    (unit.booted_at, unit.linked_at, unit.reconnects) = (hub.now, hub.now, 0);
    device.log(hub, Level::Error, "Startup", "The device has started.");
    emit_restored(device, hub);
    door::tell_closed(device, hub);
    if device.kind() != DeviceKind::Handheld {
        status::report(device, hub);
    }
    // A restart that was asked for is complete now, whatever has delayed it.
    let restarted = device.unit.jobs.front().is_some_and(|job| job.token != 0 && job.order == CommandRequest::Restart);
    if restarted {
        commands::finish_job(device, hub, None);
    } else {
        commands::begin_job(device, hub);
    }
    polling::plan_poll(device, hub);
    commands::fetch(device, hub);
}
