//! Builds the gateway, starts it in simulation, and calls its commands.

use crate::cargo_messages::built_programs;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::report::{CommandError, Context, Result, step};
use xtask::workspace::Workspace;

const PACKAGE: &str = "jetstream-gateway";

/// The profile that cargo builds with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build: for working on the app.
    Dev,
    /// Quick to run: for people, specs and benchmarks.
    Release,
}

/// Builds the gateway, and returns the program.
pub fn build(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    step("Building the gateway (about a minute at first, then seconds)");
    let mut cargo = workspace.cargo(&["build", "--locked", "--package", PACKAGE, "--bin", PACKAGE]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    let programs = built_programs(&mut cargo, "Building the gateway")?;
    programs.into_iter().next_back().ok_or_else(|| CommandError::fail("Cargo built the gateway and did not say where."))
}

/// The gateway in simulation, serving the build in `assets`. `options` are passed to it as they were typed.
pub fn run_simulator(workspace: &Workspace, program: &Path, assets: &Path, options: &[OsString]) -> Command {
    let mut gateway = workspace.command(program);
    gateway.arg("simulate");
    if !options.iter().any(|option| option.to_string_lossy().starts_with("--assets")) {
        gateway.arg("--assets").arg(assets);
    }
    gateway.args(options);
    gateway
}

/// Prints the gateway's own help where the options ask for it, and returns whether they do.
pub fn help_text(workspace: &Workspace, options: &[OsString]) -> Result<bool> {
    if !options.iter().any(|option| option == "--help" || option == "-h") {
        return Ok(false);
    }
    run_command(workspace, "simulate", &["--help".into()]).map(|()| true)
}

/// Writes into `dist/` what static hosts read to send the headers that the gateway itself would send.
pub fn headers(workspace: &Workspace, options: &[OsString]) -> Result<()> {
    headers_into(workspace, &workspace.dist(), options)
}

/// The same for a build in another folder, with the `config.json` that lies there.
pub fn headers_of(workspace: &Workspace, folder: &Path) -> Result<()> {
    headers_into(workspace, folder, &["--config".into(), folder.join("config.json").into()])
}

fn headers_into(workspace: &Workspace, folder: &Path, options: &[OsString]) -> Result<()> {
    let name = folder.strip_prefix(workspace.root()).unwrap_or(folder).display();
    if !folder.join("index.html").is_file() {
        return Err(CommandError::fail(format!("There is no build in {name}/ yet: `cargo xtask build` makes it.")));
    }
    step(format!("Writing what static hosts read, into {name}/"));
    let into = [OsString::from("--into"), folder.into()];
    run_command(workspace, "headers", &[&into, options].concat())
}

/// Runs a command of the gateway that ends by itself.
fn run_command(workspace: &Workspace, command: &str, options: &[OsString]) -> Result<()> {
    let program = build(workspace, Profile::Release)?;
    let status = workspace.command(program).arg(command).args(options).status().or_could_not("start the gateway")?;
    match status.success() {
        true => Ok(()),
        false => Err(CommandError::Reported),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_named_in_the_options_win() {
        let workspace = Workspace::current();
        let arguments = |options: &[&str]| {
            let options: Vec<OsString> = options.iter().map(OsString::from).collect();
            let command = run_simulator(&workspace, Path::new("gateway"), Path::new("dist"), &options);
            command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(arguments(&["--rate", "5"]), ["simulate", "--assets", "dist", "--rate", "5"]);
        assert_eq!(arguments(&["--assets=mine"]), ["simulate", "--assets=mine"]);
    }
}
