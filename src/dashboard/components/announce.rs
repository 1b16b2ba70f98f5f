//! Page titles, seen and heard.

use leptos::prelude::*;

use crate::browser;

/// What the latest page is called; the shell reads it aloud.
#[derive(Clone, Copy)]
pub(super) struct PageName(pub RwSignal<String>);

/// Sets the document's title and has the change of page announced. One on every page.
#[component]
pub fn Title(#[prop(into)] page: Signal<String>) -> impl IntoView {
    let announced = use_context::<PageName>();
    Effect::new(move || {
        let page = page.get();
        browser::announce_title(&page);
        if let Some(PageName(name)) = announced {
            name.set(page);
        }
    });
}
