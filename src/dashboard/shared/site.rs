//! Site information from the configuration: the product name and the help link.

use leptos::prelude::*;

use crate::config::{Config, PRODUCT};

/// The part of the configuration that every page shows. It has default values until the configuration is loaded.
#[derive(Clone, Copy)]
pub struct SiteInfo {
    /// The product name.
    pub name: Signal<String>,
    /// The address of the help page.
    pub support: Signal<Option<String>>,
}

impl SiteInfo {
    /// Provides the context.
    pub fn provide(config: impl Fn() -> Option<Config> + Send + Sync + 'static) {
        let config = Memo::new(move |_| config());
        let name =
            Signal::derive(move || config.get().map_or_else(|| PRODUCT.to_owned(), |config| config.product_name));
        let support = Signal::derive(move || config.get().and_then(|config| config.support_link));
        provide_context(Self { name, support });
    }

    /// The context.
    pub fn current() -> Self {
        expect_context()
    }
}

/// The help link. Empty if none is configured.
#[component]
pub fn Help() -> impl IntoView {
    let support = SiteInfo::current().support;
    move || support.get().map(|link| view! { <a href=link target="_blank" rel="noreferrer">"Help"</a> })
}
