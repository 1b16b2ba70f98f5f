//! The JavaScript modules of a build, from the first one along its imports, named by their contents.

use crate::digest::Digest;
use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use xtask::report::{CommandError, Context, Result};

/// A JavaScript file as it will be published.
#[derive(Debug)]
pub struct Module {
    /// Its new name, in the root of the build.
    pub name: String,
    pub text: String,
    pub digest: Digest,
}

/// The modules that `first` needs, each after those that it imports, `first` last. Imports name the new files.
pub fn collect(folder: &Path, first: &str) -> Result<Vec<Module>> {
    let mut collection = Collection { folder, modules: Vec::new(), names: HashMap::new() };
    collection.add(PathBuf::from(first))?;
    Ok(collection.modules)
}

struct Collection<'folder> {
    folder: &'folder Path,
    modules: Vec<Module>,
    /// Old path to new name; none while the module's own imports are being followed.
    names: HashMap<PathBuf, Option<String>>,
}

impl Collection<'_> {
    fn add(&mut self, path: PathBuf) -> Result<String> {
        match self.names.get(&path) {
            Some(Some(name)) => return Ok(name.clone()),
            // A name made from the contents cannot be part of the contents.
            Some(None) => return Err(CommandError::fail(format!("{} imports itself.", path.display()))),
            None => self.names.insert(path.clone(), None),
        };
        let mut text =
            fs::read_to_string(self.folder.join(&path)).or_could_not(format!("read the module {}", path.display()))?;
        // From the end, so that the ranges still to come stay valid.
        for range in imports(&text).into_iter().rev() {
            let specifier = text.get(range.clone()).unwrap_or_default();
            let name = self.add(resolve(&path, specifier))?;
            text.replace_range(range, &format!("./{name}"));
        }
        let digest = Digest::of(text.as_bytes());
        let name = digest.name(&path.file_name().unwrap_or_default().to_string_lossy());
        self.names.insert(path, Some(name.clone()));
        self.modules.push(Module { name: name.clone(), text, digest });
        Ok(name)
    }
}

/// The positions of the relative specifiers of static imports: `import "./a.js"`, `... from './a.js'`.
fn imports(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for word in ["import", "from"] {
        for (at, _) in text.match_indices(word) {
            let behind = text.get(at + word.len()..).unwrap_or_default();
            let specifier = behind.trim_start();
            let Some(quote) = specifier.chars().next().filter(|letter| "\"'".contains(*letter)) else { continue };
            let start = text.len() - specifier.len() + 1;
            let rest = text.get(start..).unwrap_or_default();
            let length = rest.find(quote).unwrap_or(0);
            if rest.starts_with("./") || rest.starts_with("../") {
                found.push(start..start + length);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// The path, from the root of the build, that `specifier` means in the module at `path`.
fn resolve(path: &Path, specifier: &str) -> PathBuf {
    let mut resolved = path.parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(specifier).components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(name) => resolved.push(name),
            _ => {}
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn static_imports_are_found_in_every_form() {
        let text = r#"
import { a } from './snippets/app-1/inline0.js';
import * as b from "../b.js"
import"./c.js";
import init from 'bare';
import(elsewhere); const from = './not-imported.js';
"#;
        let found: Vec<_> = imports(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["./snippets/app-1/inline0.js", "../b.js", "./c.js"]);
    }

    #[test]
    fn modules_come_after_what_they_import_and_name_its_contents() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("app.js", "import { a } from './snippets/x-1/a.js';\nimport { b } from './snippets/x-1/b.js';\n");
        write("snippets/x-1/a.js", "import { b } from './b.js';\nexport const a = b;\n");
        write("snippets/x-1/b.js", "export const b = 1;\n");
        write("snippets/stale/old.js", "");

        let modules = collect(folder.path(), "app.js").unwrap();
        let stems: Vec<_> = modules.iter().map(|module| module.name.split('-').next().unwrap()).collect();
        assert_eq!(stems, ["b", "a", "app"]);
        assert!(modules[1].text.contains(&format!("from './{}'", modules[0].name)));
        assert!(modules[2].text.contains(&format!("from './{}'", modules[1].name)));

        write("snippets/x-1/b.js", "export const b = 2;\n");
        let changed = collect(folder.path(), "app.js").unwrap();
        for (before, after) in modules.iter().zip(&changed) {
            assert_ne!(before.name, after.name, "a change reaches the name of everything that imports it");
        }
    }

    #[test]
    fn a_missing_import_and_a_circle_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("app.js"), "import './gone.js';").unwrap();
        assert!(collect(folder.path(), "app.js").unwrap_err().to_string().contains("gone.js"));
        fs::write(folder.path().join("app.js"), "import './app.js';").unwrap();
        assert!(collect(folder.path(), "app.js").unwrap_err().to_string().contains("imports itself"));
    }
}
