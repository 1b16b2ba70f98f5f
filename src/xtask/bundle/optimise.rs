//! Makes the WebAssembly of a release small. Taking out the names is most of it. wasm-opt is used where it is there, and
//! not required: of this app it takes 7 %, and nothing of what brotli leaves to be transferred.

use crate::bundle::wasm::{exported_tables, stripped};
use crate::process::find;
use crate::report::{CommandError, Context, Result, step};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What rustc's WebAssembly uses beyond the first version of the standard; older releases of wasm-opt have to be told.
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
    let smaller =
        stripped(&smaller).ok_or_else(|| CommandError::fail("The WebAssembly of the build is not a module."))?;
    fs::write(file, smaller).or_could_not("write the WebAssembly")
}

/// What wasm-opt makes of the file, or why that is not to be had.
fn wasm_opt(file: &Path, built: &[u8]) -> std::result::Result<Vec<u8>, String> {
    let program = find("wasm-opt").ok_or("it is not on PATH.")?;
    let target = file.with_extension("smaller");
    let output = Command::new(program).arg("-Oz").args(FEATURES).arg(file).arg("-o").arg(&target).output();
    let output = output.map_err(|error| format!("it does not start ({error})."))?;
    let smaller = fs::read(&target);
    // It may not have written any.
    let _ = fs::remove_file(&target);
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(words.lines().next().unwrap_or("it does not say why it failed.").to_owned());
    }
    let smaller = smaller.map_err(|error| format!("what it wrote cannot be read ({error})."))?;
    // Release 108, the one of Debian 12, writes that every exported table is the first one. wasm-bindgen exports the
    // second, and the app would not start.
    match exported_tables(&smaller).is_some_and(|after| Some(after) == exported_tables(built)) {
        true => Ok(smaller),
        false => Err("this release of it (108?) mixes up the tables that the module exports.".to_owned()),
    }
}
