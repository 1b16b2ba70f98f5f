//! Pages that need an answer of Jetstream, while there is nobody to ask.

use leptos::prelude::*;

use crate::{shared::page_title::PageTitle, state::session::NO_CONNECTION};
use jetstream_ui::{EmptyState, icon};

/// Stands in place of such a page.
#[component]
pub fn NoConnection(
    /// What the page is called.
    page: &'static str,
) -> AnyView {
    view! {
        <PageTitle page/>
        <h1>{page}</h1>
        <UnavailableWithFile/>
    }
    .into_any()
}

/// Stands in place of a part of a page.
#[component]
pub fn UnavailableWithFile() -> AnyView {
    view! {
        <EmptyState title="Nobody can be asked" icon=icon::UNPLUG>
            <p>{NO_CONNECTION}" What stands here is what Jetstream answers: close the file and sign in to see it."</p>
        </EmptyState>
    }
    .into_any()
}
