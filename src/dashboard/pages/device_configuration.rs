//! The parameters of one device, each in its layers.

use leptos::prelude::*;

use crate::{components::configuration::Configuration, directory::DeviceEntry};

/// The tab of the device's page.
pub fn tab(entry: DeviceEntry) -> AnyView {
    view! { <Configuration entry/> }.into_any()
}
