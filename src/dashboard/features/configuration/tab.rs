//! The parameters of one device, each in its layers.

use leptos::prelude::*;

use crate::{features::configuration::view::Configuration, state::directory::device_entry::DeviceEntry};

/// The tab of the device's page.
pub fn tab(entry: DeviceEntry) -> AnyView {
    view! { <Configuration entry/> }.into_any()
}
