//! The rule of browser access: only `browser/` and the virtual list speak with the browser.

use super::Facts;
use crate::boundaries::scope::{Reference, ReferenceKind};
use crate::boundaries::violation::{Violation, by_key};

/// The crates that give access to the browser, by the beginnings of their names.
const CRATES: [&str; 4] = ["web_sys", "js_sys", "gloo_", "wasm_bindgen"];
/// The files and folders that may use them; `wasm_streams` takes the place of a crate from elsewhere.
const ALLOWED: [&str; 4] = ["src/browser/", "src/ui/virtual_list/", "src/ui/virtual_list.rs", "src/wasm_streams/"];

/// Looks for the crates in every path, also behind a re-export such as `leptos::web_sys`.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let modules = facts.tree.modules.iter().filter(|module| !module.is_test);
    by_key(modules.flat_map(|module| {
        let path = facts.path(module.file);
        let uses = module.uses.iter().map(|import| (&import.path, import.line));
        let references = module.references.iter().filter(|reference| is_path_or_attribute(reference));
        let references = references.map(|reference| (&reference.path, reference.line));
        let found = uses.chain(references).filter(|(name, _)| reaches_browser(name) && !is_allowed(path));
        found.map(move |(name, line)| Violation {
            key: path.to_owned(),
            sentence: format!(
                "{path}:{line} uses `{}`: only browser/ and ui/virtual_list may; give browser/ a function for it.",
                name.join("::")
            ),
        })
    }))
}

fn reaches_browser(path: &[String]) -> bool {
    path.iter().any(|name| CRATES.iter().any(|known| name.starts_with(known)))
}

/// A name by itself may be a variable: it would have to be imported first, and then the import is found.
fn is_path_or_attribute(reference: &Reference) -> bool {
    reference.path.len() > 1 || reference.kind == ReferenceKind::Attribute
}

fn is_allowed(path: &str) -> bool {
    ALLOWED.iter().any(|allowed| path.starts_with(allowed))
}
