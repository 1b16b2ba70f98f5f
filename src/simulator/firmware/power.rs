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

/// A power failure by itself, for minutes or hours.
pub(crate) fn fail_naturally(device: &mut Device, context: &mut SimContext) {
    if device.is_powered_down() || !fail(device, context) {
        return;
    }
    let minutes =
        if device.state.rng.one_in(6) { device.state.rng.between(150, 540) } else { device.state.rng.between(2, 45) };
    device.plan(context, minutes * MINUTE, DeviceEvent::MainsReturns(device.state.mains_token));
}

/// Cuts mains power; returns whether there was any. The device goes on by its battery, and locks itself if it is set to.
pub(crate) fn fail(device: &mut Device, context: &mut SimContext) -> bool {
    if !device.state.mains || !device.state.up {
        return false;
    }
    device.state.mains = false;
    let token = device.state.next_token();
    device.state.mains_token = token;
    if device.flag("aclogentryonpowerfailure") != Some(false) {
        device.state.failure_reported = device.log(context, Level::Error, "ACPowerFailure", "Mains power is lost.");
    }
    // Firmware 3 has the same parameter under another name.
    let locks = device.flag("aclockdownonpowerfailure").or_else(|| device.flag("lockdownonacpowerfailure"));
    device.state.power_lock = device.kind().has_lock() == Some(true) && locks == Some(true);
    device.plan(context, 150 * MINUTE, DeviceEvent::BatteryLow(token));
    device.plan(context, 4 * HOUR, DeviceEvent::BatteryEmpty(token));
    true
}

/// Reports that the backup battery is low, unless mains power has returned.
pub(crate) fn battery_low(device: &mut Device, context: &mut SimContext, token: u32) {
    if !device.state.mains && device.state.mains_token == token {
        device.log(context, Level::Error, "LowBattery", "The backup battery is below its threshold.");
    }
}

/// Shuts the device down with an empty battery, unless mains power has returned.
pub(crate) fn battery_empty(device: &mut Device, context: &mut SimContext, token: u32) {
    if !device.state.mains && device.state.mains_token == token {
        shutdown::shut_down(device, context);
        device.state.powered = false;
    }
}

/// Mains power returns, unless it has changed meanwhile.
pub(crate) fn mains_return(device: &mut Device, context: &mut SimContext, token: u32) {
    if device.state.mains_token == token {
        restore(device, context);
    }
}

/// Restores mains power; returns whether it had failed. That a lockdown by power failure ends then is our choice: nothing
/// documents its end.
pub(crate) fn restore(device: &mut Device, context: &mut SimContext) -> bool {
    if device.state.mains {
        return false;
    }
    device.state.mains = true;
    device.state.mains_token = device.state.next_token();
    device.state.power_lock = false;
    if !device.state.powered {
        start_up(device, context);
    }
    emit_restored(device, context);
    true
}

/// Somebody plugs the device in, or switches it on.
pub(crate) fn plug_in(device: &mut Device, context: &mut SimContext) {
    if !restore(device, context) {
        start_up(device, context);
    }
}

/// Somebody switches the device off; returns whether it was on.
pub(crate) fn switch_off(device: &mut Device, context: &mut SimContext) -> bool {
    let was_on = shutdown::shut_down(device, context);
    device.state.powered = false;
    was_on
}

/// Reports that mains power is back, if its failure was reported. A device that is restarting does so when it is up.
fn emit_restored(device: &mut Device, context: &mut SimContext) {
    if device.state.mains
        && device.state.failure_reported
        && device.log(context, Level::Error, "ACPowerRestore", "Mains power is back.")
    {
        device.state.failure_reported = false;
    }
}

/// The end of a restart.
pub(crate) fn booted(device: &mut Device, context: &mut SimContext, boot: u32) {
    if device.state.boot == boot && !device.state.up && device.state.powered {
        start_up(device, context);
    }
}

/// Starts the device: it reports the start and its status, and does what was left to do.
pub(crate) fn start_up(device: &mut Device, context: &mut SimContext) {
    if device.state.up {
        return;
    }
    let state = &mut device.state;
    (state.up, state.powered, state.memory) = (true, true, None);
    (state.booted_at, state.linked_at, state.reconnects) = (context.now, context.now, 0);
    device.log(context, Level::Error, "Startup", "The device has started.");
    emit_restored(device, context);
    door::emit_closed(device, context);
    if device.kind() != DeviceKind::Handheld {
        status::report(device, context);
    }
    // A restart by command is complete now, whatever has delayed it.
    let restarted =
        device.state.jobs.front().is_some_and(|job| job.token != 0 && job.request == CommandRequest::Restart);
    if restarted {
        commands::finish_job(device, context, None);
    } else {
        commands::begin_job(device, context);
    }
    polling::plan_poll(device, context);
    commands::fetch(device, context);
}
