//! A disclosure component over the native `<details>`, which find-in-page opens, too.

use leptos::prelude::*;

use crate::icon::{self, Icon};

/// Content that is shown on demand.
#[component]
pub fn Disclosure(
    /// The content in a few words.
    #[prop(into)]
    summary: Signal<String>,
    /// Is it open from the start?
    #[prop(optional)]
    open: bool,
    /// The content.
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
