//! Control of devices by hand, for demonstrations and tests: connect, disconnect, poll, cause an incident, set the rate.

use jiff::Timestamp;

use crate::{
    firmware::{incidents, network},
    model::{clock, device::Device, sim_context::SimContext},
    simulator::Simulator,
};

/// The reason why a device could not be controlled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlError {
    /// There is no device of this name.
    NoDevice,
    /// Devices have no log entry of this name that could be caused.
    NoEntry,
    /// The state of the device does not allow it: nothing is restored that has not failed, and a device that is off sends
    /// nothing.
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
    /// Applies `action` to the device with this name.
    fn with_device<T>(
        &mut self,
        name: &str,
        action: impl FnOnce(&mut Device, &mut SimContext) -> T,
    ) -> Result<T, ControlError> {
        let device = self.world.devices.find_mut(name).ok_or(ControlError::NoDevice)?;
        Ok(action(device, &mut self.world.context))
    }

    /// Connects a device: it gets power if it has none, opens its WebSocket, delivers its backlog, and fetches the
    /// commands that are queued for it.
    pub fn connect(&mut self, name: &str) -> Result<(), ControlError> {
        self.with_device(name, network::release)
    }

    /// Disconnects a device until it is [connected](Simulator::connect): it goes on working, and its events arrive later.
    pub fn disconnect(&mut self, name: &str) -> Result<(), ControlError> {
        self.with_device(name, network::hold_offline)
    }

    /// Makes a device poll once, connected or not: it delivers its backlog, fetches the queued commands, runs them, and
    /// is then connected or not as before. A device that is off cannot.
    pub fn poll(&mut self, name: &str) -> Result<(), ControlError> {
        self.with_device(name, |device, context| {
            if !device.state.up {
                return Err(ControlError::NotNow);
            }
            network::exchange(device, context);
            Ok(())
        })?
    }

    /// Makes a device write a log entry by bringing it into the state that the entry reports, or out of it: `ACPowerFailure`,
    /// `ACPowerRestore`, `DoorBreach`, `DoorOpen`, `DoorOpenRestore`, `DoorSensorFailure`, `InvalidPass`, `LowBattery`,
    /// `LowFlashSpace`, `LowMemory`, `NewFirmwareDownloadError`, `Shutdown`, `Startup`, `UserPassReaderFailure`,
    /// `UserPassReaderRestore`, `ValidPass`, in any letter case.
    ///
    /// The state lasts until it is ended by hand. Whether the entry is sent depends on the `LogEntryLevel` of the device,
    /// as always.
    pub fn raise_incident(&mut self, name: &str, entry: &str) -> Result<(), ControlError> {
        match self.with_device(name, |device, context| incidents::inject(device, context, entry))? {
            Ok(true) => Ok(()),
            Ok(false) => Err(ControlError::NotNow),
            Err(incidents::UnknownEntry) => Err(ControlError::NoEntry),
        }
    }

    /// Sets the rate of extra events per second of simulated time, 0 to [`MAX_RATE`](crate::MAX_RATE).
    pub fn set_rate(&mut self, rate: f64) {
        self.world.traffic.set_rate(&mut self.world.context, rate);
    }

    /// The end of the lockdown of a device, if a command locked it. No call of the API returns it.
    pub fn locked_until(&self, name: &str) -> Option<Timestamp> {
        let until = self.world.devices.find(name)?.state.locked_until?;
        (until > self.world.context.now).then(|| clock::timestamp(until))
    }
}

#[cfg(test)]
#[path = "control_tests.rs"]
mod tests;
