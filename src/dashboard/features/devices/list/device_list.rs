//! View model of the device list: the devices that match the query of the URL, in their order.
//!
//! A keystroke filters the devices in one pass, with texts that were prepared when the list was loaded; the order is reused. Live
//! values (connections, last heard, lockdowns, incidents) are read for *all* devices only while the list is sorted or filtered by
//! them: once a second, connections four times a second. The rows on screen read theirs as they change. A hidden column costs
//! nothing: it has no cell and no signal in any row, and causes no call.

use std::{ops::Range, sync::Arc, time::Duration};

use jetstream_api::{capabilities::Connection, names::DeviceName};
use jetstream_fleet::sorting::SortedVec;
use leptos::prelude::*;

use crate::{
    features::devices::list::{
        column::DeviceColumn,
        columns::Columns,
        filter::{Filter, LockdownClasses},
        rank,
        sorting::Sorting,
    },
    paths::UrlQuery,
    shared::{device_facts, natural_sort::by_name},
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        live::LiveState,
    },
};
use jetstream_browser as browser;
use jetstream_fleet::bigram_filter::BigramFilter;

/// How often a list that is sorted or filtered by connection applies new answers: each answer changes one device, but an update
/// reads all devices.
const REORDER_INTERVAL: Duration = Duration::from_millis(250);

/// The devices, and those of them that are shown. `Copy`; all fields are memos.
#[derive(Clone, Copy)]
pub struct DeviceList {
    entries: Memo<Arc<[DeviceEntry]>>,
    /// The connections of all devices, while the list is sorted or filtered by them.
    connections: Memo<Option<Arc<[Connection]>>>,
    /// The indices of the devices that match every filter except the one for connections, in display order.
    fitting: Memo<Arc<[u32]>>,
    /// The indices of the devices that are shown.
    shown: Memo<Arc<[u32]>>,
    sorting: Memo<Sorting>,
    columns: Memo<Columns>,
}

impl DeviceList {
    /// Creates the list for a query.
    pub fn new(query: Memo<UrlQuery>) -> Self {
        let (live, directory) = (LiveState::current(), Directory::current());
        let entries = Memo::new(move |_| directory.devices().value().cloned().unwrap_or_default());
        let filter = Memo::new(move |_| query.with(Filter::read));
        let sorting = Memo::new(move |_| query.with(Sorting::read));
        let by = Memo::new(move |_| sorting.get().by);
        // Separate from the rest of the query, so that the stored columns are not read again with every keystroke.
        let columns = Memo::new(move |_| query.with(|query| query.get(Columns::KEY).to_owned()));
        let columns = Memo::new(move |_| columns.with(|value| Columns::of(value)));

        let pace = RwSignal::new(0_u64);
        browser::interval(REORDER_INTERVAL, move || {
            pace.try_update(|pace| *pace += 1);
        });
        let by_connection = Memo::new(move |_| {
            by.get() == DeviceColumn::Connection || filter.with(|filter| filter.connection.is_set())
        });
        let connections = Memo::new(move |_| {
            by_connection.get().then(|| {
                pace.track();
                let known = untrack(|| directory.statuses().all());
                let connection = |entry: &DeviceEntry| {
                    known.get(&entry.device.name).map_or(Connection::Unknown, |status| status.connection)
                };
                entries.with(|entries| entries.iter().map(connection).collect::<Arc<[_]>>())
            })
        });
        let by_lockdown = Memo::new(move |_| filter.with(|filter| filter.lockdown.is_set()));
        let lockdowns = Memo::new(move |_| {
            by_lockdown.get().then(|| {
                let now = live.now();
                let classes = |entry: &DeviceEntry| {
                    live.with_untracked(|fleet| {
                        LockdownClasses::of(&device_facts::lockdown(fleet, directory, entry, now))
                    })
                };
                entries.with(|entries| entries.iter().map(classes).collect::<Arc<[_]>>())
            })
        });
        let ranks = Memo::new(move |_| {
            let by = Some(by.get()).filter(|by| by.is_live())?;
            let now = live.now();
            let (entries, connections) = (entries.read(), connections.read());
            let mut connections = connections.iter().flat_map(|all| all.iter().copied());
            let rank = |entry| {
                let connection = connections.next().unwrap_or_default();
                live.with_untracked(|fleet| rank::rank(by, fleet, directory, entry, connection, now))
            };
            Some(entries.iter().map(rank).collect::<Arc<[_]>>())
        });

        let names = Memo::new(move |_| entries.with(|entries| by_name(entries)));
        let order = Memo::new(move |_| {
            let (entries, names, ranks) = (entries.read(), names.read(), ranks.read());
            sorting.get().sort(&entries, &names, ranks.as_deref())
        });
        let pairs = Memo::new(move |_| {
            entries.with(|entries| {
                entries.iter().map(|entry| BigramFilter::<4>::of_text(&entry.haystack)).collect::<Arc<[_]>>()
            })
        });
        let fitting = Memo::new(move |_| {
            let (entries, pairs, filter, lockdowns) = (entries.read(), pairs.read(), filter.read(), lockdowns.read());
            let fits = |number: &u32| {
                let classes = lockdowns.as_ref().and_then(|all| all.get(*number as usize));
                pairs.get(*number as usize).is_some_and(|pairs| filter.prefilter(pairs))
                    && entries.get(*number as usize).is_some_and(|entry| filter.matches(entry))
                    && classes.is_none_or(|classes| classes.fit(filter.lockdown))
            };
            order.with(|order| order.iter().copied().filter(fits).collect::<Arc<[_]>>())
        });
        let shown = Memo::new(move |_| {
            let only = filter.with(|filter| filter.connection);
            connections.with(|connections| match connections {
                Some(connections) if only.is_set() => {
                    let fits = |number: &u32| {
                        connections.get(*number as usize).is_some_and(|connection| only.matches(connection))
                    };
                    fitting.with(|fitting| fitting.iter().copied().filter(fits).collect())
                }
                _ => fitting.get(),
            })
        });
        Self { entries, connections, fitting, shown, sorting, columns }
    }

    /// The number of all devices.
    pub fn total(&self) -> usize {
        self.entries.with(|entries| entries.len())
    }

    /// The number of devices that are shown.
    pub fn count(&self) -> usize {
        self.shown.with(|shown| shown.len())
    }

    /// The sort order.
    pub fn sorting(&self) -> Sorting {
        self.sorting.get()
    }

    /// The visible columns.
    pub fn columns(&self) -> Columns {
        self.columns.get()
    }

    /// Returns whether the list shows connections, or is sorted or filtered by them.
    pub fn shows_connections(&self) -> bool {
        self.columns().has(DeviceColumn::Connection) || self.connections.with(Option::is_some)
    }

    /// Calls `visit` for every device that is shown, in display order.
    pub fn visible_rows(&self, mut visit: impl FnMut(&DeviceEntry)) {
        let (entries, shown) = (self.entries.read(), self.shown.read());
        shown.iter().filter_map(|number| entries.get(*number as usize)).for_each(&mut visit);
    }

    /// The device in a row; `None` after the last one.
    pub fn entry(&self, row: usize) -> Option<DeviceEntry> {
        let number = self.shown.with(|shown| shown.get(row).copied())?;
        self.entries.with(|entries| entries.get(number as usize).cloned())
    }

    /// The names of the devices in these rows, for calls. Devices whose name is not valid in a call are left out.
    pub fn names(&self, rows: Range<usize>) -> Vec<DeviceName> {
        rows.filter_map(|row| self.entry(row)?.callable_name()).collect()
    }

    /// While the list is sorted or filtered by connection: the number of devices with a known connection, and the number of all
    /// devices that match the other filters.
    pub fn connections_known(&self) -> Option<(usize, usize)> {
        let (connections, fitting) = (self.connections.get()?, self.fitting.get());
        let is_known =
            |number: &&u32| connections.get(**number as usize).is_some_and(|one| *one != Connection::Unknown);
        Some((fitting.iter().filter(is_known).count(), fitting.len()))
    }

    /// While the list is sorted or filtered by connection: the first `most` devices that match the other filters.
    pub fn prefiltered(&self, most: usize) -> Vec<DeviceName> {
        let by_connection = self.connections.with(Option::is_some);
        let (entries, fitting) = (self.entries.read(), self.fitting.read());
        let name = |number: &u32| entries.get(*number as usize)?.callable_name();
        fitting.iter().take(if by_connection { most } else { 0 }).filter_map(name).collect()
    }

    /// Returns whether any device meets the condition. For the choices of a filter.
    pub fn has_devices(&self, is: impl Fn(&DeviceEntry) -> bool) -> bool {
        self.entries.with(|entries| entries.iter().any(is))
    }

    /// The regions of the devices, in alphabetical order.
    pub fn regions(&self) -> Vec<String> {
        let entries = self.entries.read();
        let mut regions = SortedVec::default();
        entries.iter().for_each(|entry| regions.insert(entry.device.region.as_str()));
        regions.into_iter().filter(|region| !region.is_empty()).map(str::to_owned).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jetstream_api::devices::Device;

    use super::*;

    pub(crate) fn device(name: &str) -> Device {
        Device {
            id: None,
            name: name.to_owned(),
            serial_number: "0001".to_owned(),
            definition: "TS092, Security Cabinet".to_owned(),
            region: "US".to_owned(),
            policy: None,
            aliases: Vec::new(),
        }
    }

    pub(crate) fn entry(device: Device) -> DeviceEntry {
        DeviceEntry::new(device, Default::default())
    }
}
