//! The difference between two sets of values, as a list of changes.

use std::{cmp::Ordering, sync::Arc};

use super::{Schema, Values};

/// A change: a value that is not the same in two sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueChange {
    /// The key of the parameter, in lower case.
    pub key: String,
    /// The name of the parameter, as in [`Field::name`](super::Field::name).
    pub name: String,
    /// Its value in the first set; `None` where it has none there.
    pub from: Option<String>,
    /// Its value in the second set.
    pub to: Option<String>,
}

/// A change, and the index of the parameter among the fields of the schema.
pub(super) type IndexedChange = (usize, Arc<ValueChange>);

/// A collector of changes, in any order.
pub(super) struct ChangeCollector<'a> {
    schema: &'a Schema,
    changes: Vec<IndexedChange>,
}

impl<'a> ChangeCollector<'a> {
    pub(super) fn new(schema: &'a Schema) -> Self {
        Self { schema, changes: Vec::new() }
    }

    /// Adds a change, if the two values do not mean the same.
    pub(super) fn add_if_different(&mut self, key: &str, from: Option<&str>, to: Option<&str>) {
        if from == to {
            return;
        }
        let place = self.schema.place(key);
        let field = place.and_then(|place| self.schema.fields().get(place));
        if let (Some(field), Some(from), Some(to)) = (field, from, to)
            && field.same(from, to)
        {
            return;
        }
        let name = field.map_or(key, |field| &field.name).to_owned();
        let (from, to) = (from.map(str::to_owned), to.map(str::to_owned));
        self.add((place.unwrap_or(usize::MAX), Arc::new(ValueChange { key: key.to_owned(), name, from, to })));
    }

    /// Adds a change.
    pub(super) fn add(&mut self, change: IndexedChange) {
        self.changes.push(change);
    }

    /// Whether there are no changes.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes in the order of the schema; parameters that it lacks come last, by key.
    pub(super) fn sorted(mut self) -> Vec<IndexedChange> {
        self.changes.sort_by(|(one, a), (other, b)| (one, &a.key).cmp(&(other, &b.key)));
        self.changes
    }

    /// As [`sorted`](Self::sorted), without the indexes and without sharing.
    pub(super) fn in_order(self) -> Vec<ValueChange> {
        self.sorted().into_iter().map(|(_, change)| Arc::unwrap_or_clone(change)).collect()
    }
}

/// The values that do not mean the same in two sets, in the order of the schema; parameters that it lacks come last.
pub fn difference(schema: &Schema, from: &Values, to: &Values) -> Vec<ValueChange> {
    found(schema, from, to).in_order()
}

/// Both sets are sorted by key, so one walk along both is enough.
pub(super) fn found<'a>(schema: &'a Schema, from: &Values, to: &Values) -> ChangeCollector<'a> {
    let (mut from, mut to) = (from.iter().peekable(), to.iter().peekable());
    let mut found = ChangeCollector::new(schema);
    loop {
        let order = match (from.peek(), to.peek()) {
            (None, None) => return found,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((one, _)), Some((other, _))) => one.cmp(other),
        };
        let before = if order.is_le() { from.next() } else { None };
        let after = if order.is_ge() { to.next() } else { None };
        if let Some((key, _)) = before.or(after) {
            found.add_if_different(key, before.map(|(_, value)| value), after.map(|(_, value)| value));
        }
    }
}

/// The first set with the changes made: the second set, but for values that meant the same already.
pub fn apply(from: &Values, changes: &[ValueChange]) -> Values {
    let mut values = from.clone();
    for change in changes {
        match &change.to {
            Some(value) => values.set(&change.key, value.as_str()),
            None => {
                values.remove(&change.key);
            }
        }
    }
    values
}

#[cfg(test)]
#[path = "difference_tests.rs"]
mod tests;
