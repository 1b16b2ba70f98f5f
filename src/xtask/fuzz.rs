//! `cargo xtask fuzz`: starts the program in `fuzz/`, which needs the API crate; this one does not.

use crate::say::{Context, Failure, Result};
use crate::workspace::Workspace;

/// Quick, but with the checks of a debug build: an overflow that goes unnoticed in a release is found here.
const PROFILE: [&str; 8] = [
    "--profile",
    "fuzzing",
    "--config",
    "profile.fuzzing.inherits = 'release'",
    "--config",
    "profile.fuzzing.debug-assertions = true",
    "--config",
    "profile.fuzzing.overflow-checks = true",
];

/// Feeds the decoders of the API crate with damaged examples for so many seconds. The same seed gives the same inputs.
pub fn fuzz(workspace: &Workspace, seconds: u64, seed: Option<u64>) -> Result<()> {
    let mut cargo = workspace.cargo(&["run", "--quiet", "--locked", "--package", "xtask"]);
    cargo.args(PROFILE).args(["--features", "fuzz", "--bin", "fuzz", "--"]);
    cargo.arg(seconds.to_string()).args(seed.map(|seed| seed.to_string()));
    match cargo.status().or_could_not("start cargo")?.success() {
        true => Ok(()),
        false => Err(Failure::AlreadySaid),
    }
}
