//! A row of the device list. It is created once and then shows different devices while the list scrolls, so every cell reads its
//! device through a signal. Hidden columns have no cells.

use leptos::prelude::*;

use crate::{
    features::devices::list::{
        column::DeviceColumn,
        device_list::DeviceList,
        live_cells::{ConnectionCell, FirmwareCell, HeardCell, IncidentsCell, LockdownCell, TemperatureCell},
        visible_device::VisibleDevice,
    },
    paths::{self, Tab},
    state::{directory::device_entry::DeviceEntry, session::Session},
};
use jetstream_ui::{Cell, Row};

/// The cells of a row.
pub fn device_row(list: DeviceList, row: Row) -> AnyView {
    let entry = Memo::new(move |_| list.entry(row.index.get()));
    let cells = move || list.columns().iter().map(|by| cell(by, entry, row)).collect_view();
    cells.into_any()
}

fn cell(by: DeviceColumn, entry: VisibleDevice, row: Row) -> AnyView {
    let href = move || entry.with(|entry| entry.as_ref().map(|entry| paths::device(&entry.device.name, Tab::Overview)));
    let content = match by {
        DeviceColumn::Name => {
            let name = move || text(entry, |entry| entry.device.name.clone());
            view! { <a href=href title=name tabindex=move || row.tabindex.get()>{name}</a> }.into_any()
        }
        DeviceColumn::Type => (move || text(entry, |entry| entry.kind().label().to_owned())).into_any(),
        DeviceColumn::Definition => spelled(entry, |entry| entry.device.definition.clone()),
        DeviceColumn::Serial => spelled(entry, |entry| entry.device.serial_number.clone()),
        DeviceColumn::Region => (move || text(entry, |entry| entry.device.region.clone())).into_any(),
        DeviceColumn::Policy if Session::current().is_file() => "Not told".into_any(),
        DeviceColumn::Policy => {
            spelled(entry, |entry| entry.device.policy.clone().unwrap_or_else(|| "None".to_owned()))
        }
        DeviceColumn::Aliases => spelled(entry, |entry| match entry.device.aliases.as_slice() {
            [] => "None".to_owned(),
            aliases => aliases.join(", "),
        }),
        DeviceColumn::Connection => view! { <ConnectionCell entry/> }.into_any(),
        DeviceColumn::Heard => view! { <HeardCell entry/> }.into_any(),
        DeviceColumn::Firmware => view! { <FirmwareCell entry/> }.into_any(),
        DeviceColumn::Temperature => view! { <TemperatureCell entry/> }.into_any(),
        DeviceColumn::Lockdown => view! { <LockdownCell entry/> }.into_any(),
        DeviceColumn::Incidents => {
            view! { <IncidentsCell entry href=Signal::derive(href) tabindex=row.tabindex/> }.into_any()
        }
    };
    view! { <Cell class=class(by)>{content}</Cell> }.into_any()
}

/// The CSS classes of a cell: its role in a card on narrow screens, and its column.
fn class(by: DeviceColumn) -> &'static str {
    match by {
        DeviceColumn::Name => "lead name",
        DeviceColumn::Type => "sub type",
        DeviceColumn::Connection => "mark connection",
        DeviceColumn::Heard => "sub heard",
        DeviceColumn::Lockdown => "sub lockdown",
        DeviceColumn::Incidents => "sub incidents",
        _ => by.value(),
    }
}

fn text(entry: VisibleDevice, read: fn(&DeviceEntry) -> String) -> String {
    entry.with(|entry| entry.as_ref().map(read).unwrap_or_default())
}

/// A text that may be wider than its column. It is shown in full on hover, and on the device's page.
fn spelled(entry: VisibleDevice, read: fn(&DeviceEntry) -> String) -> AnyView {
    view! { <span title=move || text(entry, read)>{move || text(entry, read)}</span> }.into_any()
}
