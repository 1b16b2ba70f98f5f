//! The rule of features: one imports another only along the table.

use super::Facts;
use crate::boundaries::features::{listed, may_import};
use crate::boundaries::layers::{Layer, layer};
use crate::boundaries::violation::{Violation, by_key};

/// Checks every import between two features.
pub fn check(facts: &Facts) -> Vec<Violation> {
    by_key(facts.imports.iter().filter_map(|import| {
        let from = feature(facts.path(import.from))?;
        let to = feature(facts.path(import.to))?;
        (!may_import(from, to)).then(|| {
            let may = match listed(from) {
                [] => "no other feature".to_owned(),
                others => format!("only {}", others.join(", ")),
            };
            let why = format!(
                "the feature {from} may import {may} (src/xtask/boundaries/features.rs), not {to}; move the name to shared/, \
                 or reach the page by a link of shared/links.rs."
            );
            facts.import(import, why)
        })
    }))
}

fn feature(path: &str) -> Option<&str> {
    match layer(path)? {
        Layer::Feature(name) if !name.is_empty() => Some(name),
        _ => None,
    }
}
