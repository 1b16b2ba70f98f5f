//! The rule of layers: app, features, shared, state, and then text, paths and config; none imports one above it.

use super::Facts;
use crate::boundaries::layers::{Layer, layer};
use crate::boundaries::tree::Module;
use crate::boundaries::violation::{Violation, by_key};

/// The crates of the dashboard, for the two that are below it.
const CRATES: [(&str, Layer); 3] =
    [("jetstream_dashboard", Layer::App), ("jetstream_ui", Layer::Ui), ("jetstream_browser", Layer::Browser)];

/// Checks every import between two files that have a layer.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let inside = facts.imports.iter().filter_map(|import| {
        let (from, to) = (layer(facts.path(import.from))?, layer(facts.path(import.to))?);
        (!from.may_import(to)).then(|| facts.import(import, why(from, to)))
    });
    by_key(inside.chain(facts.tree.modules.iter().flat_map(|module| of_crates(facts, module))))
}

fn why(from: Layer, to: Layer) -> String {
    let instead = match from {
        Layer::Ui | Layer::Browser => {
            "ui and browser know nothing of the dashboard, and browser nothing of ui: hand the value or a callback in"
        }
        _ => {
            "imports go down only (app, features, shared, state, then text/paths/config): move the name down, or hand it in from above"
        }
    };
    format!("{from} may not import {to}; {instead}.")
}

/// Imports of another crate by its name.
fn of_crates(facts: &Facts, module: &Module) -> Vec<Violation> {
    let from_path = facts.path(module.file);
    let Some(from) = layer(from_path).filter(|_| !module.is_test) else { return Vec::new() };
    let known = |path: &[String]| CRATES.iter().find(|(name, _)| path.first().is_some_and(|first| first == name));
    let uses = module.uses.iter().map(|import| (&import.path, import.line));
    let references = module.references.iter().map(|reference| (&reference.path, reference.line));
    uses.chain(references)
        .filter_map(|(path, line)| {
            let (name, to) = known(path)?;
            (!from.may_import(*to)).then(|| Violation {
                key: format!("{from_path} -> {name}"),
                sentence: format!("{from_path}:{line} imports `{}`: {}", path.join("::"), why(from, *to)),
            })
        })
        .collect()
}
