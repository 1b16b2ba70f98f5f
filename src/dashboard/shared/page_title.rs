//! Page titles, seen and heard.

use leptos::prelude::*;

use crate::{shared::site::SiteInfo, state::embed::Embed};
use jetstream_browser as browser;
use jetstream_ui::InertBackground;

/// What the latest page is called; the shell reads it aloud.
#[derive(Clone, Copy)]
pub(crate) struct PageTitleContext(pub RwSignal<String>);

/// Sets the document's title and has the change of page announced. One on every page.
#[component]
pub fn PageTitle(#[prop(into)] page: Signal<String>) -> impl IntoView {
    let (announced, covered) = (use_context::<PageTitleContext>(), use_context::<InertBackground>());
    let (product, embed) = (SiteInfo::current().name, Embed::current());
    // A title can be read by whoever passes by, and names devices.
    let shown = Memo::new(move |_| match covered {
        Some(InertBackground(covered)) if covered.get() => "Locked".to_owned(),
        _ => page.get(),
    });
    Effect::new(move || {
        shown.with(|page| {
            product.with(|product| browser::announce_title(page, product));
            embed.set_page_name(page);
        });
    });
    Effect::new(move || {
        if let Some(PageTitleContext(name)) = announced {
            name.set(page.get());
        }
    });
}
