//! A test helper: trees of sources that are made up of a few texts.

use super::package::Target;
use super::rules::Facts;
use super::tree::Tree;

/// A package `p` with these files; its root is the first one.
pub fn facts(files: &[(&str, &str)]) -> Facts {
    let texts = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let (root, _) = files[0];
    let target = Target { package: "p".to_owned(), root: root.to_owned(), is_test: false };
    Facts::new(Tree::new(&texts, &[target]).unwrap())
}

/// The imports of a tree, as `from:line name to`, with the façades behind it.
pub fn imported(files: &[(&str, &str)]) -> Vec<String> {
    let facts = facts(files);
    let line = |import: &super::imports::Import| {
        let mark = if import.is_passed_on { " (passed on)" } else { "" };
        let through: String = import.facades.iter().map(|facade| format!(" through {}", facts.path(*facade))).collect();
        format!("{}:{} {} {}{through}{mark}", facts.path(import.from), import.line, import.name, facts.path(import.to))
    };
    facts.imports.iter().map(line).collect()
}
