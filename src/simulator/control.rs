//! Steering a device by hand, for demonstrations and tests.

use std::sync::Arc;

use jetstream_api::{catalogue::log_entries::Level, kind::Form};
use jiff::Timestamp;

use crate::{
    Simulator,
    firmware::{access, door, memory, network, power, reader},
    model::{clock, device::Device, world::SimContext},
};

/// Why a device could not be steered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlError {
    /// There is no device of this name.
    NoDevice,
    /// Devices have no log entry of this name that could be tripped.
    NoEntry,
    /// The state of the device does not allow it: nothing is restored that has not failed, and what is off says nothing.
    NotNow,
}

impl std::fmt::Display for ControlError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::NoDevice => "There is no device of this name.",
            Self::NoEntry => "There is no log entry of this name that could be tripped.",
            Self::NotNow => "The state of the device does not allow this now.",
        })
    }
}

impl std::error::Error for ControlError {}

impl Simulator {
    fn steer<T>(
        &mut self,
        name: &str,
        steer: impl FnOnce(&mut Device, &mut SimContext) -> T,
    ) -> Result<T, ControlError> {
        let device = self.world.devices.find_mut(name).ok_or(ControlError::NoDevice)?;
        Ok(steer(device, &mut self.world.hub))
    }

    /// Connects a device: it gets power if it has none, opens its WebSocket, delivers what it had to tell, and fetches what
    /// was queued for it.
    pub fn connect(&mut self, name: &str) -> Result<(), ControlError> {
        self.steer(name, network::release)
    }

    /// Takes a device off the network until it is [connected](Simulator::connect): it goes on working, and tells it later.
    pub fn disconnect(&mut self, name: &str) -> Result<(), ControlError> {
        self.steer(name, network::hold_offline)
    }

    /// Lets a device poll once, connected or not: it delivers what it had to tell, fetches what was queued, runs it, and is
    /// then connected or not as before. A device that is off cannot.
    pub fn poll(&mut self, name: &str) -> Result<(), ControlError> {
        self.steer(name, |device, hub| {
            if !device.unit.up {
                return Err(ControlError::NotNow);
            }
            network::visit(device, hub);
            Ok(())
        })?
    }

    /// Makes a device write a log entry by bringing it into the state that the entry reports, or out of it: `ACPowerFailure`,
    /// `ACPowerRestore`, `DoorBreach`, `DoorOpen`, `DoorOpenRestore`, `DoorSensorFailure`, `InvalidPass`, `LowBattery`,
    /// `LowFlashSpace`, `LowMemory`, `NewFirmwareDownloadError`, `Shutdown`, `Startup`, `UserPassReaderFailure`,
    /// `UserPassReaderRestore`, `ValidPass`, in any letter case.
    ///
    /// What is tripped lasts until it is undone by hand. Whether the entry is sent depends on the `LogEntryLevel` of the
    /// device, as always.
    pub fn raise_incident(&mut self, name: &str, entry: &str) -> Result<(), ControlError> {
        self.steer(name, |device, hub| trip(device, hub, &entry.to_ascii_lowercase()))?
    }

    /// So many extra events per second of simulated time from now on, 0 to [`MAX_RATE`](crate::MAX_RATE).
    pub fn set_rate(&mut self, rate: f64) {
        self.world.traffic.set_rate(&mut self.world.hub, rate);
    }

    /// When the lockdown of a device ends, if it is locked down by a command: what no call of the API tells.
    pub fn locked_until(&self, name: &str) -> Option<Timestamp> {
        let until = self.world.devices.find(name)?.unit.locked_until?;
        (until > self.world.hub.now).then(|| clock::timestamp(until))
    }
}

fn trip(device: &mut Device, hub: &mut SimContext, entry: &str) -> Result<(), ControlError> {
    let has_lock = device.kind().has_lock() == Some(true);
    let mut error = |device: &mut Device, entry: &str, message: &str| {
        device.unit.up && {
            device.log(hub, Level::Error, entry, message);
            true
        }
    };
    let done = match entry {
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
        _ => return Err(ControlError::NoEntry),
    };
    if done { Ok(()) } else { Err(ControlError::NotNow) }
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

#[cfg(test)]
#[path = "control_tests.rs"]
mod tests;
