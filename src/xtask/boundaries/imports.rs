//! The list of imports between files: who takes which name from whom, and where.

use super::resolve::{Found, resolve};
use super::scope::ReferenceKind;
use super::tree::{FileId, Tree};
use std::collections::BTreeSet;

/// A name that one file takes from another of the same package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    pub from: FileId,
    /// The file that defines the name.
    pub to: FileId,
    /// The line of the first use of the name, from 1.
    pub line: usize,
    /// The path as it is written.
    pub name: String,
    /// The files between the two that only re-export the name.
    pub facades: Vec<FileId>,
    /// Whether the name is only passed on by a re-export.
    pub is_passed_on: bool,
}

/// The imports of all files that are not for tests, ordered by importing file, defining file and line.
pub fn imports(tree: &Tree) -> Vec<Import> {
    let mut found = BTreeSet::new();
    for (id, module) in tree.modules.iter().enumerate() {
        if module.is_test || tree.files[module.file].is_test {
            continue;
        }
        let mut add = |at: Found, path: &[String], line: usize, is_passed_on: bool| {
            let Found { file: to, mut facades, .. } = at;
            facades.retain(|facade| *facade != module.file);
            if to != module.file && !tree.files[to].is_test {
                found.insert(Import { from: module.file, to, line, name: path.join("::"), facades, is_passed_on });
            }
        };
        for import in &module.uses {
            for at in resolve(tree, id, &import.path) {
                // The import of a module alone takes nothing from its file; what is taken through it is found as a reference.
                if at.module.is_none() || import.is_public || import.name.is_none() {
                    add(at, &import.path, import.line, import.is_public);
                }
            }
        }
        for reference in &module.references {
            if reference.kind == ReferenceKind::MaybeLocal {
                continue;
            }
            for at in resolve(tree, id, &reference.path).into_iter().filter(|at| at.module.is_none()) {
                add(at, &reference.path, reference.line, false);
            }
        }
    }
    found.into_iter().collect()
}
