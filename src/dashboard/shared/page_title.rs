//! A component that sets the document title and announces it to screen readers.

use leptos::prelude::*;

use crate::{shared::site::SiteInfo, state::embed::Embed};
use jetstream_browser as browser;
use jetstream_ui::InertBackground;

/// The title of the current page; the shell announces it.
#[derive(Clone, Copy)]
pub(crate) struct PageTitleContext(pub RwSignal<String>);

/// Sets the document title and has the new page announced. Use it once per page.
#[component]
pub fn PageTitle(#[prop(into)] page: Signal<String>) -> impl IntoView {
    let (announced, covered) = (use_context::<PageTitleContext>(), use_context::<InertBackground>());
    let (product, embed) = (SiteInfo::current().name, Embed::current());
    // While the app is locked, the title must not show the name of a device to bystanders.
    let shown = Memo::new(move |_| match covered {
        Some(InertBackground(covered)) if covered.get() => "Locked".to_owned(),
        _ => page.get(),
    });
    Effect::new(move || {
        shown.with(|page| {
            product.with(|product| browser::set_title(page, product));
            embed.set_page_name(page);
        });
    });
    Effect::new(move || {
        if let Some(PageTitleContext(name)) = announced {
            name.set(page.get());
        }
    });
}
