//! The rule of length: no file is longer than a reader can keep in mind.

use super::Facts;
use crate::boundaries::violation::Violation;

/// The most lines a file may have, its unit tests included. Files of tests may have more.
pub const MOST_LINES: usize = 350;

/// Checks every file that is not for tests.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let files = facts.tree.files.iter().filter(|file| !file.is_test && file.lines > MOST_LINES);
    files
        .map(|file| Violation {
            key: file.path.clone(),
            sentence: format!(
                "{} has {} lines, over {MOST_LINES}; it has two subjects, so make two files.",
                file.path, file.lines
            ),
        })
        .collect()
}
