//! The rule of module docs: the first line of a file says what kind of thing the module is.

use super::Facts;
use crate::boundaries::violation::Violation;

/// Beginnings that describe a thing without naming its kind.
const RIDDLES: [&str; 6] = ["What", "How", "Whoever", "That which", "Where", "Everything that"];

/// Checks the first line of every file, also of those for tests.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let files = facts.tree.files.iter();
    files
        .filter_map(|file| {
            let wrong = wrong(&file.first_line)?;
            Some(Violation { key: file.path.clone(), sentence: format!("{}:1 {wrong}", file.path) })
        })
        .collect()
}

fn wrong(line: &str) -> Option<String> {
    let Some(text) = line.strip_prefix("//!").map(str::trim) else {
        return Some(
            "does not begin with a module doc (`//!`); say in one line what kind of thing the module is.".to_owned(),
        );
    };
    let begins =
        |riddle: &&&str| text.strip_prefix(**riddle).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let riddle = RIDDLES.iter().find(begins)?;
    Some(format!(
        "begins its module doc with \"{riddle}\"; say what kind of thing the module is (a cache, an enum of messages...)."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_names_a_kind_of_thing() {
        for right in
            ["//! A cache of statuses.", "//! However it goes.", "//! Whatever.", "//! Everything about passes."]
        {
            assert_eq!(wrong(right), None, "{right}");
        }
        for line in [
            "//! What is said.",
            "//! How it goes.",
            "//! Whoever waits.",
            "//! That which is.",
            "//!Where things are.",
        ] {
            assert!(wrong(line).unwrap().starts_with("begins its module doc with"), "{line}");
        }
        assert!(wrong("//! Everything that is kept.").unwrap().contains("Everything that"));
        for none in ["", "use std::fmt;", "// A comment.", "/// An item."] {
            assert!(wrong(none).unwrap().starts_with("does not begin with a module doc"), "{none}");
        }
    }
}
