//! The rule of splitting: the functions that the WebAssembly is cut at stand in one file.

use super::Facts;
use crate::boundaries::scope::ReferenceKind;
use crate::boundaries::violation::{Violation, by_key};

const ATTRIBUTE: &str = "wasm_split";
const ALLOWED: &str = "src/dashboard/app/lazy.rs";

/// Looks for the attribute, and for imports of it under any name.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let modules = facts.tree.modules.iter().filter(|module| !module.is_test && facts.path(module.file) != ALLOWED);
    by_key(modules.flat_map(|module| {
        let path = facts.path(module.file);
        let is_last = |name: &[String]| name.last().is_some_and(|last| last == ATTRIBUTE);
        let attributes = module
            .references
            .iter()
            .filter(move |reference| reference.kind == ReferenceKind::Attribute && is_last(&reference.path));
        // The macro lies in a module of the same name, which holds types that other files may need.
        let uses = module.uses.iter().filter(move |import| {
            import.path.iter().filter(|name| *name == ATTRIBUTE).count() > 1 && is_last(&import.path)
        });
        let lines = attributes.map(|reference| reference.line).chain(uses.map(|import| import.line));
        lines.map(move |line| Violation {
            key: path.to_owned(),
            sentence: format!(
                "{path}:{line} uses `#[{ATTRIBUTE}]`: only {ALLOWED} may; put the loader there and hand it down."
            ),
        })
    }))
}
