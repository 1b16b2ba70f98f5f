//! What an edit of a list should have brought about, to be held against the list as it is read afterwards.
//!
//! After a lost answer nobody knows whether the edit took effect, and after a good one no success is said that the list does
//! not show.

use std::{collections::HashSet, fmt};

/// What a list should look like.
#[derive(Clone, PartialEq, Eq)]
pub enum Expected {
    /// These are in it.
    Has(Vec<String>),
    /// These are not.
    Lacks(Vec<String>),
    /// It is exactly these.
    Is(Vec<String>),
}

impl fmt::Debug for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, names) = match self {
            Self::Has(names) => ("has", names),
            Self::Lacks(names) => ("lacks", names),
            Self::Is(names) => ("is", names),
        };
        write!(formatter, "{word} {} names", names.len())
    }
}

/// How a list that was read afterwards compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// It is as it should be.
    Wholly,
    /// Nothing of it is as it should be.
    Not,
    /// Some of it is.
    Partly {
        /// How many names are as they should be.
        right: usize,
        /// Of how many.
        of: usize,
    },
}

impl Met {
    fn of(right: usize, of: usize) -> Self {
        match right {
            _ if right == of => Self::Wholly,
            0 => Self::Not,
            _ => Self::Partly { right, of },
        }
    }
}

impl Expected {
    /// Compares with a list. Pass numbers compare in any letter case, and so do names: two that differ in nothing else are
    /// nowhere documented to be two.
    pub fn met(&self, list: &[String]) -> Met {
        let list: HashSet<String> = list.iter().map(|name| name.to_ascii_lowercase()).collect();
        let within = |names: &[String]| names.iter().filter(|name| list.contains(&name.to_ascii_lowercase())).count();
        match self {
            Self::Has(names) => Met::of(within(names), names.len()),
            Self::Lacks(names) => Met::of(names.len() - within(names), names.len()),
            Self::Is(names) => {
                let right = within(names);
                let named: HashSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
                let others = list.difference(&named).count();
                Met::of(right, names.len() + others)
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
        let added = Expected::Has(names(&["00A1B2C3D4", "00A1B2C3D5"]));
        assert_eq!(added.met(&names(&["00a1b2c3d4", "00A1B2C3D5", "FFFFFFFFFF"])), Met::Wholly);
        assert_eq!(added.met(&names(&["00A1B2C3D4"])), Met::Partly { right: 1, of: 2 });
        assert_eq!(added.met(&[]), Met::Not);
    }

    #[test]
    fn what_was_removed_is_missed() {
        let removed = Expected::Lacks(names(&["00A1B2C3D4"]));
        assert_eq!(removed.met(&[]), Met::Wholly);
        assert_eq!(removed.met(&names(&["00A1B2C3D4"])), Met::Not);
    }

    #[test]
    fn a_replaced_list_holds_nothing_else() {
        let replaced = Expected::Is(names(&["00A1B2C3D4"]));
        assert_eq!(replaced.met(&names(&["00A1B2C3D4"])), Met::Wholly);
        assert_eq!(replaced.met(&names(&["00A1B2C3D4", "FFFFFFFFFF"])), Met::Partly { right: 1, of: 2 });
        assert_eq!(replaced.met(&names(&["FFFFFFFFFF"])), Met::Not);
        assert_eq!(Expected::Is(Vec::new()).met(&[]), Met::Wholly);
        assert_eq!(Expected::Is(Vec::new()).met(&names(&["FFFFFFFFFF"])), Met::Not);
    }

    #[test]
    fn no_debug_form_shows_a_number() {
        assert_eq!(format!("{:?}", Expected::Is(names(&["00A1B2C3D4"]))), "is 1 names");
    }
}
