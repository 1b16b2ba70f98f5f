//! A row of links that look like tabs. Each view has its URL, so it is a navigation and not a `tablist`.

use leptos::prelude::*;

/// The link to one view.
#[derive(Debug, Clone)]
pub struct Tab {
    /// The name of the view.
    pub word: Signal<String>,
    /// The URL of the view.
    pub href: Signal<String>,
    /// Is it the view that is shown?
    pub current: Signal<bool>,
}

/// Links between the views of one subject.
#[component]
pub fn Tabs(
    /// The accessible name of the navigation: the subject of the views.
    name: &'static str,
    /// One link per view.
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
