//! The rules of this browser: read once for a page, kept with every change, and followed when another tab changes them.

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

/// Why a rule was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// The text is no rule.
    #[error("{0}")]
    NoRule(#[from] RuleParseError),
    /// There is such a rule already.
    #[error("This rule is in the list already.")]
    Twice,
    /// What is kept could not be read: it would be lost.
    #[error("{UNREADABLE}")]
    Unreadable,
}

/// The rules, wherever they are looked at. Copied freely.
#[derive(Clone, Copy)]
pub struct RuleStore {
    list: RwSignal<Arc<[Rule]>>,
    /// What is kept is no list of rules: the text and what is wrong with it. It is left alone until somebody decides.
    unreadable: RwSignal<Option<(String, AssertionsError)>>,
    lasts: RwSignal<Persistence>,
}

impl RuleStore {
    /// Reads what is kept, and follows other tabs for as long as the owner is there.
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
        // Or whoever is writing a rule would lose it: what is read is mostly what was known.
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

    /// The rules, in the order in which they were written.
    pub fn all(&self) -> Arc<[Rule]> {
        self.list.get()
    }

    /// What is kept, when it is no list of rules.
    pub fn unreadable(&self) -> Option<(String, AssertionsError)> {
        self.unreadable.get()
    }

    /// How long the rules last.
    pub fn lasts(&self) -> Persistence {
        self.lasts.get()
    }

    /// Adds a rule at the end, or puts it in the place of another one.
    pub fn upsert(&self, text: &str, in_place_of: Option<&Rule>) -> Result<(), RuleError> {
        self.read();
        if self.unreadable.with_untracked(Option::is_some) {
            return Err(RuleError::Unreadable);
        }
        let list = put(&self.list.get_untracked(), text, in_place_of)?;
        self.keep(list);
        Ok(())
    }

    /// Takes a rule out.
    pub fn remove(&self, rule: &Rule) {
        // Another tab may have changed the others.
        self.read();
        if self.unreadable.with_untracked(Option::is_none) {
            self.keep(self.list.get_untracked().iter().filter(|other| *other != rule).cloned().collect());
        }
    }

    /// Takes rules from a text, beside those that are there; how many were new.
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

    /// Gives up what could not be read.
    pub fn reset(&self) {
        self.keep(Vec::new());
    }

    /// The rules as a text that [`Self::import`] takes.
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
        // The rule that was to be changed is gone meanwhile: then it is a new one.
        assert_eq!(put(&[], LIMIT, one.first()).unwrap(), one);
    }

    #[test]
    fn imported_rules_come_beside_those_that_are_there_and_none_comes_twice() {
        let list = joined(&rules(&[LIMIT]), rules(&["UserBypass = 0 everywhere", LIMIT, "UserBypass = 0 everywhere"]));
        assert_eq!(list, rules(&[LIMIT, "UserBypass = 0 everywhere"]));
    }
}
