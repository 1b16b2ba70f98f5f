//! What differs between two sets of values.

use std::cmp::Ordering;

use super::{Schema, Values};

/// A value that is not the same in two sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The key of the parameter, in lower case.
    pub key: String,
    /// The name of the parameter, as in [`Field::name`](super::Field::name).
    pub name: String,
    /// Its value in the first set; `None` where it has none there.
    pub from: Option<String>,
    /// Its value in the second set.
    pub to: Option<String>,
}

/// The values that do not mean the same in two sets, in the order of the schema; parameters that it lacks come last.
pub fn difference(schema: &Schema, from: &Values, to: &Values) -> Vec<Change> {
    // Both are sorted by key, so one walk along both is enough: what-if asks this for thousands of devices.
    let (mut from, mut to) = (from.iter().peekable(), to.iter().peekable());
    let mut changes = Vec::new();
    loop {
        let order = match (from.peek(), to.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((one, _)), Some((other, _))) => one.cmp(other),
        };
        let before = if order.is_le() { from.next() } else { None };
        let after = if order.is_ge() { to.next() } else { None };
        let Some((key, _)) = before.or(after) else { break };
        let (before, after) = (before.map(|(_, value)| value), after.map(|(_, value)| value));
        if before == after {
            continue;
        }
        let place = schema.place(key);
        let field = place.and_then(|place| schema.fields().get(place));
        if let (Some(field), Some(before), Some(after)) = (field, before, after)
            && field.same(before, after)
        {
            continue;
        }
        let name = field.map_or(key, |field| &field.name).to_owned();
        let (before, after) = (before.map(str::to_owned), after.map(str::to_owned));
        changes.push((place.unwrap_or(usize::MAX), Change { key: key.to_owned(), name, from: before, to: after }));
    }
    changes.sort_by_key(|(place, _)| *place);
    changes.into_iter().map(|(_, change)| change).collect()
}

/// The first set with the changes made: the second set, but for values that meant the same already.
pub fn apply(from: &Values, changes: &[Change]) -> Values {
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
