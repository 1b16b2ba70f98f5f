//! Placeholder while its author writes it.
use crate::components::Title;
use leptos::prelude::*;
/// Placeholder.
#[component]
pub fn DevicesPage() -> impl IntoView {
    view! { <Title page="Devices"/><h1>"Devices"</h1> }
}
