//! `cargo xtask fuzz`: starts the program in `fuzz/`, which needs the API crate; this one does not.

use crate::process::run;
use crate::say::Result;
use crate::workspace::Workspace;

/// Feeds the decoders of the API crate with damaged examples for so many seconds. The same seed gives the same inputs.
pub fn fuzz(workspace: &Workspace, seconds: u64, seed: Option<u64>) -> Result<()> {
    let mut cargo = workspace.cargo(&[
        "run",
        "--quiet",
        "--locked",
        "--package",
        "xtask",
        "--features",
        "fuzz",
        "--bin",
        "fuzz",
        "--",
    ]);
    cargo.arg(seconds.to_string()).args(seed.map(|seed| seed.to_string()));
    run(&mut cargo, "Fuzzing")
}
