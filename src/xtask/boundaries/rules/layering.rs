//! The rule of layers: app, features, shared, state, and then text, paths and config; none imports one above it. The crates `ui` and
//! `browser` below them import none that knows Jetstream, and every file of the dashboard has a layer.

use super::Facts;
use crate::boundaries::layers::{Layer, has_no_layer, layer};
use crate::boundaries::tree::Module;
use crate::boundaries::violation::{Violation, by_key};

/// The layers of the crates, for imports by their names.
const CRATES: [(&str, Layer); 6] = [
    ("jetstream_dashboard", Layer::App),
    ("jetstream_fleet", Layer::Domain),
    ("jetstream_api", Layer::Domain),
    ("jetstream_simulator", Layer::Domain),
    ("jetstream_ui", Layer::Ui),
    ("jetstream_browser", Layer::Browser),
];

/// Checks every import between two files that have a layer, and that each file of the dashboard has one.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let inside = facts.imports.iter().filter_map(|import| {
        let (from, to) = (layer(facts.path(import.from))?, layer(facts.path(import.to))?);
        (!from.may_import(to)).then(|| facts.import(import, why(from, to)))
    });
    let outside = facts.tree.files.iter().filter(|file| has_no_layer(&file.path)).map(|file| Violation {
        key: file.path.clone(),
        sentence: format!(
            "{} is in no layer: move it into app, features, shared or state, or name it in src/xtask/boundaries/layers.rs.",
            file.path
        ),
    });
    by_key(inside.chain(outside).chain(facts.tree.modules.iter().flat_map(|module| of_crates(facts, module))))
}

fn why(from: Layer, to: Layer) -> String {
    let instead = match from {
        Layer::Ui | Layer::Browser => {
            "ui and browser know nothing of Jetstream and of the dashboard, and browser nothing of ui: hand the value or a callback in"
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
