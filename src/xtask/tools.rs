//! The tools that build the dashboard and are not part of Rust: found on PATH, else installed into `target/tools`.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use xtask::process::{capture, download, find, first_line, path_with};
use xtask::report::{CommandError, Context, Result, step};
use xtask::workspace::{WASM_TARGET, Workspace};

/// Newer releases (0.22) need a newer Rust than the rest of the project.
const TRUNK_VERSION: &str = "0.21.14";

/// A program that must have exactly this version.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// The time that its quick build takes on two cores, such as `about 2 minutes`.
    takes: &'static str,
}

/// Provides everything that builds the dashboard, and returns the PATH to build it with.
pub fn provide(workspace: &Workspace) -> Result<OsString> {
    provide_wasm_target(workspace)?;
    provide_crates(workspace)?;
    let trunk =
        Tool { package: "trunk", program: "trunk", version: TRUNK_VERSION.to_owned(), takes: "about 3 minutes" };
    let wasm_bindgen = wasm_bindgen(workspace, "wasm-bindgen")?;
    path_with(&[&trunk.provide(workspace)?, &wasm_bindgen.provide(workspace)?])
}

/// The program that serves the tests of a crate to a browser.
pub fn provide_test_runner(workspace: &Workspace) -> Result<PathBuf> {
    provide_wasm_target(workspace)?;
    wasm_bindgen(workspace, "wasm-bindgen-test-runner")?.provide(workspace)
}

fn wasm_bindgen(workspace: &Workspace, program: &'static str) -> Result<Tool> {
    let version = wasm_bindgen_version(workspace)?;
    Ok(Tool { package: "wasm-bindgen-cli", program, version, takes: "about 2 minutes" })
}

/// Adds the compilation target for WebAssembly where it is missing.
pub fn provide_wasm_target(workspace: &Workspace) -> Result<()> {
    let mut rustc = workspace.command("rustc");
    let folder = first_line(rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if folder.is_some_and(|folder| PathBuf::from(folder).is_dir()) {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(CommandError::fail(format!(
            "The Rust target {WASM_TARGET} is missing, and rustup, which could add it, was not found on PATH."
        )));
    }
    step(format!("Adding the Rust target {WASM_TARGET} (a few seconds)"));
    download(workspace.command("rustup").args(["target", "add", WASM_TARGET]), "The Rust target for WebAssembly")
}

/// Downloads the crates: Trunk builds offline, so that it downloads no tools of its own choice. Only those of this machine and of the
/// browser, because other systems' are the larger half.
fn provide_crates(workspace: &Workspace) -> Result<()> {
    let host = first_line(workspace.command("rustc").args(["--print", "host-tuple"]));
    let fetch = |more: &[&str]| {
        let mut cargo = workspace.cargo(&["fetch", "--locked", "--target", WASM_TARGET]);
        cargo.args(host.iter().flat_map(|host| ["--target", host])).args(more);
        cargo
    };
    let offline = fetch(&["--offline", "--quiet"]).output();
    if offline.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    step("Downloading the crates that Cargo.lock names (less than a minute)");
    download(&mut fetch(&[]), "The crates that Cargo.lock names")
}

impl Tool {
    /// The path of the program in its right version; it is installed when there is none.
    fn provide(&self, workspace: &Workspace) -> Result<PathBuf> {
        let folder = workspace.path("target/tools");
        let own = folder.join("bin").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX));
        let candidates = [Some(own), find(self.program)];
        let found = || candidates.iter().flatten().find(|program| self.is_version_of(workspace, program)).cloned();
        if let Some(program) = found() {
            return Ok(program);
        }
        self.install(workspace, &folder)?;
        found().ok_or_else(|| {
            CommandError::fail(format!(
                "{} {} was installed into target/tools but does not run.",
                self.program, self.version
            ))
        })
    }

    fn is_version_of(&self, workspace: &Workspace, program: &PathBuf) -> bool {
        let version = first_line(workspace.command(program).arg("--version"));
        version.is_some_and(|line| line.split_whitespace().nth(1) == Some(self.version.as_str()))
    }

    fn install(&self, workspace: &Workspace, folder: &PathBuf) -> Result<()> {
        let Self { package, version, takes, .. } = self;
        if first_line(workspace.cargo(&["binstall", "-V"]).env("CARGO_TERM_QUIET", "true")).is_some() {
            step(format!("Installing {package} {version} into target/tools with cargo binstall (a few seconds)"));
            let mut binstall =
                workspace.cargo(&["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
            if capture(binstall.arg(folder).arg(format!("{package}@{version}")))?.status.success() {
                return Ok(());
            }
        }
        step(format!("Building {package} {version} into target/tools ({takes} on two cores, this once)"));
        // In a folder that stays until the end, so that a second attempt goes on where the first was interrupted.
        let scratch = workspace.path("target/tools/build");
        let version = format!("={version}");
        let mut install = workspace.cargo(&["install", package, "--version", &version, "--locked"]);
        // The quick build: their release profiles optimise for eight minutes what then runs for seconds.
        install.args(["--no-default-features", "--debug", "--force", "--root"]).arg(folder);
        install.arg("--target-dir").arg(&scratch).env("CARGO_PROFILE_DEV_DEBUG", "0");
        download(&mut install, &format!("{package} {}", self.version))?;
        fs::remove_dir_all(&scratch).or_could_not("remove target/tools/build")
    }
}

/// The command and the library write two halves of one interface, so their versions must be the same.
fn wasm_bindgen_version(workspace: &Workspace) -> Result<String> {
    let lock = fs::read_to_string(workspace.path("Cargo.lock")).or_could_not("read Cargo.lock")?;
    locked_version(&lock, "wasm-bindgen")
        .map(str::to_owned)
        .ok_or_else(|| CommandError::fail("Cargo.lock names no version of wasm-bindgen."))
}

fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.79"

[[package]]
name = "wasm-bindgen"
version = "0.2.129"
source = "registry+https://example.org"
"#;

    #[test]
    fn the_locked_version_is_the_one_of_exactly_that_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures"), Some("0.4.79"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn the_lock_file_of_this_workspace_names_wasm_bindgen() {
        assert!(wasm_bindgen_version(&Workspace::current()).is_ok());
    }
}
