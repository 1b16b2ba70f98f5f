//! Moments as every page says them: how long ago, with the exact time in the viewer's zone and in UTC on hover.

use jetstream_api::time::format;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{browser, live::LiveState, ui::Time, words};

/// The exact time, in the viewer's zone and in UTC.
pub fn exact_time(time: Timestamp) -> String {
    format!("{} ({} UTC)", browser::local(time), format(time).trim_end_matches('Z').replace('T', " "))
}

/// How long ago, by the clock of the feed; it ages by itself.
#[component]
pub fn TimeAgo(#[prop(into)] time: Signal<Timestamp>) -> impl IntoView {
    let live = LiveState::current();
    view! {
        <Time
            at=Signal::derive(move || format(time.get()))
            text=Signal::derive(move || words::ago(time.get(), live.now()))
            title=Signal::derive(move || exact_time(time.get()))
        />
    }
}

/// The time of day, exact on hover.
#[component]
pub fn ExactTime(time: Timestamp) -> impl IntoView {
    view! { <Time at=format(time) text=browser::local(time) title=exact_time(time)/> }
}
