//! `split INPUT FOLDER NAME`: cuts a WebAssembly file where its source says `wasm_split`, into FOLDER/NAME.wasm, a file for each
//! part that is loaded on demand, and the JavaScript that loads them.
//!
//! A program of its own, so that `cargo xtask` compiles without it in seconds.

use std::path::Path;
use std::process::ExitCode;
use wasm_split_cli_support::{Options, transform};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [input, folder, name] = arguments.as_slice() else {
        eprintln!("error: `split` is called by `cargo xtask seal`, with INPUT FOLDER NAME.");
        return ExitCode::FAILURE;
    };
    match split(Path::new(input), Path::new(folder), name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("error: {input} could not be cut: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn split(input: &Path, folder: &Path, name: &str) -> Result<(), String> {
    let wasm = std::fs::read(input).map_err(|error| error.to_string())?;
    let (first, glue) = (folder.join(format!("{name}.wasm")), format!("./{name}.js"));
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = &glue;
    transform(options).map(drop).map_err(|error| format!("{error:#}"))
}
