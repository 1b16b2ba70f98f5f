//! What a device is.

use leptos::prelude::*;

use crate::{directory::Entry, ui::Panel};

/// The panel: what Jetstream answers, as received.
#[component]
pub fn About(entry: Entry) -> AnyView {
    let device = entry.device.clone();
    let kind = match entry.kind() {
        jetstream_api::kind::DeviceKind::Unknown => {
            "not known: its definition names no model of the catalogue".to_owned()
        }
        kind => kind.label().to_owned(),
    };
    let aliases = if device.aliases.is_empty() { "none".to_owned() } else { device.aliases.join(", ") };
    let facts = [
        ("Type", kind),
        ("Definition", device.definition),
        ("Serial number", device.serial_number),
        ("Region", device.region),
        ("Policy", device.policy.unwrap_or_else(|| "none".to_owned())),
        ("Aliases", aliases),
        ("Id", device.id.map_or_else(|| "not given".to_owned(), |id| id.to_string())),
    ];
    let facts = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! { <Panel title="About"><dl class="facts">{facts.collect_view()}</dl></Panel> }.into_any()
}
