//! The release builds of the dashboard. Each is made again only when one of its inputs has changed.

use crate::{bundle, panic_paths, precompress, tools, walk};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use xtask::process::{first_line, run};
use xtask::report::{Context, Result, step};
use xtask::workspace::Workspace;

/// Files and folders of the checkout that cannot change a byte of any build. Everything else may.
const NO_INPUT: [&str; 11] = [
    ".ci",
    ".git",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist",
    "dist-demo",
    "docs",
    "src/gateway",
    "target",
    "tests",
];

/// A build of the dashboard: one folder.
struct Build {
    folder: &'static str,
    /// Further arguments of `trunk build`.
    arguments: &'static [&'static str],
    /// Further files and folders of the checkout that are no input of this build.
    without: &'static [&'static str],
    /// A `config.json` to put beside the page.
    config: Option<&'static str>,
}

const RELEASE: Build = Build {
    folder: "dist",
    arguments: &[],
    without: &["src/simulator", "src/dashboard/state/demo/config.json"],
    config: None,
};

const DEMO: Build = Build {
    folder: "dist-demo",
    arguments: &["--features", "demo", "--dist", "dist-demo"],
    without: &[],
    config: Some("src/dashboard/state/demo/config.json"),
};

/// Builds the release build of the checkout in `dist/`, unless it is there already.
pub fn release(workspace: &Workspace) -> Result<()> {
    RELEASE.provide(workspace).map(drop)
}

/// The same for the build with a simulated Jetstream in the page. Returns its folder.
pub fn demo(workspace: &Workspace) -> Result<PathBuf> {
    DEMO.provide(workspace)
}

impl Build {
    /// Makes the build, unless the stamp of the last one shows the same inputs and the same output. Returns its folder.
    fn provide(&self, workspace: &Workspace) -> Result<PathBuf> {
        let Self { folder, arguments, without, config } = self;
        let (target, stamp) = (workspace.path(folder), workspace.scratch_dir().join(format!("{folder}.stamp")));
        let inputs = inputs(workspace, without)?;
        let stamp_text = |built: &str| format!("{inputs}\n{built}\n");
        let is_fresh = |built: String| fs::read_to_string(&stamp).is_ok_and(|text| text == stamp_text(&built));
        if hash_of_tree(&target, &walk::HOST_FILES).is_ok_and(is_fresh) {
            step(format!("The dashboard in {folder}/ is up to date"));
            return Ok(target);
        }
        bundle::provide(workspace, &workspace.path("index.html"))?;
        let path = tools::provide(workspace)?;
        step(format!("Building the dashboard for release into {folder}/ (about 3 minutes at first, then about 1)"));
        let mut trunk = workspace.command("trunk");
        // The profile is named here and not in Trunk.toml, where it would slow down every build of `cargo xtask dev`.
        trunk.args(["build", "--release", "--cargo-profile", "wasm"]).args(*arguments).env("PATH", path);
        // Cargo adds these to the flags of .cargo/config.toml.
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", panic_paths::remap_flags(workspace));
        run(&mut trunk, "Building the dashboard")?;
        precompress::write_compressed(&target)?;
        if let Some(config) = config {
            // After the compressed copies, and so without one: an operator who changes it has nothing else to change.
            fs::copy(workspace.path(config), target.join("config.json")).or_could_not("write config.json")?;
        }
        let built = hash_of_tree(&target, &walk::HOST_FILES)?;
        fs::create_dir_all(workspace.scratch_dir())
            .and_then(|()| fs::write(&stamp, stamp_text(&built)))
            .or_could_not(format!("write the stamp of {folder}/"))?;
        Ok(target)
    }
}

/// The hash of all inputs of a build: sources, compiler, and the optimiser where there is one.
fn inputs(workspace: &Workspace, without: &[&str]) -> Result<String> {
    let sources = hash_of_tree(workspace.root(), &[&NO_INPUT, without].concat())?;
    let compiler = first_line(workspace.command("rustc").arg("--version"));
    let optimiser = first_line(workspace.command("wasm-opt").arg("--version"));
    Ok(format!("{sources} {} {}", compiler.unwrap_or_default(), optimiser.unwrap_or_default()))
}

/// The SHA-256 of the names and contents of all files below `root`, in the order of their names.
fn hash_of_tree(root: &Path, without: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for file in walk::files(root, without)? {
        let bytes = fs::read(&file).or_could_not(format!("read {}", file.display()))?;
        let name = file.strip_prefix(root).unwrap_or(&file);
        hash.update(name.as_os_str().as_encoded_bytes());
        hash.update([0]);
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    Ok(format!("{:x}", hash.finalize()))
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
        let before = hash_of_tree(root, &[]).unwrap();
        assert_eq!(hash_of_tree(root, &[]).unwrap(), before);

        write(root, "two.rs", "3");
        let changed = hash_of_tree(root, &[]).unwrap();
        assert_ne!(changed, before);

        fs::rename(root.join("two.rs"), root.join("a/two.rs")).unwrap();
        assert_ne!(hash_of_tree(root, &[]).unwrap(), changed);

        write(root, "two.rs", "2");
        fs::remove_file(root.join("a/two.rs")).unwrap();
        assert_eq!(hash_of_tree(root, &[]).unwrap(), before);
    }

    #[test]
    fn files_that_are_no_input_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, "src/app.rs", "1");
        let before = hash_of_tree(root, &["src/gateway"]).unwrap();
        write(root, "src/gateway/main.rs", "2");
        assert_eq!(hash_of_tree(root, &["src/gateway"]).unwrap(), before);
        assert_ne!(hash_of_tree(root, &[]).unwrap(), before);
    }
}
