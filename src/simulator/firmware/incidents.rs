//! Incidents caused by hand: log entries, each with the state that it reports.

use std::sync::Arc;

use jetstream_api::{catalogue::log_entries::Level, kind::Form};

use crate::{
    firmware::{access, door, memory, power, reader},
    model::{device::Device, sim_context::SimContext},
};

/// Devices have no log entry of this name that could be caused.
#[derive(Debug)]
pub(crate) struct UnknownEntry;

/// Brings a device into the state that a log entry reports, or out of it; returns whether its state allowed that.
pub(crate) fn inject(device: &mut Device, context: &mut SimContext, entry: &str) -> Result<bool, UnknownEntry> {
    let has_lock = device.kind().has_lock() == Some(true);
    let mut error = |device: &mut Device, entry: &str, message: &str| {
        device.state.up && {
            device.log(context, Level::Error, entry, message);
            true
        }
    };
    let is_possible = match entry.to_ascii_lowercase().as_str() {
        "acpowerfailure" => power::fail(device, context),
        "acpowerrestore" => power::restore(device, context),
        "doorbreach" => has_lock && error(device, "DoorBreach", "The lock was released from outside."),
        "dooropen" => leave_open(device, context),
        "dooropenrestore" => close(device, context),
        "doorsensorfailure" => has_lock && error(device, "DoorSensorFailure", "The door sensor contradicts itself."),
        "invalidpass" => has_lock && device.state.up && refuse(device, context),
        "lowbattery" => error(device, "LowBattery", "The backup battery is below its threshold."),
        "lowflashspace" => error(device, "LowFlashSpace", "Less than a quarter of the flash storage is free."),
        "lowmemory" => {
            let is_new = device.state.up && device.state.memory.is_none();
            memory::run_low(device, context);
            is_new
        }
        "newfirmwaredownloaderror" => {
            error(device, "NewFirmwareDownloadError", "The firmware could not be downloaded.")
        }
        "shutdown" => power::switch_off(device, context),
        "startup" => {
            let is_off = !device.state.powered;
            if is_off {
                power::plug_in(device, context);
            }
            is_off
        }
        "userpassreaderfailure" => reader::fail(device, context),
        "userpassreaderrestore" => reader::restore(device, context),
        "validpass" => enter(device, context),
        _ => return Err(UnknownEntry),
    };
    Ok(is_possible)
}

/// Opens the door, and nobody will close it.
fn leave_open(device: &mut Device, context: &mut SimContext) -> bool {
    let no_door = matches!(device.definition.form, None | Some(Form::Portal | Form::Tray | Form::Handheld));
    if !device.state.up || device.state.door.is_some() || no_door {
        return false;
    }
    let opener = device.state.passes.first().cloned().unwrap_or_else(|| Arc::from(""));
    door::open(device, context, opener, None);
    if let Some(token) = device.state.door.as_ref().map(|door| door.token) {
        door::alarm(device, context, token);
    }
    true
}

fn close(device: &mut Device, context: &mut SimContext) -> bool {
    let Some(token) = device.state.door.as_ref().map(|door| door.token) else { return false };
    door::close(device, context, token);
    true
}

fn refuse(device: &mut Device, context: &mut SimContext) -> bool {
    device.log(context, Level::Warning, "InvalidPass", "Pass 0400000000AA refused: not in the access list.");
    true
}

/// Somebody with a listed pass opens the door.
fn enter(device: &mut Device, context: &mut SimContext) -> bool {
    let ready = device.state.up
        && device.state.door.is_none()
        && device.state.scan.is_none()
        && !device.state.passes.is_empty();
    if !ready || device.is_locked(context.now) || device.state.reader_failed.is_some() {
        return false;
    }
    let Some(pass) = access::accept(device, context) else { return false };
    access::open_door(device, context, pass);
    true
}
