//! Functions that start the program in `bundle/`, which finishes every build of the dashboard.

use std::path::Path;
use std::process::Command;
use xtask::process::run;
use xtask::report::Result;
use xtask::workspace::Workspace;

/// Compiles the program, so that the hook of a build need not (it takes a minute, once), and lets it refuse a page that it could not
/// bundle, before the minutes of a build.
pub fn provide(workspace: &Workspace, page: &Path) -> Result<()> {
    run(&mut cargo(workspace, "build"), "Building the program that bundles the dashboard")?;
    run(cargo(workspace, "run").arg("--").arg("check").arg(page), "Checking index.html")
}

/// Bundles what Trunk has staged: the hook of every build.
pub fn hook(workspace: &Workspace) -> Result<()> {
    run(&mut cargo(workspace, "run"), "Bundling the dashboard")
}

fn cargo(workspace: &Workspace, verb: &str) -> Command {
    workspace.cargo(&[verb, "--quiet", "--locked", "--package", "xtask", "--features", "bundle", "--bin", "bundle"])
}
