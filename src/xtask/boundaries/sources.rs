//! A reader of all Rust files of the workspace.

use crate::workspace::Workspace;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folders with Rust files: the crates, and a test helper that two of them share.
const FOLDERS: [&str; 2] = ["src", "tests/config-samples"];

/// The text of every Rust file below these folders, by its path from the root of the workspace, with `/`.
pub fn texts(workspace: &Workspace) -> Result<BTreeMap<String, String>, String> {
    let mut found = BTreeMap::new();
    for folder in FOLDERS {
        read(&workspace.path(folder), folder, &mut found)?;
    }
    Ok(found)
}

fn read(folder: &Path, name: &str, found: &mut BTreeMap<String, String>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{name} could not be read: {error}");
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            read(&path, &name, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).map_err(|error| format!("{name} could not be read: {error}"))?;
            found.insert(name, text);
        }
    }
    Ok(())
}
