//! The view model of the drift table: filter, sort order, selection, and the rows they leave.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::drift::{filter::BoardFilter, line::DriftRow, table::DriftTable, text::DriftStatus},
    paths::UrlQuery,
    shared::selection::Selection,
    state::directory::device_entry::DeviceEntry,
};

/// The filtered table with its selection. `Copy`.
#[derive(Clone, Copy)]
pub struct DriftView {
    /// The whole table.
    pub table: DriftTable,
    /// The filter.
    pub filter: Memo<BoardFilter>,
    /// The selection.
    pub selection: Memo<Selection>,
    shown: Memo<Arc<[u32]>>,
    chosen: Memo<Arc<[u32]>>,
    status_counts: Memo<Vec<(DriftStatus, usize)>>,
}

impl DriftView {
    /// Creates the view for the query of the URL.
    pub fn new(table: DriftTable, query: Memo<UrlQuery>) -> Self {
        let filter = Memo::new(move |_| query.with(BoardFilter::read));
        let selection = Memo::new(move |_| query.with(Selection::read));
        let shown = Memo::new(move |_| {
            let (snapshot, rules, filter) = (table.snapshot(), table.rules.all(), filter.read());
            let fits = filter.apply(&rules);
            let shown = snapshot.in_order().filter(|(_, entry, line)| fits(entry, line));
            shown.map(|(number, ..)| number).collect::<Arc<[_]>>()
        });
        let chosen = Memo::new(move |_| {
            let (setup, selection) = (table.setup.get(), selection.read());
            let is_chosen = |number: &u32| {
                setup.device(*number as usize).is_some_and(|(entry, _)| selection.has(&entry.device.name))
            };
            // Devices selected by name stay selected when a filter hides them; a selection of all follows the filter.
            let of = if selection.is_all() { shown.get() } else { Arc::clone(&setup.names) };
            if selection.is_none() { Arc::default() } else { of.iter().copied().filter(is_chosen).collect() }
        });
        let status_counts = Memo::new(move |_| {
            let snapshot = table.snapshot();
            let count = |status| (status, snapshot.in_order().filter(|(.., line)| line.status == status).count());
            DriftStatus::ALL.into_iter().map(count).filter(|(_, count)| *count > 0).collect()
        });
        Self { table, filter, selection, shown, chosen, status_counts }
    }

    /// The number of all devices.
    pub fn total(&self) -> usize {
        self.table.setup.with(|setup| setup.devices.len())
    }

    /// The number of devices that are shown.
    pub fn count(&self) -> usize {
        self.shown.with(|shown| shown.len())
    }

    /// The number of devices in each status, over the whole table.
    pub fn status_counts(&self) -> Vec<(DriftStatus, usize)> {
        self.status_counts.get()
    }

    /// The device in a row, with its drift; `None` after the last one.
    pub fn row(&self, row: usize) -> Option<(DeviceEntry, Arc<DriftRow>)> {
        let number = self.shown.with(|shown| shown.get(row).copied())?;
        self.of(number)
    }

    fn of(&self, number: u32) -> Option<(DeviceEntry, Arc<DriftRow>)> {
        let line = self.table.line(number as usize)?;
        let entry = self.table.setup.with(|setup| setup.device(number as usize).map(|(entry, _)| entry.clone()))?;
        Some((entry, line))
    }

    /// The number of selected devices.
    pub fn chosen_count(&self) -> usize {
        self.chosen.with(|chosen| chosen.len())
    }

    /// The selected devices.
    pub fn chosen(&self) -> Vec<(DeviceEntry, Arc<DriftRow>)> {
        self.chosen.get().iter().filter_map(|number| self.of(*number)).collect()
    }
}
