//! The npm packages of the browser tests, and programs that run among them.

use std::ffi::OsString;
use std::fs;
use std::process::Command;
use xtask::process::{download, find};
use xtask::report::{CommandError, Context, Result, step};
use xtask::workspace::Workspace;

/// A program that runs in the folder of the browser tests.
pub fn command(workspace: &Workspace, program: &str) -> Command {
    let program = find(program).map_or_else(|| OsString::from(program), OsString::from);
    let mut command = Command::new(program);
    command.current_dir(workspace.path("tests/browser"));
    command
}

/// Installs the packages with `npm ci`, unless they were installed from the lock file as it is now.
pub fn provide_packages(workspace: &Workspace) -> Result<()> {
    if find("node").is_none() || find("npm").is_none() {
        return Err(CommandError::fail(
            "The browser tests need Node.js 20 or newer: node or npm was not found on PATH.",
        ));
    }
    let lock = fs::read(workspace.path("tests/browser/package-lock.json")).or_could_not("read package-lock.json")?;
    let installed = workspace.path("tests/browser/node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("Installing the npm packages of the browser tests (a few seconds)");
    let mut npm = command(workspace, "npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    download(&mut npm, "The npm packages of the browser tests")?;
    fs::write(&installed, lock).or_could_not("note which npm packages are installed")
}
