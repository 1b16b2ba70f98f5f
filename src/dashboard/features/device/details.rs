//! The panel with the details of a device: definition, serial number, region, aliases.

use leptos::prelude::*;

use crate::state::{directory::device_entry::DeviceEntry, session::Session};
use jetstream_ui::Panel;

const UNTOLD: &str = "not told by the events of the file";

/// The panel: the data that Jetstream returned, unchanged; or those that the events of a file contain.
#[component]
pub fn DeviceDetails(entry: DeviceEntry) -> AnyView {
    let device = entry.device.clone();
    let kind = match entry.kind() {
        jetstream_api::kind::DeviceKind::Unknown => {
            "not known: its definition names no model of the catalogue".to_owned()
        }
        kind => kind.label().to_owned(),
    };
    let none = if Session::current().is_file() { UNTOLD } else { "none" };
    let told = |text: String| if text.is_empty() && none == UNTOLD { UNTOLD.to_owned() } else { text };
    let aliases = if device.aliases.is_empty() { none.to_owned() } else { device.aliases.join(", ") };
    let facts = [
        ("Type", kind),
        ("Definition", told(device.definition)),
        ("Serial number", told(device.serial_number)),
        ("Region", told(device.region)),
        ("Policy", device.policy.unwrap_or_else(|| none.to_owned())),
        ("Aliases", aliases),
        ("Id", device.id.map_or_else(|| "not given".to_owned(), |id| id.to_string())),
    ];
    let facts = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! { <Panel title="About"><dl class="facts">{facts.collect_view()}</dl></Panel> }.into_any()
}
