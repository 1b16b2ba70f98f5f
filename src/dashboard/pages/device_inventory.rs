//! What lies in one device.

use leptos::prelude::*;

use crate::{components::inventory::Inventory, directory::DeviceEntry};

/// The tab of the device's page.
pub fn tab(entry: DeviceEntry) -> AnyView {
    view! { <Inventory device=entry.device.name/> }.into_any()
}
