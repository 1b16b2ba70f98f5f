//! The configuration tab on the page of a device.

use leptos::prelude::*;

use crate::{features::configuration::view::Configuration, state::directory::device_entry::DeviceEntry};

/// The tab.
pub fn tab(entry: DeviceEntry) -> AnyView {
    view! { <Configuration entry/> }.into_any()
}
