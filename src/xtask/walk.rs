//! Lists of the files below a folder.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use xtask::report::{Context, Result};

/// Files and folders in the folder of a build that are written for hosts, for one configuration or another.
pub const HOST_FILES: [&str; 3] = ["_headers", "config.schema.json", "hosting"];

/// Every file of a build, in the order of their names, without those for hosts.
pub fn files_of_build(folder: &Path) -> Result<Vec<PathBuf>> {
    files(folder, &HOST_FILES)
}

/// Every file below `root`, in the order of their names, without the files and folders at the paths in `without` and without what
/// Trunk has staged.
pub fn files(root: &Path, without: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(root, root, without, &mut found).or_could_not(format!("read {}", root.display()))?;
    found.sort();
    Ok(found)
}

fn collect(root: &Path, folder: &Path, without: &[&str], found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.strip_prefix(root).unwrap_or(&path);
        if without.iter().any(|other| name == Path::new(other)) || path.file_name() == Some(OsStr::new(".stage")) {
            continue;
        }
        match path.is_dir() {
            true => collect(root, &path, without, found)?,
            false => found.push(path),
        }
    }
    Ok(())
}
