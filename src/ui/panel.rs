//! A panel component: a part of a page with a heading, which is also the accessible name of the region.

use leptos::prelude::*;

use crate::unique_id::unique_id;

/// A region named by its heading.
#[component]
pub fn Panel(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Beside the heading: links, buttons, an age.
    #[prop(optional, into)]
    actions: ViewFnOnce,
    /// The content.
    children: Children,
) -> AnyView {
    let id = unique_id("panel");
    let heading = id.clone();
    view! {
        <section class="panel" aria-labelledby=heading>
            <header class="panel-head">
                <h2 id=id>{move || title.get()}</h2>
                {actions.run()}
            </header>
            {children()}
        </section>
    }
    .into_any()
}
