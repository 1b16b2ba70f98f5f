//! A violation of a rule, and the comparison of all violations with the known exceptions.

use std::collections::BTreeMap;

/// A violation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// How the list of exceptions names it: `file`, `file -> file`, or the files of a cycle joined by ` <-> `.
    pub key: String,
    /// Where it is, what is wrong, and what to do instead.
    pub sentence: String,
}

/// The sentences about violations that are no known exception, and about exceptions that are not needed any more.
pub fn unexpected(rule: &str, violations: &[Violation], exceptions: &[&str]) -> Vec<String> {
    let new = violations.iter().filter(|violation| !exceptions.contains(&violation.key.as_str()));
    let needed = |exception: &&str| violations.iter().any(|violation| violation.key == *exception);
    let stale = exceptions.iter().filter(|exception| !needed(exception));
    let mut sentences: Vec<String> = new.map(|violation| format!("{rule}: {}", violation.sentence)).collect();
    sentences.extend(stale.map(|exception| {
        format!("{rule}: the exception \"{exception}\" is not needed any more; take it out of src/xtask/boundaries/exceptions.rs.")
    }));
    sentences
}

/// One violation for each key: its sentences joined.
pub fn by_key(violations: impl IntoIterator<Item = Violation>) -> Vec<Violation> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for Violation { key, sentence } in violations {
        found
            .entry(key)
            .and_modify(|text| {
                text.push_str("\n  ");
                text.push_str(&sentence);
            })
            .or_insert(sentence);
    }
    found.into_iter().map(|(key, sentence)| Violation { key, sentence }).collect()
}
