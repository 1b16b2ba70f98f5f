//! The whole fleet, held against its policies.
//!
//! A device is looked at again when something about it has changed. What depends on the time alone (a call without an answer, a
//! command that nobody fetched) is seen with the next look, once a second.

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
    state::{directory::device_entry::DeviceEntry, live::LiveState},
};
use jetstream_browser as browser;

/// How often the fleet is looked at while nothing but events comes in: each of them changes one device, and this looks at all.
const PACE: Duration = Duration::from_millis(500);

/// Lines by the number of their device, and what they were made from.
#[derive(Debug, Default)]
struct DriftRows {
    setup: Arc<FleetConfiguration>,
    rules: Arc<[Rule]>,
    heard: ReportCache,
    lines: Vec<Arc<DriftRow>>,
}

impl DriftRows {
    /// Looks at all devices. `true` when something about one of them has changed.
    fn look(&mut self, now: TableInputs<'_>) -> bool {
        let mut changed = !Arc::ptr_eq(&self.setup, now.setup) || self.rules != *now.rules;
        if changed {
            (self.setup, self.rules) = (Arc::clone(now.setup), Arc::clone(now.rules));
            self.lines.clear();
        }
        for (number, device) in now.setup.all().enumerate() {
            let name = &device.0.device.name;
            let heard = self.heard.of(now.fleet, name, now.at);
            let asked = now.asked.get(name);
            let made = self.lines.get_mut(number);
            let is_same = |line: &DriftRow| Arc::ptr_eq(&line.heard, &heard) && line.asked.as_ref() == asked;
            if made.as_ref().is_some_and(|line| is_same(line)) {
                continue;
            }
            let line = Arc::new(DriftRow::new(now.setup, device, heard, asked.cloned(), now.rules));
            match made {
                Some(made) => *made = line,
                None => self.lines.push(line),
            }
            changed = true;
        }
        changed
    }
}

/// What is looked at, and when.
#[derive(Clone, Copy)]
struct TableInputs<'a> {
    setup: &'a Arc<FleetConfiguration>,
    rules: &'a Arc<[Rule]>,
    asked: &'a HashMap<String, Arc<CachedPolicy>>,
    fleet: &'a Fleet,
    at: Timestamp,
}

/// The board. Copied freely.
#[derive(Clone, Copy)]
pub struct DriftTable {
    /// The fleet it is of.
    pub setup: Memo<Arc<FleetConfiguration>>,
    /// The rules it is held against.
    pub rules: RuleStore,
    /// What Jetstream says of single devices.
    pub asked: DevicePolicyCache,
    lines: StoredValue<DriftRows>,
    version: RwSignal<u64>,
}

impl DriftTable {
    /// Starts to look, and goes on for as long as its owner is there.
    pub fn open() -> Self {
        let live = LiveState::current();
        let board = Self {
            setup: FleetConfiguration::current(),
            rules: RuleStore::open(),
            asked: DevicePolicyCache::new(),
            lines: StoredValue::new(DriftRows::default()),
            version: RwSignal::new(0),
        };
        let pace = RwSignal::new(0_u64);
        browser::interval(PACE, move || {
            pace.try_update(|pace| *pace += 1);
        });
        // Events alone are no reason to look, but when something came in since the last look, or a second has passed.
        let due = Memo::new(move |_| {
            // The clock is not tracked, since it is looked at with each step of the pace.
            pace.track();
            (live.with_untracked(Fleet::revision), live.now_untracked().as_second())
        });
        Effect::new(move || {
            // Read, not only tracked: a memo that nobody reads does not know what it depends on.
            due.get();
            let (setup, rules, asked) = (board.setup.get(), board.rules.all(), board.asked.all());
            // Not tracked: each second is due.
            let at = live.now_untracked();
            let changed = live.with_untracked(|fleet| {
                let now = TableInputs { setup: &setup, rules: &rules, asked: &asked, fleet, at };
                board.lines.try_update_value(|lines| lines.look(now))
            });
            if changed == Some(true) {
                board.version.update(|version| *version += 1);
            }
        });
        board
    }

    /// The line of a device, by its number; reactive.
    pub fn line(&self, number: usize) -> Option<Arc<DriftRow>> {
        self.version.track();
        self.lines.with_value(|lines| lines.lines.get(number).cloned())
    }

    /// The whole board as it stands; reactive.
    pub fn looked(&self) -> TableSnapshot {
        self.version.track();
        let setup = self.setup.get();
        self.lines.with_value(|lines| TableSnapshot {
            // For a moment the lines may be those of the list before.
            lines: if Arc::ptr_eq(&setup, &lines.setup) { lines.lines.clone() } else { Vec::new() },
            setup,
        })
    }
}

/// The board at one moment.
#[derive(Debug)]
pub struct TableSnapshot {
    setup: Arc<FleetConfiguration>,
    lines: Vec<Arc<DriftRow>>,
}

impl TableSnapshot {
    /// The devices in the order of their names, each with its number and its line.
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
