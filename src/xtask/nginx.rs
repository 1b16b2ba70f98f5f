//! nginx for the spec that serves the build as an operator would: found on the machine, else Debian's, unpacked into `target/tools`
//! and not installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use xtask::process::{download, find, first_line, run};
use xtask::report::{CommandError, Context, Result, step};
use xtask::workspace::Workspace;

/// Debian's packages with the program and the table of media types.
const PACKAGES: [&str; 2] = ["nginx", "nginx-common"];

/// The path of the program, after it was fetched where necessary.
pub fn provide(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.path("target/tools/nginx");
    let own = folder.join("usr/sbin/nginx");
    let installed = [find("nginx"), Some(PathBuf::from("/usr/sbin/nginx")), Some(own.clone())];
    if let Some(program) = installed.into_iter().flatten().find(|program| starts(program)) {
        return Ok(program);
    }
    if find("apt-get").is_none() || find("dpkg-deb").is_none() {
        return Err(CommandError::fail("It was not found on PATH; install it by the system's package manager."));
    }
    step("Fetching Debian's nginx into target/tools (a few seconds)");
    fetch(workspace, &folder)?;
    match starts(&own) {
        true => Ok(own),
        false => Err(CommandError::fail("Debian's nginx was fetched into target/tools but does not start.")),
    }
}

fn starts(program: &Path) -> bool {
    let version = Command::new(program).arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

fn fetch(workspace: &Workspace, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).or_could_not("make target/tools/nginx")?;
    let packages = || {
        let mut apt = workspace.command("apt-get");
        apt.arg("download").args(PACKAGES).current_dir(folder);
        apt
    };
    // The lists of packages may be missing or old, and only root may update them.
    if !packages().stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        if first_line(workspace.command("id").arg("-u")).is_some_and(|user| user == "0") {
            download(workspace.command("apt-get").arg("update"), "The lists of Debian's packages")?;
        }
        download(&mut packages(), "Debian's nginx")?;
    }
    for entry in fs::read_dir(folder).or_could_not("read target/tools/nginx")? {
        let path = entry.or_could_not("read target/tools/nginx")?.path();
        if path.extension().is_some_and(|ending| ending == "deb") {
            run(workspace.command("dpkg-deb").arg("--extract").arg(&path).arg(folder), "Unpacking Debian's nginx")?;
        }
    }
    Ok(())
}
