//! A row of the list. It is drawn once and then shows one device after another while the list scrolls, so every cell reads
//! its device through a signal. Of columns that are not shown nothing exists.

use leptos::prelude::*;

use super::{
    By, DeviceList,
    live_cells::{ConnectionCell, FirmwareCell, HeardCell, IncidentsCell, LockdownCell, TemperatureCell},
};
use crate::{
    directory::Entry,
    paths::{self, Tab},
    session::Session,
    ui::{Cell, Row},
};

/// The device that a row shows; none for a moment, when rows have just gone.
pub(super) type Shown = Memo<Option<Entry>>;

/// The cells of a row.
pub fn device_row(list: DeviceList, row: Row) -> AnyView {
    let entry = Memo::new(move |_| list.entry(row.index.get()));
    let cells = move || list.columns().iter().map(|by| cell(by, entry, row)).collect_view();
    cells.into_any()
}

fn cell(by: By, entry: Shown, row: Row) -> AnyView {
    let href = move || entry.with(|entry| entry.as_ref().map(|entry| paths::device(&entry.device.name, Tab::Overview)));
    let content = match by {
        By::Name => {
            let name = move || text(entry, |entry| entry.device.name.clone());
            view! { <a href=href title=name tabindex=move || row.tabindex.get()>{name}</a> }.into_any()
        }
        By::Type => (move || text(entry, |entry| entry.kind().label().to_owned())).into_any(),
        By::Definition => spelled(entry, |entry| entry.device.definition.clone()),
        By::Serial => spelled(entry, |entry| entry.device.serial_number.clone()),
        By::Region => (move || text(entry, |entry| entry.device.region.clone())).into_any(),
        By::Policy if Session::current().is_file() => "Not told".into_any(),
        By::Policy => spelled(entry, |entry| entry.device.policy.clone().unwrap_or_else(|| "None".to_owned())),
        By::Aliases => spelled(entry, |entry| match entry.device.aliases.as_slice() {
            [] => "None".to_owned(),
            aliases => aliases.join(", "),
        }),
        By::Connection => view! { <ConnectionCell entry/> }.into_any(),
        By::Heard => view! { <HeardCell entry/> }.into_any(),
        By::Firmware => view! { <FirmwareCell entry/> }.into_any(),
        By::Temperature => view! { <TemperatureCell entry/> }.into_any(),
        By::Lockdown => view! { <LockdownCell entry/> }.into_any(),
        By::Incidents => view! { <IncidentsCell entry href=Signal::derive(href) tabindex=row.tabindex/> }.into_any(),
    };
    view! { <Cell class=class(by)>{content}</Cell> }.into_any()
}

/// What a cell is where there is little room, and which column it is of.
fn class(by: By) -> &'static str {
    match by {
        By::Name => "lead name",
        By::Type => "sub type",
        By::Connection => "mark connection",
        By::Heard => "sub heard",
        By::Lockdown => "sub lockdown",
        By::Incidents => "sub incidents",
        _ => by.word(),
    }
}

fn text(entry: Shown, read: fn(&Entry) -> String) -> String {
    entry.with(|entry| entry.as_ref().map(read).unwrap_or_default())
}

/// A text that may be longer than its column: in full on hover, and on the device's page.
fn spelled(entry: Shown, read: fn(&Entry) -> String) -> AnyView {
    view! { <span title=move || text(entry, read)>{move || text(entry, read)}</span> }.into_any()
}
