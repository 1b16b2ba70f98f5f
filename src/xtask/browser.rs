//! What the browser specs need besides the build: npm packages and a Chromium, brought here where possible.

use crate::process::{CapturedOutput, capture, download, find, first_line, run};
use crate::report::{CommandError, Context, Result, step};
use crate::test_counts::Counts;
use crate::workspace::Workspace;
use crate::{dist, gateway, nginx, playwright, sizes};
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Names under which systems install it.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Runs the specs against the release build, and those of the demo against that. The report stays in `target/xtask`.
pub fn specs(workspace: &Workspace) -> Result<Counts> {
    let demo = dist::demo(workspace)?;
    sizes::print(&demo)?;
    let mut playwright = prepared(workspace)?;
    playwright.env("JETSTREAM_DEMO", demo);
    let report = workspace.scratch_dir().join("browser.json");
    fs::create_dir_all(workspace.scratch_dir()).or_could_not("make target/xtask")?;
    // A report of yesterday must not count for today.
    let _ = fs::remove_file(&report);

    step("Running the browser specs");
    playwright.args(["--forbid-only", "--reporter=line,json"]).env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let CapturedOutput { status, .. } = capture(&mut playwright)?;
    let report = fs::read_to_string(&report).unwrap_or_default();
    let playwright::Report { counts, upsets } = playwright::read(&report).ok_or_else(|| {
        CommandError::fail(format!("Playwright ended without a report ({status}); its own messages are above."))
    })?;
    upsets.iter().for_each(|upset| println!("\n{upset}"));
    match !status.success() && counts.failed == 0 {
        true => Err(CommandError::fail(format!("Playwright reports no failure and ended with {status}."))),
        false => Ok(counts),
    }
}

/// Runs the benchmarks against the release build; they print their figures as JSON.
pub fn bench(workspace: &Workspace) -> Result<()> {
    let mut playwright = prepared(workspace)?;
    step("Running the benchmarks in a browser (some minutes; anything else that runs meanwhile spoils the figures)");
    run(playwright.args(["--config", "bench.config.ts"]), "The benchmarks")
}

/// `playwright test`, with everything that it needs brought here.
fn prepared(workspace: &Workspace) -> Result<Command> {
    dist::release(workspace)?;
    let gateway = gateway::build(workspace, gateway::Profile::Release)?;
    npm_packages(workspace)?;
    // Playwright strips types without looking at them.
    run(in_tests(workspace, "npx").args(["tsc", "--project", "."]), "Checking the types of the browser specs")?;
    let chromium = chromium(workspace)?;
    let mut playwright = in_tests(workspace, "npx");
    playwright.args(["playwright", "test"]).env("JETSTREAM_DIST", workspace.dist());
    playwright.env("JETSTREAM_GATEWAY", gateway).env("CHROMIUM_PATH", chromium);
    playwright.env("JETSTREAM_NGINX", nginx::provide(workspace)?);
    Ok(playwright)
}

fn in_tests(workspace: &Workspace, program: &str) -> Command {
    let program = find(program).map_or_else(|| OsString::from(program), OsString::from);
    let mut command = Command::new(program);
    command.current_dir(workspace.path("tests/browser"));
    command
}

/// `npm ci`, when the lock file is not the one that the packages were installed from.
fn npm_packages(workspace: &Workspace) -> Result<()> {
    if find("node").is_none() || find("npm").is_none() {
        return Err(CommandError::fail(
            "The browser specs need Node.js 20 or newer: node or npm was not found on PATH.",
        ));
    }
    let lock = fs::read(workspace.path("tests/browser/package-lock.json")).or_could_not("read package-lock.json")?;
    let installed = workspace.path("tests/browser/node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("Installing the npm packages of the browser specs (a few seconds)");
    let mut npm = in_tests(workspace, "npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    download(&mut npm, "The npm packages of the browser specs")?;
    fs::write(&installed, lock).or_could_not("note which npm packages are installed")
}

/// A Chromium to start; empty for Playwright's own.
fn chromium(workspace: &Workspace) -> Result<OsString> {
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
    let installed = capture(in_tests(workspace, "npx").args(["playwright", "install", "chromium"]));
    if installed.is_ok_and(|heard| heard.status.success()) && playwrights_own_starts(workspace) {
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

/// Whether it is downloaded and finds its libraries.
fn playwrights_own_starts(workspace: &Workspace) -> bool {
    let mut ask = in_tests(workspace, "node");
    ask.args(["-p", "require('@playwright/test').chromium.executablePath()"]);
    first_line(&mut ask).is_some_and(|program| first_line(Command::new(program).arg("--version")).is_some())
}

/// Debian's Chromium, where we may install it.
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
