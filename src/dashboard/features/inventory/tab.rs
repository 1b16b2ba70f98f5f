//! What lies in one device.

use leptos::prelude::*;

use crate::{features::inventory::view::Inventory, state::directory::device_entry::DeviceEntry};

/// The tab of the device's page.
pub fn tab(entry: DeviceEntry) -> AnyView {
    view! { <Inventory device=entry.device.name/> }.into_any()
}
