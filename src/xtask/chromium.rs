//! A Chromium for the browser tests: found on PATH, else downloaded or installed where possible.

use crate::npm;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use xtask::process::{capture, download, find, first_line};
use xtask::report::{CommandError, Result, step};
use xtask::workspace::Workspace;

/// Names under which systems install it.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// A Chromium to start; empty for Playwright's own. The variable CHROMIUM names another one.
pub fn provide(workspace: &Workspace) -> Result<OsString> {
    if let Some(path) = std::env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        return match find_or_file(&path) {
            Some(program) => Ok(program.into()),
            None => Err(CommandError::fail(format!("CHROMIUM names {}, which is not there.", path.display()))),
        };
    }
    if let Some(program) = NAMES.iter().find_map(|name| find(name)) {
        return Ok(program.into());
    }
    if playwrights_own_starts(workspace) {
        return Ok(OsString::new());
    }
    step("Downloading Playwright's Chromium (170 MB, about a minute)");
    let installed = capture(npm::command(workspace, "npx").args(["playwright", "install", "chromium"]));
    if installed.is_ok_and(|output| output.status.success()) && playwrights_own_starts(workspace) {
        return Ok(OsString::new());
    }
    if let Some(program) = from_the_system(workspace)? {
        return Ok(program.into());
    }
    Err(CommandError::fail(
        "No Chromium: none was found on PATH, Playwright's own cannot be used here, and the system's package manager \
         cannot be used without being root; install one, or name one in CHROMIUM.",
    ))
}

fn find_or_file(path: &OsString) -> Option<PathBuf> {
    let file = PathBuf::from(path);
    if file.is_file() { Some(file) } else { find(path.to_str()?) }
}

/// Whether Playwright's own is downloaded and finds its libraries.
fn playwrights_own_starts(workspace: &Workspace) -> bool {
    let mut node = npm::command(workspace, "node");
    node.args(["-p", "require('@playwright/test').chromium.executablePath()"]);
    first_line(&mut node).is_some_and(|program| first_line(Command::new(program).arg("--version")).is_some())
}

/// Installs Debian's Chromium; `None` where that is not possible.
fn from_the_system(workspace: &Workspace) -> Result<Option<PathBuf>> {
    let is_root = first_line(Command::new("id").arg("-u")).is_some_and(|user| user == "0");
    if !is_root || find("apt-get").is_none() {
        return Ok(None);
    }
    step("Installing the system's Chromium with apt-get (about a minute)");
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", "chromium"]] {
        let mut apt = workspace.command("apt-get");
        download(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"), "Debian's Chromium")?;
    }
    Ok(NAMES.iter().find_map(|name| find(name)))
}
