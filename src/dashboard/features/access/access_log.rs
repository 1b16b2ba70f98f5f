//! The model of the access list: every visit, and those that the filter leaves.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::access::access_entry::{self, AccessEntry, VisitFilter},
    shared::device_name_filter::DeviceNameFilter,
    state::live::LiveState,
};

/// The visits that a filter leaves, of all. Copied freely.
#[derive(Clone, Copy)]
pub struct AccessLog {
    /// Everybody.
    pub all: Memo<Arc<[AccessEntry]>>,
    /// Those that are shown.
    pub shown: Memo<Arc<[AccessEntry]>>,
}

impl AccessLog {
    /// Follows the fleet, once a second.
    pub fn new(device: Signal<DeviceNameFilter>, filter: Signal<VisitFilter>) -> Self {
        let live = LiveState::current();
        // Thousands of them: only when something came or an unlock was given up, and not with every paint.
        let changed = Memo::new(move |_| {
            let now = live.now();
            live.with_untracked(|fleet| (fleet.revision(), access_entry::unlocks(fleet, now)))
        });
        let all = Memo::new(move |_| {
            // Read and not only tracked: a memo that nobody has read follows nothing.
            changed.read();
            // Not tracked: what of them changes with time alone has changed the memo above.
            live.with_untracked(|fleet| access_entry::collect(fleet, live.now_untracked()))
        });
        let shown = Memo::new(move |_| {
            let (device, filter, now) = (device.read(), filter.read(), live.now());
            let fits = |visit: &&AccessEntry| device.matches(&visit.device) && filter.fits(visit, now);
            all.with(|all| all.iter().filter(fits).cloned().collect::<Arc<[_]>>())
        });
        Self { all, shown }
    }
}

/// Says so when there were more than are kept.
#[component]
pub fn RetentionNote() -> AnyView {
    let live = LiveState::current();
    let cut = Memo::new(move |_| live.with(|fleet| fleet.access().is_truncated()));
    let words = move || {
        let more = format!(" Only the newest {} at the doors are kept.", jetstream_fleet::access::MOST);
        cut.get().then_some(more)
    };
    view! {
        <p class="soft small">
            "From AggregateEvents, from pass entries in the device's log (security cabinets send these only where LogEntryLevel \
            is information, refusals where it is warning), and from commands to unlock."
            {words}
        </p>
    }
    .into_any()
}
