//! What the operator calls this dashboard, and where they offer help.

use leptos::prelude::*;

use crate::config::{Config, PRODUCT};

/// The part of the configuration that every page shows. Before the configuration is read it is the default.
#[derive(Clone, Copy)]
pub struct SiteInfo {
    /// The name of the product.
    pub name: Signal<String>,
    /// Where people find help.
    pub support: Signal<Option<String>>,
}

impl SiteInfo {
    /// Puts it into the context.
    pub fn provide(config: impl Fn() -> Option<Config> + Send + Sync + 'static) {
        let config = Memo::new(move |_| config());
        let name =
            Signal::derive(move || config.get().map_or_else(|| PRODUCT.to_owned(), |config| config.product_name));
        let support = Signal::derive(move || config.get().and_then(|config| config.support_link));
        provide_context(Self { name, support });
    }

    /// That of this app.
    pub fn current() -> Self {
        expect_context()
    }
}

/// The link to it, where there is one.
#[component]
pub fn Help() -> impl IntoView {
    let support = SiteInfo::current().support;
    move || support.get().map(|link| view! { <a href=link target="_blank" rel="noreferrer">"Help"</a> })
}
