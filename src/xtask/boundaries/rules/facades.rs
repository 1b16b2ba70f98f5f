//! The rule of façades: across features, `shared` and `state` a name is imported from the file that defines it.

use super::Facts;
use crate::boundaries::layers::{Layer, layer};
use crate::boundaries::violation::{Violation, by_key};

/// Checks every import that goes into a feature, `shared` or `state` from outside.
pub fn check(facts: &Facts) -> Vec<Violation> {
    by_key(facts.imports.iter().filter_map(|import| {
        let (from, to) = (layer(facts.path(import.from))?, layer(facts.path(import.to))?);
        let is_into = from != to && matches!(to, Layer::Feature(_) | Layer::Shared | Layer::State);
        let facade = facts.path(*import.facades.first()?);
        is_into.then(|| {
            let why = format!("it goes through the `pub use` of {facade}; import it from the file that defines it.");
            facts.import(import, why)
        })
    }))
}
