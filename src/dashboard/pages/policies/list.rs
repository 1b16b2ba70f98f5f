//! All policies: for which definition each is, which devices have it, and whether those are as it says.

use leptos::prelude::*;

use crate::{components::Title, directory::Directory, words};

/// The page.
#[component]
pub fn PoliciesPage() -> AnyView {
    let directory = Directory::current();
    let count = move || directory.policies().value().map(|policies| words::count(policies.len(), "policy"));
    view! {
        <Title page="Policies"/>
        <h1>"Policies"</h1>
        <p role="status" aria-label="Count">{count}</p>
    }
    .into_any()
}
