//! Placeholders for pages and panels that need a connection to Jetstream while a file of events is open.

use leptos::prelude::*;

use crate::{shared::page_title::PageTitle, state::session::NO_CONNECTION};
use jetstream_ui::{EmptyState, icon};

/// The placeholder for a whole page, with its title.
#[component]
pub fn NoConnection(
    /// The title of the page.
    page: &'static str,
) -> AnyView {
    view! {
        <PageTitle page/>
        <h1>{page}</h1>
        <UnavailableWithFile/>
    }
    .into_any()
}

/// The placeholder for a part of a page.
#[component]
pub fn UnavailableWithFile() -> AnyView {
    view! {
        <EmptyState title="Nobody can be asked" icon=icon::UNPLUG>
            <p>{NO_CONNECTION}" What stands here is what Jetstream answers: close the file and sign in to see it."</p>
        </EmptyState>
    }
    .into_any()
}
