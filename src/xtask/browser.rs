//! The Playwright specs and benchmarks of the dashboard in a browser.

use crate::test_counts::Counts;
use crate::{chromium, dist, gateway, nginx, npm, playwright, sizes};
use std::fs;
use std::process::Command;
use xtask::process::{CapturedOutput, capture, run};
use xtask::report::{CommandError, Context, Result, step};
use xtask::workspace::Workspace;

/// Runs the specs against the release build, and those of the demo against the demo build. The report stays in `target/xtask`.
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
    let playwright::Report { counts, problems } = playwright::read(&report).ok_or_else(|| {
        CommandError::fail(format!("Playwright ended without a report ({status}); its own messages are above."))
    })?;
    problems.iter().for_each(|problem| println!("\n{problem}"));
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

/// `playwright test`, after everything that it needs was built or installed.
fn prepared(workspace: &Workspace) -> Result<Command> {
    dist::release(workspace)?;
    let gateway = gateway::build(workspace, gateway::Profile::Release)?;
    npm::provide_packages(workspace)?;
    // Playwright strips types without checking them.
    run(npm::command(workspace, "npx").args(["tsc", "--project", "."]), "Checking the types of the browser specs")?;
    let chromium = chromium::provide(workspace)?;
    let mut playwright = npm::command(workspace, "npx");
    playwright.args(["playwright", "test"]).env("JETSTREAM_DIST", workspace.dist());
    playwright.env("JETSTREAM_GATEWAY", gateway).env("CHROMIUM_PATH", chromium);
    playwright.env("JETSTREAM_NGINX", nginx::provide(workspace)?);
    Ok(playwright)
}
