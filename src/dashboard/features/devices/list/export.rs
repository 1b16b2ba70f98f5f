//! The export of the device list as CSV: every row and column of the list, on screen or not.

use std::collections::HashMap;

use jetstream_api::time;
use jetstream_fleet::{Fleet, LockdownState, csv};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    features::devices::list::{
        column::DeviceColumn,
        columns::Columns,
        device_list::DeviceList,
        live_cells::{NO_LOCK, NONE_KNOWN},
    },
    shared::{
        device_facts::{self, connection_word},
        lockdown_badge::lockdown_label,
    },
    state::{
        directory::{Directory, connection_cache::ConnectionStatus, device_entry::DeviceEntry},
        live::LiveState,
    },
};
use jetstream_browser::{download, on_the_clock};
use jetstream_ui::{Button, ButtonKind, icon};

const FILE: &str = "jetstream-devices.csv";
/// The separator between several values in one cell.
const BETWEEN: &str = "; ";

/// The button.
#[component]
pub fn ExportDevices(list: DeviceList) -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let refused = RwSignal::new(None::<String>);
    let save = move |()| {
        let text = untrack(|| {
            let (now, statuses) = (live.now(), directory.statuses().all());
            live.with(|fleet| {
                let lockdown = |entry: &DeviceEntry| device_facts::lockdown(fleet, directory, entry, now);
                let known = ExportColumns { fleet, statuses: &statuses, lockdown: &lockdown, now, on_the_clock };
                let mut file = header(list.columns());
                list.visible_rows(|entry| file.push_str(&line(list.columns(), entry, &known)));
                file
            })
        });
        if !download(FILE, &text) {
            refused.set(Some("This browser does not let the page make files.".to_owned()));
        }
    };
    view! { <Button kind=ButtonKind::Quiet icon=icon::DOWNLOAD refused on_click=save>"Export CSV"</Button> }.into_any()
}

/// The data beyond the device list that the cells are made from.
struct ExportColumns<'a> {
    fleet: &'a Fleet,
    statuses: &'a HashMap<String, ConnectionStatus>,
    lockdown: &'a dyn Fn(&DeviceEntry) -> Vec<LockdownState>,
    now: Timestamp,
    /// Converts a time of the steady clock, which answers carry, to the browser's clock.
    on_the_clock: fn(Timestamp) -> Timestamp,
}

fn header(columns: Columns) -> String {
    csv::line(&columns.iter().flat_map(titles).copied().collect::<Vec<_>>())
}

/// The titles of a column. Columns that show an age on screen have a second one for the time.
fn titles(by: DeviceColumn) -> &'static [&'static str] {
    match by {
        DeviceColumn::Name => &["Name"],
        DeviceColumn::Type => &["Type"],
        DeviceColumn::Definition => &["Definition"],
        DeviceColumn::Serial => &["Serial"],
        DeviceColumn::Region => &["Region"],
        DeviceColumn::Policy => &["Policy"],
        DeviceColumn::Aliases => &["Aliases"],
        DeviceColumn::Connection => &["Connection", "Connection as of (UTC)"],
        DeviceColumn::Heard => &["Last heard (UTC)"],
        DeviceColumn::Firmware => &["Firmware"],
        DeviceColumn::Temperature => &["Temperature (°C)", "Temperature as of (UTC)"],
        DeviceColumn::Lockdown => &["Lockdown"],
        DeviceColumn::Incidents => &["Incidents"],
    }
}

fn line(columns: Columns, entry: &DeviceEntry, known: &ExportColumns<'_>) -> String {
    csv::line(&columns.iter().flat_map(|by| cells(by, entry, known)).collect::<Vec<_>>())
}

/// The cells of a column, as many as it has titles.
fn cells(by: DeviceColumn, entry: &DeviceEntry, known: &ExportColumns<'_>) -> Vec<String> {
    let (device, fleet) = (&entry.device, known.fleet);
    vec![match by {
        DeviceColumn::Name => device.name.clone(),
        DeviceColumn::Type => entry.kind().label().to_owned(),
        DeviceColumn::Definition => device.definition.clone(),
        DeviceColumn::Serial => device.serial_number.clone(),
        DeviceColumn::Region => device.region.clone(),
        DeviceColumn::Policy => device.policy.clone().unwrap_or_default(),
        DeviceColumn::Aliases => device.aliases.join(BETWEEN),
        DeviceColumn::Connection => return connection(entry, known),
        DeviceColumn::Heard => {
            let heard = fleet.health().last_heard(&device.name, known.now);
            heard.map(|heard| time::format(heard.at)).unwrap_or_default()
        }
        DeviceColumn::Firmware => fleet.health().firmware(&device.name).unwrap_or_default().to_owned(),
        DeviceColumn::Temperature => {
            let all = device_facts::temperatures(fleet, &device.name);
            let values: Vec<_> = all.iter().map(|one| one.value.to_string()).collect();
            let at = all.iter().map(|one| one.at).max();
            return vec![values.join(BETWEEN), at.map(time::format).unwrap_or_default()];
        }
        DeviceColumn::Lockdown => lockdown(entry, known),
        DeviceColumn::Incidents => match device_facts::incidents(fleet, &device.name).as_slice() {
            [] => NONE_KNOWN.to_owned(),
            open => open.iter().map(|incident| incident.kind.name).collect::<Vec<_>>().join(BETWEEN),
        },
    }]
}

fn connection(entry: &DeviceEntry, known: &ExportColumns<'_>) -> Vec<String> {
    match known.statuses.get(&entry.device.name) {
        Some(status) => {
            vec![connection_word(status.connection).1.to_owned(), time::format((known.on_the_clock)(status.at))]
        }
        None if entry.callable_name().is_none() => vec!["Cannot be asked".to_owned(), String::new()],
        None => vec!["Not asked".to_owned(), String::new()],
    }
}

/// The most severe lockdown state, without a remaining time, which would be outdated when the file is read.
fn lockdown(entry: &DeviceEntry, known: &ExportColumns<'_>) -> String {
    if entry.kind().has_lock() == Some(false) {
        return NO_LOCK.to_owned();
    }
    match (known.lockdown)(entry).first() {
        None => NONE_KNOWN.to_owned(),
        Some(LockdownState::InForce { until, .. }) => format!("Locked down until {}", time::format(*until)),
        Some(state) => lockdown_label(state, known.now).1,
    }
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;
