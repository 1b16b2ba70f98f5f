//! The rule of cycles: the files of a package do not import one another in a circle.

use super::Facts;
use crate::boundaries::cycles::cycles;
use crate::boundaries::violation::Violation;
use std::collections::BTreeSet;

/// So many imports of a cycle are shown at most.
const SHOWN: usize = 30;

/// Looks for cycles. Packages cannot import one another in a circle, so each one found lies inside a package.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let mut successors = vec![BTreeSet::new(); facts.tree.files.len()];
    for import in facts.imports.iter().filter(|import| !import.is_passed_on) {
        successors[import.from].insert(import.to);
    }
    cycles(&successors).iter().map(|files| violation(facts, files)).collect()
}

fn violation(facts: &Facts, files: &[usize]) -> Violation {
    let mut paths: Vec<&str> = files.iter().map(|file| facts.path(*file)).collect();
    paths.sort_unstable();
    let mut seen = BTreeSet::new();
    let inside = |file: usize| files.contains(&file);
    let closing = facts.imports.iter().filter(|import| {
        !import.is_passed_on && inside(import.from) && inside(import.to) && seen.insert((import.from, import.to))
    });
    let mut lines: Vec<String> = closing
        .map(|import| {
            format!(
                "  {}:{} imports `{}` of {}",
                facts.path(import.from),
                import.line,
                import.name,
                facts.path(import.to)
            )
        })
        .collect();
    if lines.len() > SHOWN {
        let more = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(format!("  and {more} imports more"));
    }
    let sentence = format!(
        "{} files import one another in a circle; move what both sides need to a file of its own:\n{}",
        files.len(),
        lines.join("\n")
    );
    Violation { key: paths.join(" <-> "), sentence }
}
