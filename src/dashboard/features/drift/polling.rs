//! Polling of policy dates: for the rows on screen, and for a limited number of others while the list depends on them.

use std::{ops::Range, time::Duration};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::drift::{device_policy_cache::PolicyRequest, filter::BoardFilter, line::DriftRow, view::DriftView},
    state::{directory::device_entry::DeviceEntry, live::LiveState},
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind};

/// How long the rows must be unchanged before they are requested, so that fast scrolling does not request every row it passes.
const REST: Duration = Duration::from_millis(120);
/// After how many seconds the rows on screen are requested again. Those with a fresh answer are skipped.
const REPEAT_AFTER: i64 = 15;
/// Number of devices that are requested beyond those on screen, and that each click adds.
const MORE: usize = 100;

/// The number of devices that are requested beyond those on screen. `Copy`.
#[derive(Clone, Copy)]
pub struct OffscreenBudget {
    requested: RwSignal<usize>,
    view: DriftView,
}

impl OffscreenBudget {
    /// Starts with none, or with the first hundred while the list depends on the answers.
    pub fn new(view: DriftView) -> Self {
        Self { requested: RwSignal::new(0), view }
    }

    fn get(self) -> usize {
        let minimum = if self.view.filter.with(BoardFilter::is_by_state) { MORE } else { 0 };
        self.requested.get().max(minimum)
    }

    fn more(self) {
        let now = untrack(|| self.get());
        self.requested.set(now + MORE);
    }
}

/// The request for a device, if its answer is missing or outdated.
fn request_for(entry: &DeviceEntry, line: &DriftRow) -> Option<PolicyRequest> {
    let sent = line.report.sent;
    let is_fresh = line.cached.as_ref().is_some_and(|cached| cached.is_fresh(&sent, browser::steady_now()));
    (has_policy(entry, line) && !is_fresh).then_some(PolicyRequest { device: entry.name.clone().ok()?, sent })
}

/// Returns whether the device has a policy. Without one there is nothing to request.
fn has_policy(entry: &DeviceEntry, line: &DriftRow) -> bool {
    entry.device.policy.is_some() || line.configuration.policy.name().is_some()
}

/// Polls for as long as its owner lives: when the rows on screen have changed and then rested, when something was sent to one of
/// them, and again as the answers become outdated. Devices beyond the screen are requested once each.
pub fn poll_visible_rows(view: DriftView, range: Signal<Range<usize>>, budget: OffscreenBudget) {
    let live = LiveState::current();
    let again = Memo::new(move |_| {
        live.now();
        browser::steady_now().as_second() / REPEAT_AFTER
    });
    let visible = Memo::new(move |_| {
        again.get();
        let request = |row| view.row(row).and_then(|(entry, line)| request_for(&entry, &line));
        range.get().filter_map(request).collect::<Vec<_>>()
    });
    let offscreen = Memo::new(move |_| {
        let limit = budget.get();
        if limit == 0 {
            return Vec::new();
        }
        let snapshot = view.table.snapshot();
        let first = snapshot.in_order().filter(|(_, entry, line)| has_policy(entry, line)).take(limit);
        let missing = first.filter(|(.., line)| line.cached.is_none());
        missing.filter_map(|(_, entry, line)| request_for(entry, line)).collect()
    });
    let waits_for_frame = StoredValue::new(false);
    let request = move || {
        let (Some(visible), Some(offscreen)) = (visible.try_get_untracked(), offscreen.try_get_untracked()) else {
            return;
        };
        waits_for_frame.set_value(false);
        view.table.policies.request(visible.into_iter().chain(offscreen));
    };
    let change = StoredValue::new(0_u64);
    Effect::new(move || {
        // Read, not only tracked: a memo that nobody reads does not know its dependencies.
        visible.with(|_| ());
        offscreen.with(|_| ());
        change.update_value(|change| *change += 1);
        let this = change.get_value();
        spawn_local(async move {
            browser::sleep(REST).await;
            if change.try_get_value() == Some(this) && waits_for_frame.try_get_value() == Some(false) {
                waits_for_frame.set_value(true);
                // A hidden tab has no frames, so rows that nobody sees are not requested.
                browser::frame(request);
            }
        });
    });
}

/// The number of devices with known policy dates, and a button to request more.
#[component]
pub fn SyncCoverageNote(view: DriftView, budget: OffscreenBudget) -> AnyView {
    let known = Memo::new(move |_| {
        let snapshot = view.table.snapshot();
        let with_policy = snapshot.in_order().filter(|(_, entry, line)| has_policy(entry, line));
        let is_known = |line: &DriftRow| usize::from(line.dates().is_some());
        with_policy.fold((0_usize, 0_usize), |(known, all), (.., line)| (known + is_known(line), all + 1))
    });
    let line = move || {
        let (known, all) = known.get();
        let left = all.saturating_sub(budget.get()).min(all - known);
        let more = (left > 0).then(|| {
            let label = format!("Ask for {} more", left.min(MORE));
            view! { <Button kind=ButtonKind::Quiet on_click=move |()| budget.more()>{label}</Button> }
        });
        (all > 0).then(|| view! { <p class="line soft">{format!("Last sync: {known} of {all} known")} {more}</p> })
    };
    line.into_any()
}
