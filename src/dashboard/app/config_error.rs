//! The page for a configuration that cannot be used.

use jetstream_api::site_config::error::ConfigError;
use leptos::prelude::*;

use crate::shared::page_title::PageTitle;

/// Shows the wrong key and the allowed values, for those who run the site: a visitor can do nothing.
#[component]
pub fn ConfigErrorPage(error: ConfigError) -> impl IntoView {
    view! {
        <PageTitle page="Configuration error"/>
        <main class="main">
            <h1>"The configuration of this dashboard cannot be used"</h1>
            <p role="alert">{error.to_string()}</p>
            <p>"Whoever runs this site must correct the file; then reload."</p>
        </main>
    }
}
