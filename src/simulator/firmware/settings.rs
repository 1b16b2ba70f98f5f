//! The effect of changed parameters on what is scheduled.

use crate::{
    firmware::{heartbeat, polling, temperature},
    model::{device::Device, sim_context::SimContext},
};

/// Restarts the timers that depend on parameters, after parameters have changed.
pub(crate) fn restart_timers(device: &mut Device, context: &mut SimContext) {
    heartbeat::start(device, context);
    temperature::start(device, context);
    polling::plan_poll(device, context);
}
