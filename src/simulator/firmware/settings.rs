//! The effect of changed parameters on what is scheduled.

use crate::{
    firmware::{heartbeat, polling, temperature},
    model::{device::Device, sim_context::SimContext},
};

/// Parameters of the unit have changed: what is timed by them is timed anew.
pub(crate) fn restart_timers(device: &mut Device, hub: &mut SimContext) {
    heartbeat::start(device, hub);
    temperature::start(device, hub);
    polling::plan_poll(device, hub);
}
