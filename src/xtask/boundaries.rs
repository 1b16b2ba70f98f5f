//! A test of the source tree: the rules for who imports whom, and for every file.
//!
//! `cargo test -p xtask boundaries` checks; `cargo test -p xtask facts -- --nocapture` prints the cycles, all violations, and how large the
//! folders are, and writes `target/xtask/exceptions.rs`: the list of exceptions as it would have to be. After files were renamed,
//! compare it with `boundaries/exceptions.rs`, and take it over if it has the same violations under new names.
//!
//! The steps: [`sources`] reads the files, [`parser`] turns each into a [`scope`], [`tree`] joins them to modules, [`resolve`]
//! finds the file that defines a name, [`imports`] lists who takes what from whom, and the [`rules`] judge that list.

mod attributes;
mod cursor;
mod cycles;
mod exceptions;
mod features;
mod imports;
mod layers;
mod package;
mod parser;
mod references;
mod report;
mod resolve;
mod rules;
mod scope;
mod simulator_layers;
mod sources;
mod tree;
mod use_tree;
mod violation;

mod parser_tests;
mod resolve_tests;
mod rules_tests;
mod source_tree_tests;
mod testing;
