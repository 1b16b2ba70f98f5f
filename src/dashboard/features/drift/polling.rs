//! Polling of policy dates: for the rows on screen, and for a limited number of others while the list depends on them.

use std::{ops::Range, time::Duration};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::drift::{device_policy_cache::RequestQueue, filter::BoardFilter, line::DriftRow, view::DriftView},
    state::{directory::device_entry::DeviceEntry, live::LiveState},
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind};

/// How long the rows must be unchanged before they are requested, so that fast scrolling does not request every row it passes.
const REST: Duration = Duration::from_millis(120);
/// After how many seconds the rows on screen are requested again. Those with a fresh answer are skipped.
const AGAIN: i64 = 15;
/// Number of devices that are requested beyond those on screen, and that each click adds.
const MORE: usize = 100;

/// The number of devices that are requested beyond those on screen. `Copy`.
#[derive(Clone, Copy)]
pub struct OffscreenBudget {
    asked_for: RwSignal<usize>,
    sight: DriftView,
}

impl OffscreenBudget {
    /// Starts with none, or with the first hundred while the list depends on the answers.
    pub fn new(sight: DriftView) -> Self {
        Self { asked_for: RwSignal::new(0), sight }
    }

    fn get(self) -> usize {
        let least = if self.sight.filter.with(BoardFilter::is_by_state) { MORE } else { 0 };
        self.asked_for.get().max(least)
    }

    fn more(self) {
        let now = untrack(|| self.get());
        self.asked_for.set(now + MORE);
    }
}

/// The request for a device, if its answer is missing or outdated.
fn wanted(entry: &DeviceEntry, line: &DriftRow) -> Option<RequestQueue> {
    let is_fresh = line.asked.as_ref().is_some_and(|asked| asked.is_fresh(&line.heard.sent, browser::steady_now()));
    (has_policy(entry, line) && !is_fresh).then_some((entry.name.clone().ok()?, line.heard.sent))
}

/// Returns whether the device has a policy. Without one there is nothing to request.
fn has_policy(entry: &DeviceEntry, line: &DriftRow) -> bool {
    entry.device.policy.is_some() || line.place.policy.name().is_some()
}

/// Polls for as long as its owner lives: when the rows on screen have changed and then rested, when something was sent to one of
/// them, and again as the answers become outdated. Devices beyond the screen are requested once each.
pub fn poll_visible_rows(sight: DriftView, range: Signal<Range<usize>>, beyond: OffscreenBudget) {
    let live = LiveState::current();
    let again = Memo::new(move |_| {
        live.now();
        browser::steady_now().as_second() / AGAIN
    });
    let in_sight = Memo::new(move |_| {
        again.get();
        let device = |row| sight.row(row).and_then(|(entry, line)| wanted(&entry, &line));
        range.get().filter_map(device).collect::<Vec<_>>()
    });
    let others = Memo::new(move |_| {
        let most = beyond.get();
        if most == 0 {
            return Vec::new();
        }
        let looked = sight.board.looked();
        let first = looked.in_order().filter(|(_, entry, line)| has_policy(entry, line)).take(most);
        first.filter(|(.., line)| line.asked.is_none()).filter_map(|(_, entry, line)| wanted(entry, line)).collect()
    });
    let waits_for_frame = StoredValue::new(false);
    let ask = move || {
        let (Some(in_sight), Some(others)) = (in_sight.try_get_untracked(), others.try_get_untracked()) else { return };
        waits_for_frame.set_value(false);
        sight.board.asked.want(in_sight.into_iter().chain(others));
    };
    let turn = StoredValue::new(0_u64);
    Effect::new(move || {
        // Read, not only tracked: a memo that nobody reads does not know its dependencies.
        in_sight.with(|_| ());
        others.with(|_| ());
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        spawn_local(async move {
            browser::sleep(REST).await;
            if turn.try_get_value() == Some(mine) && waits_for_frame.try_get_value() == Some(false) {
                waits_for_frame.set_value(true);
                // A hidden tab has no frames, so rows that nobody sees are not requested.
                browser::frame(ask);
            }
        });
    });
}

/// The number of devices with known policy dates, and a button to request more.
#[component]
pub fn SyncCoverageNote(sight: DriftView, beyond: OffscreenBudget) -> AnyView {
    let known = Memo::new(move |_| {
        let looked = sight.board.looked();
        let with_policy = looked.in_order().filter(|(_, entry, line)| has_policy(entry, line));
        let is_known = |line: &DriftRow| usize::from(line.dates().is_some());
        with_policy.fold((0_usize, 0_usize), |(known, all), (.., line)| (known + is_known(line), all + 1))
    });
    let line = move || {
        let (known, all) = known.get();
        let left = all.saturating_sub(beyond.get()).min(all - known);
        let more = (left > 0).then(|| {
            let words = format!("Ask for {} more", left.min(MORE));
            view! { <Button kind=ButtonKind::Quiet on_click=move |()| beyond.more()>{words}</Button> }
        });
        (all > 0).then(|| view! { <p class="line soft">{format!("Last sync: {known} of {all} known")} {more}</p> })
    };
    line.into_any()
}
