//! A signal with the last temperatures of the fleet.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::sensors::{
        latest::{self, LatestReading},
        limits::{SensorLimits, is_temperature},
    },
    state::{directory::Directory, live::LiveState},
};

/// The last reading of every temperature sensor of the fleet, updated with the clock.
pub fn temperatures() -> Memo<Arc<[LatestReading]>> {
    let (live, directory, limits) = (LiveState::current(), Directory::current(), SensorLimits::open());
    let now = live.now_for(move || directory.count());
    Memo::new(move |_| {
        let (now, devices) = (now.get(), directory.devices());
        let entries = devices.value().map(|devices| &**devices).unwrap_or_default();
        let every = |entry: &_| latest::interval(directory, entry);
        let all = live.with_untracked(|fleet| latest::collect(fleet, entries, limits.all(), every, now));
        all.into_iter().filter(|latest| is_temperature(&latest.sensor)).collect::<Arc<[_]>>()
    })
}
