//! Compiler flags that shorten the paths which panics name: they begin at the folder of a crate, not at the home folder of whoever
//! builds, which would be published with the WebAssembly.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use xtask::process::first_line;
use xtask::workspace::Workspace;

/// The flags for the folders of downloaded crates and of the standard library's sources.
pub fn remap_flags(workspace: &Workspace) -> String {
    let sysroot = first_line(workspace.command("rustc").args(["--print", "sysroot"]));
    let library = sysroot.map(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library"));
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let mut folders: Vec<_> = registries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders.extend(library);
    flags(&folders)
}

/// One flag for each folder. Cargo splits flags at spaces, so a folder with a space in its path is left as it is.
fn flags(folders: &[PathBuf]) -> String {
    let folders = folders.iter().map(|folder| folder.display().to_string());
    let flags = folders.filter(|folder| !folder.contains(' ')).map(|folder| format!("--remap-path-prefix={folder}/="));
    flags.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_is_cut_off_unless_its_path_has_a_space() {
        let folders = ["/home/a/registry", "/home/b c/registry", "/rust/library"].map(PathBuf::from);
        let expected = "--remap-path-prefix=/home/a/registry/= --remap-path-prefix=/rust/library/=";
        assert_eq!(flags(&folders), expected);
    }
}
