//! The gateway: how it is built, and how it is started in simulation.

use crate::report::{CommandError, Context, Result, step};
use crate::workspace::Workspace;
use serde_json::Value;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PACKAGE: &str = "jetstream-gateway";

/// How carefully the compiler works.
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
    // Cargo says where the program is; target folders can be configured in too many ways to guess.
    let output = cargo.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output();
    let output = output.or_could_not("start cargo")?;
    if !output.status.success() {
        return Err(CommandError::fail(format!("Building the gateway failed ({}).", output.status)));
    }
    executable(&String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| CommandError::fail("Cargo built the gateway and did not say where."))
}

/// The gateway in simulation, serving the build in `assets`. `options` are its own, as the person typed them.
pub fn run_simulator(workspace: &Workspace, program: &Path, assets: &Path, options: &[OsString]) -> Command {
    let mut gateway = workspace.command(program);
    gateway.arg("simulate");
    if !options.iter().any(|option| option.to_string_lossy().starts_with("--assets")) {
        gateway.arg("--assets").arg(assets);
    }
    gateway.args(options);
    gateway
}

/// Shows the gateway's own help instead of starting anything, when that is what the person asks for.
pub fn help_text(workspace: &Workspace, options: &[OsString]) -> Result<bool> {
    if !options.iter().any(|option| option == "--help" || option == "-h") {
        return Ok(false);
    }
    ask(workspace, "simulate", &["--help".into()]).map(|()| true)
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
    ask(workspace, "headers", &[&into, options].concat())
}

/// Runs a command of the gateway that answers and ends.
fn ask(workspace: &Workspace, command: &str, options: &[OsString]) -> Result<()> {
    let program = build(workspace, Profile::Release)?;
    let status = workspace.command(program).arg(command).args(options).status().or_could_not("start the gateway")?;
    match status.success() {
        true => Ok(()),
        false => Err(CommandError::Reported),
    }
}

fn executable(messages: &str) -> Option<PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter_map(|message| message.get("executable")?.as_str().map(PathBuf::from));
    programs.next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_read_from_cargos_messages() {
        let messages = concat!(
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"serde\"},\"executable\":null}\n",
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"jetstream-gateway\"},\"executable\":\"t/release/gateway\"}\n",
            "{\"reason\":\"build-finished\",\"success\":true}\n",
        );
        assert_eq!(executable(messages), Some(PathBuf::from("t/release/gateway")));
        assert_eq!(executable("{\"reason\":\"build-finished\"}"), None);
    }

    #[test]
    fn the_persons_own_assets_win() {
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
