//! The drift table: a reactive store with one row for each device of the fleet.
//!
//! A row is computed again when something about its device has changed. Changes by time alone (a call without an answer, a command
//! that was not fetched) are found by the next update, once a second.

use std::{collections::HashMap, sync::Arc, time::Duration};

use jetstream_fleet::{Fleet, configuration::Rule};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    features::{
        drift::{
            device_policy_cache::{CachedPolicy, DevicePolicyCache},
            line::DriftRow,
        },
        fleet_configuration::{model::FleetConfiguration, report_cache::ReportCache, rule_store::RuleStore},
    },
    state::{directory::device_entry::DeviceEntry, live::LiveState, session::Session},
};
use jetstream_browser as browser;

/// How often the table is updated while events arrive: each event changes one device, but an update visits all devices.
const PACE: Duration = Duration::from_millis(500);

/// The rows by device index, and the inputs that they were computed from.
#[derive(Debug, Default)]
struct DriftRows {
    setup: Arc<FleetConfiguration>,
    rules: Arc<[Rule]>,
    reports: ReportCache,
    lines: Vec<Arc<DriftRow>>,
}

impl DriftRows {
    /// Updates the rows of all devices. Returns `true` if any row has changed.
    fn update(&mut self, now: TableInputs<'_>) -> bool {
        let mut changed = !Arc::ptr_eq(&self.setup, now.setup) || self.rules != *now.rules;
        if changed {
            (self.setup, self.rules) = (Arc::clone(now.setup), Arc::clone(now.rules));
            self.lines.clear();
        }
        for (number, device) in now.setup.all().enumerate() {
            let name = &device.0.device.name;
            let report = self.reports.of(now.fleet, name, now.at);
            let cached = now.policies.get(name);
            let stored = self.lines.get_mut(number);
            let is_same = |line: &DriftRow| Arc::ptr_eq(&line.report, &report) && line.cached.as_ref() == cached;
            if stored.as_ref().is_some_and(|line| is_same(line)) {
                continue;
            }
            let line = Arc::new(DriftRow::new(now.setup, device, report, cached.cloned(), now.rules));
            match stored {
                Some(stored) => *stored = line,
                None => self.lines.push(line),
            }
            changed = true;
        }
        changed
    }
}

/// The inputs of an update, and its time.
#[derive(Clone, Copy)]
struct TableInputs<'a> {
    setup: &'a Arc<FleetConfiguration>,
    rules: &'a Arc<[Rule]>,
    policies: &'a HashMap<String, Arc<CachedPolicy>>,
    fleet: &'a Fleet,
    at: Timestamp,
}

/// The table. `Copy`.
#[derive(Clone, Copy)]
pub struct DriftTable {
    /// The configuration of the fleet.
    pub setup: Memo<Arc<FleetConfiguration>>,
    /// The rules.
    pub rules: RuleStore,
    /// The answers of Jetstream for single devices.
    pub policies: DevicePolicyCache,
    lines: StoredValue<DriftRows>,
    version: RwSignal<u64>,
}

impl DriftTable {
    /// Creates the table. It is updated for as long as its owner lives.
    pub fn open() -> Self {
        let live = LiveState::current();
        let table = Self {
            setup: FleetConfiguration::current(),
            rules: RuleStore::open(),
            policies: DevicePolicyCache::new(Session::current()),
            lines: StoredValue::new(DriftRows::default()),
            version: RwSignal::new(0),
        };
        let pace = RwSignal::new(0_u64);
        browser::interval(PACE, move || {
            pace.try_update(|pace| *pace += 1);
        });
        // Events do not cause an update directly: at each interval, the table is updated if the fleet has changed or a new second
        // has begun.
        let due = Memo::new(move |_| {
            // The clock is not tracked, since it is read at each interval.
            pace.track();
            (live.with_untracked(Fleet::revision), live.now_untracked().as_second())
        });
        Effect::new(move || {
            // Read, not only tracked: a memo that nobody reads does not know its dependencies.
            due.get();
            let (setup, rules, policies) = (table.setup.get(), table.rules.all(), table.policies.all());
            // Not tracked: the memo above changes every second.
            let at = live.now_untracked();
            let changed = live.with_untracked(|fleet| {
                let now = TableInputs { setup: &setup, rules: &rules, policies: &policies, fleet, at };
                table.lines.try_update_value(|lines| lines.update(now))
            });
            if changed == Some(true) {
                table.version.update(|version| *version += 1);
            }
        });
        table
    }

    /// The row of a device, by its index. Reactive.
    pub fn line(&self, number: usize) -> Option<Arc<DriftRow>> {
        self.version.track();
        self.lines.with_value(|lines| lines.lines.get(number).cloned())
    }

    /// The present state of the whole table. Reactive.
    pub fn snapshot(&self) -> TableSnapshot {
        self.version.track();
        let setup = self.setup.get();
        self.lines.with_value(|lines| TableSnapshot {
            // For a moment the rows may belong to the previous list of devices.
            lines: if Arc::ptr_eq(&setup, &lines.setup) { lines.lines.clone() } else { Vec::new() },
            setup,
        })
    }
}

/// A snapshot of the table.
#[derive(Debug)]
pub struct TableSnapshot {
    setup: Arc<FleetConfiguration>,
    lines: Vec<Arc<DriftRow>>,
}

impl TableSnapshot {
    /// The devices in the order of their names, each with its index and its row.
    pub fn in_order(&self) -> impl Iterator<Item = (u32, &DeviceEntry, &Arc<DriftRow>)> {
        let device = |number: &u32| {
            let (entry, _) = self.setup.device(*number as usize)?;
            Some((*number, entry, self.lines.get(*number as usize)?))
        };
        self.setup.names.iter().filter_map(device)
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
