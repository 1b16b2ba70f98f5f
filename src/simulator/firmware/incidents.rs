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

/// Brings a device into the state that a log entry reports, or out of it; says whether its state allowed that.
pub(crate) fn inject(device: &mut Device, hub: &mut SimContext, entry: &str) -> Result<bool, UnknownEntry> {
    let has_lock = device.kind().has_lock() == Some(true);
    let mut error = |device: &mut Device, entry: &str, message: &str| {
        device.unit.up && {
            device.log(hub, Level::Error, entry, message);
            true
        }
    };
    let is_possible = match entry.to_ascii_lowercase().as_str() {
        "acpowerfailure" => power::fail(device, hub),
        "acpowerrestore" => power::restore(device, hub),
        "doorbreach" => has_lock && error(device, "DoorBreach", "The lock was released from outside."),
        "dooropen" => leave_open(device, hub),
        "dooropenrestore" => close(device, hub),
        "doorsensorfailure" => has_lock && error(device, "DoorSensorFailure", "The door sensor contradicts itself."),
        "invalidpass" => has_lock && device.unit.up && refuse(device, hub),
        "lowbattery" => error(device, "LowBattery", "The backup battery is below its threshold."),
        "lowflashspace" => error(device, "LowFlashSpace", "Less than a quarter of the flash storage is free."),
        "lowmemory" => {
            let well = device.unit.up && device.unit.memory.is_none();
            memory::run_low(device, hub);
            well
        }
        "newfirmwaredownloaderror" => {
            error(device, "NewFirmwareDownloadError", "The firmware could not be downloaded.")
        }
        "shutdown" => power::switch_off(device, hub),
        "startup" => {
            let off = !device.unit.powered;
            if off {
                power::plug_in(device, hub);
            }
            off
        }
        "userpassreaderfailure" => reader::fail(device, hub),
        "userpassreaderrestore" => reader::restore(device, hub),
        "validpass" => enter(device, hub),
        _ => return Err(UnknownEntry),
    };
    Ok(is_possible)
}

/// The door stands open, and nobody will close it.
fn leave_open(device: &mut Device, hub: &mut SimContext) -> bool {
    let no_door = matches!(device.definition.form, None | Some(Form::Portal | Form::Tray | Form::Handheld));
    if !device.unit.up || device.unit.door.is_some() || no_door {
        return false;
    }
    let opener = device.unit.passes.first().cloned().unwrap_or_else(|| Arc::from(""));
    door::open(device, hub, opener, None);
    if let Some(token) = device.unit.door.as_ref().map(|door| door.token) {
        door::alarm(device, hub, token);
    }
    true
}

fn close(device: &mut Device, hub: &mut SimContext) -> bool {
    let Some(token) = device.unit.door.as_ref().map(|door| door.token) else { return false };
    door::close(device, hub, token);
    true
}

fn refuse(device: &mut Device, hub: &mut SimContext) -> bool {
    device.log(hub, Level::Warning, "InvalidPass", "Pass 0400000000AA refused: not in the access list.");
    true
}

/// Somebody with a listed pass opens the door.
fn enter(device: &mut Device, hub: &mut SimContext) -> bool {
    let ready =
        device.unit.up && device.unit.door.is_none() && device.unit.scan.is_none() && !device.unit.passes.is_empty();
    if !ready || device.is_locked(hub.now) || device.unit.reader_failed.is_some() {
        return false;
    }
    let Some(pass) = access::accept(device, hub) else { return false };
    access::open_door(device, hub, pass);
    true
}
