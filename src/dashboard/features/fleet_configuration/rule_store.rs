//! A store of the rules in this browser. Every change is saved, and changes from other tabs are loaded.

use std::sync::Arc;

use jetstream_browser::{Persistence, StoredSetting};
use jetstream_fleet::configuration::{
    Rule,
    rules::{AssertionsError, RuleParseError, from_json, to_json},
};

const NAME: &str = "jetstream.rules";
const UNREADABLE: &str =
    "The rules that are kept cannot be read, and would be lost. Decide first what becomes of them.";

/// The reason why a rule was not added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// The text is not a rule.
    #[error("{0}")]
    NoRule(#[from] RuleParseError),
    /// The list already has this rule.
    #[error("This rule is in the list already.")]
    Twice,
    /// The stored rules cannot be read, and would be overwritten.
    #[error("{UNREADABLE}")]
    Unreadable,
}

/// The rules of this browser. It is `Copy`.
///
/// Its error is a stored text that is not a list of rules, and why. That is not overwritten until the user decides.
#[derive(Clone, Copy)]
pub struct RuleStore(StoredSetting<Arc<[Rule]>, (String, AssertionsError)>);

impl RuleStore {
    /// Loads the stored rules, and follows changes from other tabs until the reactive owner is disposed.
    pub fn open() -> Self {
        Self(StoredSetting::open(NAME, parse, |rules| to_json(rules)))
    }

    /// The rules, in the order in which they were added; reactive.
    pub fn all(&self) -> Arc<[Rule]> {
        self.0.get()
    }

    /// The stored text and the error, if it is not a list of rules; reactive.
    pub fn unreadable(&self) -> Option<(String, AssertionsError)> {
        self.0.error()
    }

    /// How long the rules are stored; reactive.
    pub fn persistence(&self) -> Persistence {
        self.0.persistence()
    }

    /// Adds a rule at the end, or replaces another one. Fails if the text is not a rule, the rule exists already, or the stored
    /// rules cannot be read.
    pub fn upsert(&self, text: &str, in_place_of: Option<&Rule>) -> Result<(), RuleError> {
        let rules = self.0.latest().map_err(|_| RuleError::Unreadable)?;
        self.0.set(put(&rules, text, in_place_of)?.into());
        Ok(())
    }

    /// Removes a rule, unless the stored rules cannot be read.
    pub fn remove(&self, rule: &Rule) {
        if let Ok(rules) = self.0.latest() {
            self.0.set(rules.iter().filter(|other| *other != rule).cloned().collect());
        }
    }

    /// Adds the rules of a text that are not in the list yet. Returns how many were added. Fails if the text or the stored rules
    /// cannot be read.
    pub fn import(&self, text: &str) -> Result<usize, AssertionsError> {
        let imported = from_json(text)?;
        let before = self.0.latest().map_err(|_| AssertionsError::Form(UNREADABLE.to_owned()))?;
        let rules = union(&before, imported);
        let added = rules.len() - before.len();
        self.0.set(rules.into());
        Ok(added)
    }

    /// Deletes the stored text that cannot be read.
    pub fn reset(&self) {
        self.0.set(Arc::default());
    }

    /// The rules as a text for [`Self::import`].
    pub fn export(&self) -> String {
        to_json(&self.0.get())
    }
}

fn parse(text: &str) -> Result<Arc<[Rule]>, (String, AssertionsError)> {
    from_json(text).map(Arc::from).map_err(|error| (text.to_owned(), error))
}

fn put(list: &[Rule], text: &str, in_place_of: Option<&Rule>) -> Result<Vec<Rule>, RuleError> {
    let rule: Rule = text.parse()?;
    let mut list = list.to_vec();
    let position = in_place_of.and_then(|old| list.iter().position(|other| other == old));
    if list.iter().enumerate().any(|(index, other)| *other == rule && Some(index) != position) {
        return Err(RuleError::Twice);
    }
    match position.and_then(|position| list.get_mut(position)) {
        Some(old) => *old = rule,
        None => list.push(rule),
    }
    Ok(list)
}

fn union(list: &[Rule], imported: Vec<Rule>) -> Vec<Rule> {
    let mut list = list.to_vec();
    for rule in imported {
        if !list.contains(&rule) {
            list.push(rule);
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: &str = "DoorOpenTimeLimit <= 300 on freezers";

    fn rules(texts: &[&str]) -> Vec<Rule> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn a_rule_is_added_at_the_end_or_put_in_the_place_of_another() {
        let one = put(&[], "userbypass = 0 everywhere", None).unwrap();
        let two = put(&one, LIMIT, None).unwrap();
        assert_eq!(two, rules(&["UserBypass = 0 everywhere", LIMIT]));
        let changed = put(&two, "UserBypass = False everywhere", two.first()).unwrap();
        assert_eq!(changed, rules(&["UserBypass = False everywhere", LIMIT]));
        assert_eq!(put(&two, LIMIT, two.get(1)).unwrap(), two, "a rule may be put in its own place");
    }

    #[test]
    fn a_rule_is_not_taken_twice_and_what_is_no_rule_not_at_all() {
        let one = rules(&[LIMIT]);
        assert_eq!(put(&one, " DoorOpenTimeLimit <=300  on freezers", None), Err(RuleError::Twice));
        let refused = put(&one, "DoorOpenTimeLimit <= wide on freezers", None).unwrap_err().to_string();
        assert!(refused.contains("wide") && refused.contains("allowed"), "{refused}");
        // The rule to be replaced was removed meanwhile: then the new one is added.
        assert_eq!(put(&[], LIMIT, one.first()).unwrap(), one);
    }

    #[test]
    fn stored_rules_are_read_again_and_a_text_that_is_no_list_is_returned_with_the_error() {
        let list = rules(&[LIMIT, "UserBypass = 0 everywhere"]);
        assert_eq!(parse(&to_json(&list)).as_deref(), Ok(list.as_slice()));
        let (text, error) = parse("[\"DoorOpenTimeLimit <= wide on freezers\"]").unwrap_err();
        assert_eq!(text, "[\"DoorOpenTimeLimit <= wide on freezers\"]");
        assert!(error.to_string().contains("wide"), "{error}");
        assert!(parse("").is_err(), "an empty text was not stored by this page");
    }

    #[test]
    fn imported_rules_come_beside_those_that_are_there_and_none_comes_twice() {
        let list = union(&rules(&[LIMIT]), rules(&["UserBypass = 0 everywhere", LIMIT, "UserBypass = 0 everywhere"]));
        assert_eq!(list, rules(&[LIMIT, "UserBypass = 0 everywhere"]));
    }
}
