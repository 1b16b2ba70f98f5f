//! The page for a path that does not exist.

use leptos::prelude::*;

use crate::{paths, shared::page_title::PageTitle};

/// A message that there is no such page, with a link to the devices.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <PageTitle page="Not found"/>
        <h1>"There is no such page"</h1>
        <p>"The address may be mistyped, or the page may belong to another version of the dashboard."</p>
        <p><a href=paths::DEVICES>"To the devices"</a></p>
    }
}
