//! The steps from what Trunk has staged to the files of `dist/`, after the WebAssembly was split.

use crate::hook::BuildHook;
use crate::{check, glue, imports, lazy_chunks, optimise, page, program, styles};
use serde_json::json;
use std::fs;
use std::path::Path;
use xtask::report::{Context, Result};

/// Bundles the build that a hook was called for.
pub fn bundle(hook: &BuildHook) -> Result<()> {
    let staged_page = hook.staging.join("index.html");
    let html = fs::read_to_string(&staged_page).or_could_not("read the page that trunk wrote")?;
    let source = fs::read_to_string(&hook.source).or_could_not("read index.html")?;
    let program = program::name(&hook.staging)?;
    if hook.release {
        optimise::optimise(&hook.staging.join(format!("{program}_bg.wasm")))?;
        shorten_imports(&hook.staging, &program)?;
    }
    lazy_chunks::publish(&hook.staging, &program, hook.release)?;
    if hook.release {
        let file = hook.staging.join(format!("{program}.js"));
        let script = fs::read_to_string(&file).or_could_not("read the JavaScript")?;
        fs::write(&file, glue::compact(&script)).or_could_not("write the JavaScript")?;
    }
    let style = styles::bundle(&hook.staging, &page::style_links(&html)?)?;
    let (modules, wasm) = program::publish(&hook.staging, &program)?;
    let published = page::with_assets(&html, &json!({ "style": style, "modules": modules, "wasm": wasm }))?;
    check::published(&published, &source)?;
    fs::write(&staged_page, published).or_could_not("write the page")
}

/// Gives the functions that WebAssembly imports from JavaScript short names.
fn shorten_imports(folder: &Path, program: &str) -> Result<()> {
    let (script, module) = (folder.join(format!("{program}.js")), folder.join(format!("{program}_bg.wasm")));
    let text = fs::read_to_string(&script).or_could_not("read the JavaScript")?;
    let bytes = fs::read(&module).or_could_not("read the WebAssembly")?;
    let (text, bytes) = imports::shortened(&text, &bytes)?;
    fs::write(&script, text).or_could_not("write the JavaScript")?;
    fs::write(&module, bytes).or_could_not("write the WebAssembly")
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
