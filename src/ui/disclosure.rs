//! Details on demand: the browser's own `<details>`, which find-in-page opens, too.

use leptos::prelude::*;

use crate::icon::{self, Icon};

/// Shows its children when it is asked to.
#[component]
pub fn Disclosure(
    /// What is inside, in a few words.
    #[prop(into)]
    summary: Signal<String>,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// What is inside.
    children: Children,
) -> AnyView {
    view! {
        <details class="disclosure" open=open>
            <summary>
                <Icon icon=icon::CHEVRON_RIGHT />
                <span>{move || summary.get()}</span>
            </summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
    .into_any()
}
