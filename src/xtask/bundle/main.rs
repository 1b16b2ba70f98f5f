//! The program that finishes a build of the dashboard: `bundle`, called by Trunk's hook, and `bundle check PAGE` before a build.
//!
//! Trunk compiles and copies. Its own ways of loading the result change an inline script with every build and do not check the
//! WebAssembly, so `Trunk.toml` switches both off and calls this program for the folder that Trunk has staged:
//!
//! 1. [`split`]: the WebAssembly is cut into what a first visit loads and chunks that are loaded on demand,
//! 2. [`optimise`] and [`imports`] make it smaller,
//! 3. [`styles`]: the style sheets become one file,
//! 4. [`lazy_chunks`], [`modules`] and [`program`] name each file by its contents,
//! 5. [`page`]: `<script type="application/json" id="assets">` gets the list of the files with their SHA-256,
//! 6. [`check`]: the page has one inline script, exactly as in the source, and no URL that starts with `/`.
//!
//! The inline script, which is constant, sets `<base>`, then loads the files of the list and nothing else.

mod check;
mod digest;
mod glue;
mod hook;
mod html;
mod imports;
mod lazy_chunks;
mod modules;
mod optimise;
mod page;
mod program;
mod split;
mod steps;
mod styles;
mod wasm;

use crate::hook::BuildHook;
use std::fs;
use std::process::ExitCode;
use xtask::report::{self, CommandError, Context, Result};
use xtask::workspace::Workspace;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(CommandError::Reported) => ExitCode::FAILURE,
        Err(CommandError::Message(sentence)) => {
            report::failure(sentence);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        [] => {
            let hook = BuildHook::from_environment()?;
            split::split(&Workspace::current(), &hook)?;
            steps::bundle(&hook)
        }
        ["check", page] => check::source(&fs::read_to_string(page).or_could_not(format!("read {page}"))?),
        _ => Err(CommandError::fail("`bundle` takes no arguments, or `check PAGE`.")),
    }
}
