//! `cargo xtask serve`: from a fresh clone to the running app.

use crate::{dist, gateway, run_in_foreground};
use std::ffi::OsString;
use xtask::report::{Result, step};
use xtask::workspace::Workspace;

/// Builds what is missing or out of date, and runs the gateway in simulation until Ctrl-C.
pub fn serve(workspace: &Workspace, options: &[OsString]) -> Result<()> {
    if gateway::help_text(workspace, options)? {
        return Ok(());
    }
    dist::release(workspace)?;
    let program = gateway::build(workspace, gateway::Profile::Release)?;
    step("Starting the gateway with a simulated Jetstream; Ctrl-C ends it");
    run_in_foreground::run(vec![gateway::run_simulator(workspace, &program, &workspace.dist(), options)])
}
