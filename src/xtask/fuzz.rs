//! `cargo xtask fuzz`: starts the program in `fuzz/`. It is a program of its own because it needs the API crate.
use xtask::report::{CommandError, Context, Result};
use xtask::workspace::Workspace;

/// A profile that runs quicker than a debug build and keeps its checks, so that overflows are found.
const PROFILE: [&str; 6] = [
    "--profile",
    "fuzzing",
    "--config",
    "profile.fuzzing.inherits = 'dev'",
    "--config",
    "profile.fuzzing.opt-level = 1",
];

/// Feeds the decoders of the API crate with damaged examples for a number of seconds. The same seed gives the same inputs.
pub fn fuzz(workspace: &Workspace, seconds: u64, seed: Option<u64>) -> Result<()> {
    let mut cargo = workspace.cargo(&["run", "--quiet", "--locked", "--package", "xtask"]);
    cargo.args(PROFILE).args(["--features", "fuzz", "--bin", "fuzz", "--"]);
    cargo.arg(seconds.to_string()).args(seed.map(|seed| seed.to_string()));
    match cargo.status().or_could_not("start cargo")?.success() {
        true => Ok(()),
        false => Err(CommandError::Reported),
    }
}
