//! The environment of Trunk's build hooks.

use std::path::PathBuf;
use xtask::report::{CommandError, Result};

/// One call of the hook: the folder to bundle, and how.
pub struct BuildHook {
    /// The folder with the files of the build, before Trunk moves it to its place.
    pub staging: PathBuf,
    /// The page of the checkout.
    pub source: PathBuf,
    /// Whether size matters more than time.
    pub release: bool,
}

impl BuildHook {
    /// Reads the variables that Trunk sets; an error when they are missing.
    pub fn from_environment() -> Result<Self> {
        let path = |name| {
            let value = std::env::var_os(name).map(PathBuf::from);
            value.ok_or_else(|| {
                CommandError::fail("`cargo xtask bundle` is called by trunk (see Trunk.toml), not by hand.")
            })
        };
        Ok(Self {
            staging: path("TRUNK_STAGING_DIR")?,
            source: path("TRUNK_HTML_FILE")?,
            release: std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release"),
        })
    }
}
