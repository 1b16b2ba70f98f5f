//! The release builds of the dashboard, each made again only when something it is made of has changed.

use crate::process::{first_line, run};
use crate::report::{Context, Result, step};
use crate::workspace::Workspace;
use crate::{bundle, precompress, split_wasm, tools};
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// What in the checkout cannot change a byte of any build. Everything else may.
const NO_INPUT: [&str; 10] =
    [".ci", ".git", "README.md", "dist", "dist-demo", "docs", "src/gateway", "target", "tests", "LICENSE"];

/// What is written into the folder of a build for hosts, for one configuration or another.
const NOT_BUILT: [&str; 3] = ["_headers", "config.schema.json", "hosting"];

/// A build of the dashboard: one folder.
struct Build {
    folder: &'static str,
    /// What trunk is told besides.
    arguments: &'static [&'static str],
    /// What in the checkout is no part of this one either.
    without: &'static [&'static str],
    /// A `config.json` to put beside the page.
    config: Option<&'static str>,
}

const RELEASE: Build = Build {
    folder: "dist",
    arguments: &[],
    without: &["src/simulator", "src/dashboard/demo/config.json"],
    config: None,
};

const DEMO: Build = Build {
    folder: "dist-demo",
    arguments: &["--features", "demo", "--dist", "dist-demo"],
    without: &[],
    config: Some("src/dashboard/demo/config.json"),
};

/// Sees to it that `dist/` is the release build of what is in the checkout.
pub fn release(workspace: &Workspace) -> Result<()> {
    RELEASE.provide(workspace).map(drop)
}

/// The same for the build with a simulated Jetstream in the page, and returns its folder.
pub fn demo(workspace: &Workspace) -> Result<PathBuf> {
    DEMO.provide(workspace)
}

impl Build {
    /// Makes it, unless it is there as it would be made now. Returns its folder.
    fn provide(&self, workspace: &Workspace) -> Result<PathBuf> {
        let Self { folder, arguments, without, config } = self;
        let (place, stamp) = (workspace.path(folder), workspace.scratch_dir().join(format!("{folder}.stamp")));
        let made_of = inputs(workspace, without)?;
        let noted = |built: &str| format!("{made_of}\n{built}\n");
        let is_fresh = |built: String| fs::read_to_string(&stamp).is_ok_and(|text| text == noted(&built));
        if tree(&place, &NOT_BUILT).is_ok_and(is_fresh) {
            step(format!("The dashboard in {folder}/ is up to date"));
            return Ok(place);
        }
        bundle::check_source(&workspace.path("index.html"))?;
        let path = tools::provide(workspace)?;
        split_wasm::provide(workspace)?;
        step(format!("Building the dashboard for release into {folder}/ (about 3 minutes at first, then about 1)"));
        let mut trunk = workspace.command("trunk");
        // The profile is named here and not in Trunk.toml, where it would slow down every build of `cargo xtask dev`.
        trunk.args(["build", "--release", "--cargo-profile", "wasm"]).args(*arguments).env("PATH", path);
        run(&mut trunk, "Building the dashboard")?;
        precompress::write_compressed(&place)?;
        if let Some(config) = config {
            // After the twins, and so without one: whoever changes it has nothing else to change.
            fs::copy(workspace.path(config), place.join("config.json")).or_could_not("write config.json")?;
        }
        let built = tree(&place, &NOT_BUILT)?;
        fs::create_dir_all(workspace.scratch_dir())
            .and_then(|()| fs::write(&stamp, noted(&built)))
            .or_could_not(format!("note what {folder}/ was made of"))?;
        Ok(place)
    }
}

/// Every file of the build, in the order of their names.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, folder, &NOT_BUILT, &mut found).or_could_not(format!("read {}", folder.display()))?;
    found.sort();
    Ok(found)
}

/// One hash of all that a build depends on: sources, compiler, and the optimiser where there is one.
fn inputs(workspace: &Workspace, without: &[&str]) -> Result<String> {
    let sources = tree(workspace.root(), &[&NO_INPUT, without].concat())?;
    let compiler = first_line(workspace.command("rustc").arg("--version"));
    let optimiser = first_line(workspace.command("wasm-opt").arg("--version"));
    Ok(format!("{sources} {} {}", compiler.unwrap_or_default(), optimiser.unwrap_or_default()))
}

/// One hash of the names and contents of all files below `root`, in the order of their names.
fn tree(root: &Path, without: &[&str]) -> Result<String> {
    let mut found = Vec::new();
    collect(root, root, without, &mut found).or_could_not(format!("read {}", root.display()))?;
    found.sort();
    let mut hash = Sha256::new();
    for file in found {
        let bytes = fs::read(&file).or_could_not(format!("read {}", file.display()))?;
        let name = file.strip_prefix(root).unwrap_or(&file);
        hash.update(name.as_os_str().as_encoded_bytes());
        hash.update([0]);
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    Ok(format!("{:x}", hash.finalize()))
}

fn collect(root: &Path, folder: &Path, without: &[&str], found: &mut Vec<PathBuf>) -> std::io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, name: &str, text: &str) {
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    #[test]
    fn a_tree_has_another_hash_when_a_file_changes_moves_comes_or_goes() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, "a/one.rs", "1");
        write(root, "two.rs", "2");
        let before = tree(root, &[]).unwrap();
        assert_eq!(tree(root, &[]).unwrap(), before);

        write(root, "two.rs", "3");
        let changed = tree(root, &[]).unwrap();
        assert_ne!(changed, before);

        fs::rename(root.join("two.rs"), root.join("a/two.rs")).unwrap();
        assert_ne!(tree(root, &[]).unwrap(), changed);

        write(root, "two.rs", "2");
        fs::remove_file(root.join("a/two.rs")).unwrap();
        assert_eq!(tree(root, &[]).unwrap(), before);
    }

    #[test]
    fn what_is_no_input_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, "src/app.rs", "1");
        let before = tree(root, &["src/gateway"]).unwrap();
        write(root, "src/gateway/main.rs", "2");
        assert_eq!(tree(root, &["src/gateway"]).unwrap(), before);
        assert_ne!(tree(root, &[]).unwrap(), before);
    }
}
