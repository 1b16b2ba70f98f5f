//! Polling of connections, where the list shows them: for the rows on screen, and for a limited number of others while the list
//! depends on connections.

use std::{ops::Range, time::Duration};

use jetstream_api::names::DeviceName;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::devices::list::{device_list::DeviceList, status_coverage::StatusCoverage},
    state::{directory::Directory, live::LiveState},
};
use jetstream_browser as browser;

/// How long the rows must be unchanged before they are requested, so that fast scrolling does not request every row it passes.
const DEBOUNCE: Duration = Duration::from_millis(120);
/// After how many seconds the rows on screen are requested again. Those with a fresh answer are skipped.
const AGAIN: i64 = 15;

/// Polls for as long as its owner lives: when the rows on screen have changed and then rested, and again as the answers become
/// outdated. While the list is sorted or filtered by connection, the first devices of the list are requested as well, once each.
/// Otherwise a list of connected devices, which starts with none known, would stay empty.
pub fn poll_visible_rows(list: DeviceList, range: Signal<Range<usize>>, asked: StatusCoverage) {
    let (live, statuses) = (LiveState::current(), Directory::current().statuses());
    let in_sight = Memo::new(move |_| match list.shows_connections() {
        true => list.names(range.get()),
        false => Vec::new(),
    });
    let beyond = Memo::new(move |_| list.prefiltered(asked.get()));
    let again = Memo::new(move |_| {
        live.now();
        browser::steady_now().as_second() / AGAIN
    });
    let waits_for_frame = StoredValue::new(false);
    let ask = move || {
        let (Some(in_sight), Some(beyond)) = (in_sight.try_get_untracked(), beyond.try_get_untracked()) else { return };
        waits_for_frame.set_value(false);
        let never_asked = |name: &DeviceName| untrack(|| statuses.of(name.as_str())).is_none();
        statuses.request(in_sight.into_iter().chain(beyond.into_iter().filter(never_asked)).collect());
    };
    let turn = StoredValue::new(0_u64);
    Effect::new(move || {
        in_sight.track();
        beyond.track();
        again.track();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        spawn_local(async move {
            browser::sleep(DEBOUNCE).await;
            if turn.try_get_value() == Some(mine) && waits_for_frame.try_get_value() == Some(false) {
                waits_for_frame.set_value(true);
                // A hidden tab has no frames, so rows that nobody sees are not requested.
                browser::frame(ask);
            }
        });
    });
}
