//! Tabs that are links: each view has its URL, so they are navigation and not a `tablist`.

use leptos::prelude::*;

/// One view.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its name.
    pub word: Signal<String>,
    /// Where it is.
    pub href: Signal<String>,
    /// Is it the one in sight?
    pub current: Signal<bool>,
}

/// Links between the views of one thing.
#[component]
pub fn Tabs(
    /// The name of the navigation: what the views are of.
    name: &'static str,
    /// The views.
    tabs: Vec<Tab>,
) -> AnyView {
    let link = |tab: Tab| {
        let Tab { word, href, current } = tab;
        view! {
            <a class="tab" href=move || href.get() aria-current=move || current.get().then_some("page")>
                {move || word.get()}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=name>
            {tabs.into_iter().map(link).collect_view()}
        </nav>
    }
    .into_any()
}
