//! The packages of the workspace and their compilation targets, as `cargo metadata` lists them.

use crate::workspace::Workspace;
use serde_json::Value;
use std::path::Path;

/// A file that a compiler is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The name of the package, such as `jetstream-api`.
    pub package: String,
    /// The path from the root of the workspace.
    pub root: String,
    /// Whether it is a test or a benchmark.
    pub is_test: bool,
}

/// All targets of all packages.
pub fn targets(workspace: &Workspace) -> Result<Vec<Target>, String> {
    let output = workspace.cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]).output();
    let output = output.map_err(|error| format!("cargo metadata did not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let metadata = serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    Ok(listed(&metadata, workspace.root()))
}

fn listed(metadata: &Value, root: &Path) -> Vec<Target> {
    let mut found = Vec::new();
    for package in list(metadata, "packages") {
        for target in list(package, "targets") {
            let Some(path) = target["src_path"].as_str().and_then(|path| Path::new(path).strip_prefix(root).ok())
            else {
                continue;
            };
            found.push(Target {
                package: package["name"].as_str().unwrap_or_default().to_owned(),
                root: path.to_string_lossy().replace('\\', "/"),
                is_test: list(target, "kind").iter().any(|kind| kind == "test" || kind == "bench"),
            });
        }
    }
    found
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn targets_are_listed_with_their_package_and_paths_inside_the_workspace() {
        let metadata = json!({"packages": [{"name": "jetstream-api", "targets": [
            {"kind": ["lib"], "src_path": "/checkout/src/api/lib.rs"},
            {"kind": ["bench"], "src_path": "/checkout/src/api/load.rs"},
            {"kind": ["lib"], "src_path": "/elsewhere/lib.rs"},
        ]}]});
        let target =
            |root: &str, is_test| Target { package: "jetstream-api".to_owned(), root: root.to_owned(), is_test };
        let expected = [target("src/api/lib.rs", false), target("src/api/load.rs", true)];
        assert_eq!(listed(&metadata, Path::new("/checkout")), expected);
    }
}
