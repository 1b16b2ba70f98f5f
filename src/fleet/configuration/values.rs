//! A set of parameter values.

use std::{
    borrow::Cow,
    cmp::Ordering,
    collections::{BTreeMap, btree_map},
};

use jetstream_api::wire::Pair;

/// Parameter values by key, complete (a policy) or not (the overrides of a device).
///
/// Keys are taken in any letter case and kept in lower case, sorted. Of two keys that differ in letter case only, the later
/// one counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Values(BTreeMap<String, String>);

fn lower(key: &str) -> Cow<'_, str> {
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) { key.to_ascii_lowercase().into() } else { key.into() }
}

impl Values {
    /// The value of a key, if it has one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(&*lower(key)).map(String::as_str)
    }

    /// Sets the value of a key.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.0.insert(lower(key).into_owned(), value.into());
    }

    /// Removes a key, and returns its value.
    pub fn remove(&mut self, key: &str) -> Option<String> {
        self.0.remove(&*lower(key))
    }

    /// Keys and values, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// A cursor for looking up many keys in ascending order: one pass in place of a search for each.
    pub(super) fn ascending(&self) -> Ascending<'_> {
        let mut rest = self.0.iter();
        Ascending { next: rest.next(), rest }
    }

    /// How many keys have a value.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no key has a value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values in the form of the API.
    pub fn pairs(&self) -> Vec<Pair> {
        self.iter().map(|(key, value)| Pair { key: key.to_owned(), value: value.to_owned() }).collect()
    }

    /// These values, overridden by others: a policy with the overrides of a device.
    #[must_use]
    pub fn with(&self, overrides: &Self) -> Self {
        let mut all = self.clone();
        all.0.extend(overrides.0.clone());
        all
    }
}

/// A cursor over values: looks up keys in ascending order.
pub(super) struct Ascending<'a> {
    next: Option<(&'a String, &'a String)>,
    rest: btree_map::Iter<'a, String, String>,
}

impl<'a> Ascending<'a> {
    /// The value of a key in lower case.
    pub(super) fn value(&mut self, key: &str) -> Option<&'a str> {
        loop {
            let (next, value) = self.next?;
            match next.as_str().cmp(key) {
                Ordering::Less => self.next = self.rest.next(),
                Ordering::Equal => return Some(value),
                Ordering::Greater => return None,
            }
        }
    }
}

impl<K: AsRef<str>, V: Into<String>> FromIterator<(K, V)> for Values {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(entries: T) -> Self {
        let mut values = Self::default();
        entries.into_iter().for_each(|(key, value)| values.set(key.as_ref(), value));
        values
    }
}

impl From<&[Pair]> for Values {
    fn from(pairs: &[Pair]) -> Self {
        pairs.iter().map(|pair| (&pair.key, &pair.value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_key_in_any_letter_case() {
        let mut values = Values::default();
        values.set("DoorOpenTimeLimit", "300");
        values.set("dooropentimelimit", "60");
        assert_eq!((values.len(), values.get("DOOROPENTIMELIMIT")), (1, Some("60")));
        assert_eq!(values.pairs(), [Pair { key: "dooropentimelimit".into(), value: "60".into() }]);
        assert_eq!(values.remove("DoorOpenTimeLimit").as_deref(), Some("60"));
        assert!(values.is_empty());
    }

    #[test]
    fn keys_that_are_asked_for_in_ascending_order_have_the_same_values() {
        let values = Values::from_iter([("b", "1"), ("d", "2"), ("e", "3")]);
        let mut ascending = values.ascending();
        for key in ["a", "b", "b", "c", "e", "f"] {
            assert_eq!(ascending.value(key), values.get(key), "{key}");
        }
    }

    #[test]
    fn overrides_win_over_what_they_are_laid_on() {
        let policy = Values::from_iter([("IP", "0.0.0.0"), ("UserBypass", "0")]);
        let overrides = Values::from_iter([("ip", "10.0.0.7")]);
        let both = policy.with(&overrides);
        assert_eq!(both.iter().collect::<Vec<_>>(), [("ip", "10.0.0.7"), ("userbypass", "0")]);
        assert_eq!(policy.get("ip"), Some("0.0.0.0"), "the base is left as it was");
    }
}
