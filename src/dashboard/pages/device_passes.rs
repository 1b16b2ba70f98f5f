//! Who may open one device.

use leptos::prelude::*;

use crate::{directory::Entry, ui::Panel};

/// The tab of the device's page.
pub fn tab(entry: Entry) -> AnyView {
    view! { <Panel title="Passes"><p>{entry.device.name}</p></Panel> }.into_any()
}
