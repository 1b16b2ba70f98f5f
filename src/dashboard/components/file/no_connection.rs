//! Pages that need an answer of Jetstream, while there is nobody to ask.

use leptos::prelude::*;

use crate::{
    components::Title,
    session::NO_CONNECTION,
    ui::{Empty, icon},
};

/// Stands in place of such a page.
#[component]
pub fn NoConnection(
    /// What the page is called.
    page: &'static str,
) -> AnyView {
    view! {
        <Title page/>
        <h1>{page}</h1>
        <AskedInVain/>
    }
    .into_any()
}

/// Stands in place of a part of a page.
#[component]
pub fn AskedInVain() -> AnyView {
    view! {
        <Empty title="Nobody can be asked" icon=icon::UNPLUG>
            <p>{NO_CONNECTION}" What stands here is what Jetstream answers: close the file and sign in to see it."</p>
        </Empty>
    }
    .into_any()
}
