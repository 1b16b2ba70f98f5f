//! The parameters of one device, each in its layers.

use leptos::prelude::*;

use crate::{directory::Entry, ui::Panel};

/// The tab of the device's page.
pub fn tab(entry: Entry) -> AnyView {
    view! { <Panel title="Configuration"><p>{entry.device.definition}</p></Panel> }.into_any()
}
