//! Page titles, seen and heard.

use leptos::prelude::*;

use super::site::Site;
use crate::{browser, embed::Embed, ui::Covered};

/// What the latest page is called; the shell reads it aloud.
#[derive(Clone, Copy)]
pub(super) struct PageName(pub RwSignal<String>);

/// Sets the document's title and has the change of page announced. One on every page.
#[component]
pub fn Title(#[prop(into)] page: Signal<String>) -> impl IntoView {
    let (announced, covered) = (use_context::<PageName>(), use_context::<Covered>());
    let (product, embed) = (Site::current().name, Embed::current());
    // A title can be read by whoever passes by, and names devices.
    let shown = Memo::new(move |_| match covered {
        Some(Covered(covered)) if covered.get() => "Locked".to_owned(),
        _ => page.get(),
    });
    Effect::new(move || {
        shown.with(|page| {
            product.with(|product| browser::announce_title(page, product));
            embed.name_page(page);
        });
    });
    Effect::new(move || {
        if let Some(PageName(name)) = announced {
            name.set(page.get());
        }
    });
}
