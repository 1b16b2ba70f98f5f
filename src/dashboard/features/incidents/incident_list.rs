//! The model of the incident list: open incidents first, then the latest first.

use std::sync::Arc;

use jetstream_fleet::sorting::sorted_indices;
use leptos::prelude::*;

use crate::{
    features::incidents::{
        filter::IncidentState,
        incident_row::{self, IncidentView},
        notes::Notes,
    },
    shared::device_facts,
    state::{directory::Directory, live::LiveState},
};

/// All incidents, open and over, computed about once a second. It is `Copy`.
#[derive(Clone, Copy)]
pub struct Incidents {
    all: Memo<Arc<[(IncidentView, IncidentState)]>>,
    /// The user's notes on them.
    pub notes: Notes,
}

impl Incidents {
    /// Creates the list, which follows the fleet.
    pub fn open() -> Self {
        let (live, directory, notes) = (LiveState::current(), Directory::current(), Notes::open());
        let expected = Memo::new(move |_| {
            let devices = directory.devices();
            let expected = devices.value().map(|devices| &**devices).unwrap_or_default().iter().filter_map(|entry| {
                let interval = directory.setting(entry, "HeartbeatEventInterval");
                Some((entry.device.name.as_str().into(), device_facts::expectation(entry.kind(), &interval)?))
            });
            expected.collect::<Arc<[_]>>()
        });
        // By the clock and not with every paint: this iterates over the whole fleet.
        let now = live.now_for(move || expected.with(|expected| expected.len()));
        let all = Memo::new(move |_| {
            let until = live.complete_until(now.get());
            let muted = notes.muted();
            let cases =
                expected.with(|expected| live.with_untracked(|fleet| incident_row::collect(fleet, expected, until)));
            let with_state = |case: IncidentView| {
                let state = IncidentState::of(&case, muted(&case));
                (case, state)
            };
            in_order(cases.into_iter().map(with_state).collect())
        });
        Self { all, notes }
    }

    /// All incidents, sorted; reactive.
    pub fn all(&self) -> Arc<[(IncidentView, IncidentState)]> {
        self.all.get()
    }

    /// Reads all incidents, sorted; reactive.
    pub fn with<T>(&self, read: impl FnOnce(&[(IncidentView, IncidentState)]) -> T) -> T {
        self.all.with(|all| read(all))
    }

    /// The number of open incidents that are not muted; reactive.
    pub fn open_count(&self) -> usize {
        self.with(|all| all.iter().filter(|(_, state)| *state == IncidentState::Open).count())
    }
}

fn in_order(cases: Vec<(IncidentView, IncidentState)>) -> Arc<[(IncidentView, IncidentState)]> {
    let key = |number: usize| {
        let (case, state) = cases.get(number)?;
        Some((*state != IncidentState::Open, std::cmp::Reverse(case.begin), &case.id))
    };
    let order = sorted_indices(cases.len(), &|one, other| key(one).cmp(&key(other)));
    order.into_iter().filter_map(|number| cases.get(number).cloned()).collect()
}
