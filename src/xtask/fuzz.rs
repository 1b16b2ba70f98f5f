//! `cargo xtask fuzz`: starts the program in `fuzz/`, which needs the API crate; this one does not.

use crate::report::{CommandError, Context, Result};
use crate::workspace::Workspace;

/// Quicker than a debug build, with its checks: an overflow that would go unnoticed in a release is found here.
const PROFILE: [&str; 6] = [
    "--profile",
    "fuzzing",
    "--config",
    "profile.fuzzing.inherits = 'dev'",
    "--config",
    "profile.fuzzing.opt-level = 1",
];

/// Feeds the decoders of the API crate with damaged examples for so many seconds. The same seed gives the same inputs.
pub fn fuzz(workspace: &Workspace, seconds: u64, seed: Option<u64>) -> Result<()> {
    let mut cargo = workspace.cargo(&["run", "--quiet", "--locked", "--package", "xtask"]);
    cargo.args(PROFILE).args(["--features", "fuzz", "--bin", "fuzz", "--"]);
    cargo.arg(seconds.to_string()).args(seed.map(|seed| seed.to_string()));
    match cargo.status().or_could_not("start cargo")?.success() {
        true => Ok(()),
        false => Err(CommandError::Reported),
    }
}
