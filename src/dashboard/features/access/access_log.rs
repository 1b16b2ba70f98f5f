//! View model of the access list: all entries, and those that match the filter.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::access::access_entry::{self, AccessEntry, VisitFilter},
    shared::device_name_filter::DeviceNameFilter,
    state::live::LiveState,
};

/// The access list for a filter. `Copy`; both fields are memos.
#[derive(Clone, Copy)]
pub struct AccessLog {
    /// All entries.
    pub all: Memo<Arc<[AccessEntry]>>,
    /// The entries that match the filter.
    pub shown: Memo<Arc<[AccessEntry]>>,
}

impl AccessLog {
    /// Creates the memos. They read the fleet once a second.
    pub fn new(device: Signal<DeviceNameFilter>, filter: Signal<VisitFilter>) -> Self {
        let live = LiveState::current();
        // There are thousands of entries: recompute only after a new event or a changed unlock state, not with every render.
        let changed = Memo::new(move |_| {
            let now = live.now();
            live.with_untracked(|fleet| (fleet.revision(), access_entry::unlocks(fleet, now)))
        });
        let all = Memo::new(move |_| {
            // Read, not only tracked: a memo that nobody has read tracks nothing.
            changed.read();
            // Not tracked: changes by time alone are covered by the memo above.
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

/// A note that is shown when older entries were dropped to limit memory.
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
