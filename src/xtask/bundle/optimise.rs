//! Size optimisation of the WebAssembly of a release: its custom sections go, and wasm-opt runs.
//!
//! Removing the names of functions is most of it. wasm-opt is used where it is installed, and not required: it makes this app 7 %
//! smaller in memory, and no smaller to transfer after brotli.

use crate::wasm::{exported_tables, stripped};
use std::fs;
use std::path::Path;
use std::process::Command;
use xtask::process::find;
use xtask::report::{Context, Result, step};

/// Features that rustc's WebAssembly uses beyond the first version of the standard; older releases of wasm-opt need these options.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Rewrites the file in place.
pub fn optimise(file: &Path) -> Result<()> {
    let built = fs::read(file).or_could_not("read the WebAssembly")?;
    let smaller = wasm_opt(file, &built).unwrap_or_else(|reason| {
        step(format!(
            "The WebAssembly stays about 7 % larger in memory, and the same to transfer, without wasm-opt: {reason}"
        ));
        built
    });
    let smaller = stripped(&smaller).or_could_not("strip the WebAssembly of the build")?;
    fs::write(file, smaller).or_could_not("write the WebAssembly")
}

/// Runs wasm-opt. Returns the smaller module, or the reason why there is none.
fn wasm_opt(file: &Path, built: &[u8]) -> std::result::Result<Vec<u8>, String> {
    let program = find("wasm-opt").ok_or("it is not on PATH.")?;
    let target = file.with_extension("smaller");
    let output = Command::new(program).arg("-Oz").args(FEATURES).arg(file).arg("-o").arg(&target).output();
    let output = output.map_err(|error| format!("it does not start ({error})."))?;
    let smaller = fs::read(&target);
    // It may not have written any.
    let _ = fs::remove_file(&target);
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(message.lines().next().unwrap_or("it does not say why it failed.").to_owned());
    }
    let smaller = smaller.map_err(|error| format!("what it wrote cannot be read ({error})."))?;
    // Release 108, the one of Debian 12, writes that every exported table is the first one. wasm-bindgen exports the
    // second, and the app would not start.
    match (exported_tables(&smaller), exported_tables(built)) {
        (Ok(after), Ok(before)) if after == before => Ok(smaller),
        _ => Err("this release of it (108?) mixes up the tables that the module exports.".to_owned()),
    }
}
