//! Tests of the source tree as it is, and a test that prints facts about it.

use super::package::targets;
use super::report;
use super::rules::{Facts, RULES};
use super::sources::texts;
use super::tree::Tree;
use super::violation::unexpected;
use crate::workspace::Workspace;
use std::fs;
use std::sync::OnceLock;

fn facts() -> &'static Facts {
    static FACTS: OnceLock<Facts> = OnceLock::new();
    FACTS.get_or_init(|| {
        let workspace = Workspace::current();
        let tree = Tree::new(&texts(&workspace).unwrap(), &targets(&workspace).unwrap()).unwrap();
        Facts::new(tree)
    })
}

#[test]
fn the_source_tree_keeps_its_rules() {
    let sentences: Vec<String> =
        RULES.iter().flat_map(|rule| unexpected(rule.name, &(rule.check)(facts()), rule.exceptions)).collect();
    assert!(sentences.is_empty(), "{} violations:\n{}\n", sentences.len(), sentences.join("\n"));
}

#[test]
fn every_rust_file_belongs_to_a_target() {
    assert_eq!(facts().tree.unreached, Vec::<String>::new(), "no `mod` item leads to these files");
}

#[test]
fn facts_about_the_source_tree_are_printed() {
    let workspace = Workspace::current();
    let folders = report::folders(facts());
    println!("{folders}\n{}", report::violations(facts()));
    assert!(
        ["jetstream-api", "jetstream-dashboard", "xtask"].iter().all(|package| folders.contains(package)),
        "{folders}"
    );
    let file = workspace.scratch_dir().join("exceptions.rs");
    fs::create_dir_all(workspace.scratch_dir()).unwrap();
    fs::write(&file, report::exceptions(facts())).unwrap();
    println!("The exceptions as they would have to be for this tree: {}", file.display());
}
