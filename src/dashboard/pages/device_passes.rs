//! Who may open one device.

use leptos::prelude::*;

use crate::{components::passes::Passes, directory::Entry};

/// The tab of the device's page.
pub fn tab(entry: Entry) -> AnyView {
    view! { <Passes entry/> }.into_any()
}
