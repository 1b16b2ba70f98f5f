//! A store of the rules in this browser. Every change is saved, and changes from other tabs are loaded.

use std::sync::Arc;

use jetstream_fleet::configuration::{
    Rule,
    rules::{AssertionsError, RuleParseError, from_json, to_json},
};
use leptos::prelude::*;

use jetstream_browser::{LocalStore, Persistence, on_change_in_other_tab};

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
#[derive(Clone, Copy)]
pub struct RuleStore {
    list: RwSignal<Arc<[Rule]>>,
    /// The stored text and the error, if it is not a list of rules. It is not overwritten until the user decides.
    unreadable: RwSignal<Option<(String, AssertionsError)>>,
    lasts: RwSignal<Persistence>,
}

impl RuleStore {
    /// Reads the stored rules, and follows changes from other tabs until the reactive owner is disposed.
    pub fn open() -> Self {
        let lasts = if LocalStore::is_available() { Persistence::Browser } else { Persistence::Page };
        let rules =
            Self { list: RwSignal::new(Arc::default()), unreadable: RwSignal::new(None), lasts: RwSignal::new(lasts) };
        rules.read();
        on_change_in_other_tab(NAME, move || rules.read());
        rules
    }

    fn read(&self) {
        let text = LocalStore::get(NAME);
        let (list, problem) = match text.map(|text| (from_json(&text), text)) {
            None => (Vec::new(), None),
            Some((Ok(list), _)) => (list, None),
            Some((Err(error), text)) => (Vec::new(), Some((text, error))),
        };
        if self.list.with_untracked(|known| **known != *list) {
            self.list.set(list.into());
        }
        // An unchanged value is not set again: that would discard a rule that the user is typing.
        if self.unreadable.with_untracked(|known| *known != problem) {
            self.unreadable.set(problem);
        }
    }

    fn keep(&self, list: Vec<Rule>) {
        self.lasts.set(LocalStore::set(NAME, &to_json(&list)));
        if self.unreadable.with_untracked(Option::is_some) {
            self.unreadable.set(None);
        }
        self.list.set(list.into());
    }

    /// The rules, in the order in which they were added; reactive.
    pub fn all(&self) -> Arc<[Rule]> {
        self.list.get()
    }

    /// The stored text and the error, if it is not a list of rules; reactive.
    pub fn unreadable(&self) -> Option<(String, AssertionsError)> {
        self.unreadable.get()
    }

    /// How long the rules are stored; reactive.
    pub fn lasts(&self) -> Persistence {
        self.lasts.get()
    }

    /// Adds a rule at the end, or replaces another one. Fails if the text is not a rule, the rule exists already, or the stored
    /// rules cannot be read.
    pub fn upsert(&self, text: &str, in_place_of: Option<&Rule>) -> Result<(), RuleError> {
        self.read();
        if self.unreadable.with_untracked(Option::is_some) {
            return Err(RuleError::Unreadable);
        }
        let list = put(&self.list.get_untracked(), text, in_place_of)?;
        self.keep(list);
        Ok(())
    }

    /// Removes a rule.
    pub fn remove(&self, rule: &Rule) {
        // Another tab may have changed the other rules.
        self.read();
        if self.unreadable.with_untracked(Option::is_none) {
            self.keep(self.list.get_untracked().iter().filter(|other| *other != rule).cloned().collect());
        }
    }

    /// Adds the rules of a text that are not in the list yet. Returns how many were added. Fails if the text or the stored rules
    /// cannot be read.
    pub fn import(&self, text: &str) -> Result<usize, AssertionsError> {
        let given = from_json(text)?;
        self.read();
        if self.unreadable.with_untracked(Option::is_some) {
            return Err(AssertionsError::Form(UNREADABLE.to_owned()));
        }
        let before = self.list.get_untracked();
        let list = joined(&before, given);
        let new = list.len() - before.len();
        self.keep(list);
        Ok(new)
    }

    /// Deletes the stored text that cannot be read.
    pub fn reset(&self) {
        self.keep(Vec::new());
    }

    /// The rules as a text for [`Self::import`].
    pub fn export(&self) -> String {
        self.list.with(|list| to_json(list))
    }
}

fn put(list: &[Rule], text: &str, in_place_of: Option<&Rule>) -> Result<Vec<Rule>, RuleError> {
    let rule: Rule = text.parse()?;
    let mut list = list.to_vec();
    let place = in_place_of.and_then(|old| list.iter().position(|other| other == old));
    if list.iter().enumerate().any(|(number, other)| *other == rule && Some(number) != place) {
        return Err(RuleError::Twice);
    }
    match place.and_then(|place| list.get_mut(place)) {
        Some(old) => *old = rule,
        None => list.push(rule),
    }
    Ok(list)
}

fn joined(list: &[Rule], given: Vec<Rule>) -> Vec<Rule> {
    let mut list = list.to_vec();
    for rule in given {
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
    fn imported_rules_come_beside_those_that_are_there_and_none_comes_twice() {
        let list = joined(&rules(&[LIMIT]), rules(&["UserBypass = 0 everywhere", LIMIT, "UserBypass = 0 everywhere"]));
        assert_eq!(list, rules(&[LIMIT, "UserBypass = 0 everywhere"]));
    }
}
