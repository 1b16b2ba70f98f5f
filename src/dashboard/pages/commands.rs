//! Placeholder while its author writes it.
use crate::components::Title;
use leptos::prelude::*;
/// Placeholder.
#[component]
pub fn CommandsPage() -> impl IntoView {
    view! { <Title page="Commands"/><h1>"Commands"</h1> }
}
