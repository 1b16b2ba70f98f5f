//! The expected result of an edit of a list, to be compared with the list as it is read afterwards.
//!
//! After a lost response it is not known whether the edit took effect, and even after a success the dashboard shows none that the list
//! does not confirm.

use std::{collections::HashSet, fmt};

/// The expected content of a list.
#[derive(Clone, PartialEq, Eq)]
pub enum ExpectedList {
    /// These are in it.
    Has(Vec<String>),
    /// These are not.
    Lacks(Vec<String>),
    /// It is exactly these.
    Is(Vec<String>),
}

impl fmt::Debug for ExpectedList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, names) = match self {
            Self::Has(names) => ("has", names),
            Self::Lacks(names) => ("lacks", names),
            Self::Is(names) => ("is", names),
        };
        write!(formatter, "{word} {} names", names.len())
    }
}

/// The result of comparing a list with the expected content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchResult {
    /// It is as it should be.
    Full,
    /// Nothing of it is as it should be.
    None,
    /// Some of it is.
    Partial {
        /// How many names are as they should be.
        right: usize,
        /// Of how many.
        of: usize,
    },
}

impl MatchResult {
    fn of(right: usize, of: usize) -> Self {
        match right {
            _ if right == of => Self::Full,
            0 => Self::None,
            _ => Self::Partial { right, of },
        }
    }
}

impl ExpectedList {
    /// Compares with a list. Pass numbers compare in any letter case, and so do names: two that differ in nothing else are
    /// nowhere documented to be two.
    pub fn compare(&self, list: &[String]) -> MatchResult {
        let list: HashSet<String> = list.iter().map(|name| name.to_ascii_lowercase()).collect();
        let within = |names: &[String]| names.iter().filter(|name| list.contains(&name.to_ascii_lowercase())).count();
        match self {
            Self::Has(names) => MatchResult::of(within(names), names.len()),
            Self::Lacks(names) => MatchResult::of(names.len() - within(names), names.len()),
            Self::Is(names) => {
                let right = within(names);
                let named: HashSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
                let others = list.difference(&named).count();
                MatchResult::of(right, names.len() + others)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_was_added_is_looked_for() {
        let added = ExpectedList::Has(names(&["00A1B2C3D4", "00A1B2C3D5"]));
        assert_eq!(added.compare(&names(&["00a1b2c3d4", "00A1B2C3D5", "FFFFFFFFFF"])), MatchResult::Full);
        assert_eq!(added.compare(&names(&["00A1B2C3D4"])), MatchResult::Partial { right: 1, of: 2 });
        assert_eq!(added.compare(&[]), MatchResult::None);
    }

    #[test]
    fn what_was_removed_is_missed() {
        let removed = ExpectedList::Lacks(names(&["00A1B2C3D4"]));
        assert_eq!(removed.compare(&[]), MatchResult::Full);
        assert_eq!(removed.compare(&names(&["00A1B2C3D4"])), MatchResult::None);
    }

    #[test]
    fn a_replaced_list_holds_nothing_else() {
        let replaced = ExpectedList::Is(names(&["00A1B2C3D4"]));
        assert_eq!(replaced.compare(&names(&["00A1B2C3D4"])), MatchResult::Full);
        assert_eq!(replaced.compare(&names(&["00A1B2C3D4", "FFFFFFFFFF"])), MatchResult::Partial { right: 1, of: 2 });
        assert_eq!(replaced.compare(&names(&["FFFFFFFFFF"])), MatchResult::None);
        assert_eq!(ExpectedList::Is(Vec::new()).compare(&[]), MatchResult::Full);
        assert_eq!(ExpectedList::Is(Vec::new()).compare(&names(&["FFFFFFFFFF"])), MatchResult::None);
    }

    #[test]
    fn no_debug_form_shows_a_number() {
        assert_eq!(format!("{:?}", ExpectedList::Is(names(&["00A1B2C3D4"]))), "is 1 names");
    }
}
