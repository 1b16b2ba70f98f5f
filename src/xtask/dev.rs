//! `cargo xtask dev`: the app, built again whenever a file of it changes.

use crate::{bundle, gateway, run_in_foreground, tools};
use std::ffi::OsString;
use xtask::process::run;
use xtask::report::{Result, step};
use xtask::workspace::Workspace;

/// Beside the release build and not in its place, so that neither makes the other again.
const DIST: &str = "target/dist-dev";

/// Runs the gateway in simulation and, beside it, `trunk watch`, until Ctrl-C.
pub fn dev(workspace: &Workspace, options: &[OsString]) -> Result<()> {
    if gateway::help_text(workspace, options)? {
        return Ok(());
    }
    let path = tools::provide(workspace)?;
    bundle::provide(workspace, &workspace.path("index.html"))?;
    let trunk = |verb: &str| {
        let mut trunk = workspace.command("trunk");
        trunk.args([verb, "--dist", DIST]).env("PATH", &path);
        trunk
    };
    step("Building the dashboard for development (about 2 minutes at first, then seconds)");
    run(&mut trunk("build"), "Building the dashboard")?;
    let program = gateway::build(workspace, gateway::Profile::Dev)?;
    step("Starting the gateway with a simulated Jetstream, and watching the app's files; Ctrl-C ends both");
    let gateway = gateway::run_simulator(workspace, &program, &workspace.path(DIST), options);
    run_in_foreground::run(vec![gateway, trunk("watch")])
}
