//! Placeholder while its author writes it.
use crate::components::Title;
use leptos::prelude::*;
/// Placeholder.
#[component]
pub fn EventsPage() -> impl IntoView {
    view! { <Title page="Events"/><h1>"Events"</h1> }
}
/// Placeholder.
#[component]
pub fn DeviceEvents(device: String) -> AnyView {
    device.into_any()
}
