//! The rules of the source tree, each with its check.

mod browser_access;
mod cycles;
mod facades;
mod features;
mod layering;
pub mod length;
mod module_docs;
mod simulator_layering;
mod splitting;

use super::exceptions;
use super::imports::{Import, imports};
use super::tree::{FileId, Tree};
use super::violation::Violation;

/// The facts that the rules are checked against.
pub struct Facts {
    pub tree: Tree,
    pub imports: Vec<Import>,
}

/// A rule.
pub struct Rule {
    /// A few words that begin each sentence about a violation.
    pub name: &'static str,
    /// The name of its list in `exceptions.rs`.
    pub list: &'static str,
    pub exceptions: &'static [&'static str],
    pub check: fn(&Facts) -> Vec<Violation>,
}

/// All rules.
pub const RULES: [Rule; 9] = [
    Rule { name: "layers", list: "LAYERS", exceptions: exceptions::LAYERS, check: layering::check },
    Rule {
        name: "simulator layers",
        list: "SIMULATOR_LAYERS",
        exceptions: exceptions::SIMULATOR_LAYERS,
        check: simulator_layering::check,
    },
    Rule { name: "features", list: "FEATURES", exceptions: exceptions::FEATURES, check: features::check },
    Rule { name: "façades", list: "FACADES", exceptions: exceptions::FACADES, check: facades::check },
    Rule { name: "cycles", list: "CYCLES", exceptions: exceptions::CYCLES, check: cycles::check },
    Rule { name: "browser", list: "BROWSER", exceptions: exceptions::BROWSER, check: browser_access::check },
    Rule { name: "splitting", list: "SPLITTING", exceptions: exceptions::SPLITTING, check: splitting::check },
    Rule { name: "module docs", list: "MODULE_DOCS", exceptions: exceptions::MODULE_DOCS, check: module_docs::check },
    Rule { name: "length", list: "LENGTH", exceptions: exceptions::LENGTH, check: length::check },
];

impl Facts {
    pub fn new(tree: Tree) -> Self {
        let imports = imports(&tree);
        Self { tree, imports }
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &str {
        &self.tree.files[file].path
    }

    /// A violation by an import: its key is `file -> file`, and the sentence begins with what is imported where.
    fn import(&self, import: &Import, why: impl std::fmt::Display) -> Violation {
        let (from, to) = (self.path(import.from), self.path(import.to));
        let Import { line, name, .. } = import;
        Violation { key: format!("{from} -> {to}"), sentence: format!("{from}:{line} imports `{name}` of {to}: {why}") }
    }
}
