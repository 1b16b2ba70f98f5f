//! The program of a build: its WebAssembly and the JavaScript modules around it.

use crate::digest::Digest;
use crate::modules;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use xtask::report::{CommandError, Context, Result};

/// The name of the program: there is one `NAME_bg.wasm`.
pub fn name(folder: &Path) -> Result<String> {
    let entries = fs::read_dir(folder).or_could_not("read what trunk staged")?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut programs = names.filter_map(|name| name.strip_suffix("_bg.wasm").map(str::to_owned));
    programs.next().ok_or_else(|| CommandError::fail("The build holds no WebAssembly."))
}

/// Names the WebAssembly and its JavaScript by their contents, and removes modules that nothing imports. Returns the entries of the
/// modules and of the WebAssembly in the list of assets.
pub fn publish(folder: &Path, program: &str) -> Result<(Vec<Value>, Value)> {
    let glue = format!("{program}.js");
    let collected = modules::collect(folder, &glue)?;
    fs::remove_file(folder.join(&glue)).or_could_not("remove the unnamed JavaScript")?;
    let snippets = folder.join("snippets");
    if snippets.is_dir() {
        fs::remove_dir_all(snippets).or_could_not("remove the unnamed snippets")?;
    }
    let mut listed = Vec::new();
    for module in collected {
        fs::write(folder.join(&module.name), &module.text).or_could_not("write the JavaScript")?;
        listed.push(json!({ "url": module.name, "integrity": module.digest.integrity() }));
    }

    let unnamed = folder.join(format!("{program}_bg.wasm"));
    let bytes = fs::read(&unnamed).or_could_not("read the WebAssembly")?;
    let digest = Digest::of(&bytes);
    let name = digest.name(&format!("{program}_bg.wasm"));
    fs::rename(&unnamed, folder.join(&name)).or_could_not("name the WebAssembly")?;
    let wasm = json!({ "url": name, "integrity": digest.integrity(), "bytes": bytes.len() });
    Ok((listed, wasm))
}
