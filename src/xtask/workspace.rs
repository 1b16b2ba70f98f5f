//! The checkout: its folders, and programs that run in it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The name of the compilation target for browsers.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The checkout that this program was built in.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The folder two above this crate's manifest.
    pub fn current() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf() }
    }

    /// A path in the checkout.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The root of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The release build of the dashboard.
    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// The folder for reports and stamps of builds.
    pub fn scratch_dir(&self) -> PathBuf {
        self.path("target/xtask")
    }

    /// A program that runs in the root of the checkout.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// `cargo` with these arguments.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }
}
