//! The entry point of the passes tab on a device's page.

use leptos::prelude::*;

use crate::{features::passes::view::Passes, state::directory::device_entry::DeviceEntry};

/// The tab of the device's page.
pub fn tab(entry: DeviceEntry) -> AnyView {
    view! { <Passes entry/> }.into_any()
}
