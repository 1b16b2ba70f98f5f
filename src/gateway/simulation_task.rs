//! The background task that advances the simulator: it sleeps until the next simulated event is due.

use std::{sync::Arc, time::Duration};

use tokio::time::sleep;

use crate::{shutdown::Shutdown, simulation::Simulation};

/// The longest sleep, even if nothing is due.
const LONGEST: Duration = Duration::from_secs(60);
/// The shortest sleep: at a thousand events a second, ten of them are issued together.
const SHORTEST: Duration = Duration::from_millis(10);

/// Advances the simulator whenever something is due, until the shutdown begins.
pub async fn drive(simulation: Arc<Simulation>, shutdown: Shutdown) {
    loop {
        let wait = simulation.tick().map_or(LONGEST, |wait| wait.clamp(SHORTEST, LONGEST));
        tokio::select! {
            () = sleep(wait) => {}
            // An API call or a control request may have planned something sooner.
            () = simulation.touched() => {}
            () = shutdown.wait() => return,
        }
    }
}
