//! How fresh everything on the page is: always visible, in the header.

use leptos::prelude::*;

use crate::{
    browser,
    live::{Link, Live},
    ui::{Icon, Tone},
    words,
};

/// The state of the feed and the age of its latest frame. Only the state is announced; an age that changes every second
/// would talk without end.
#[component]
pub fn FeedStatus() -> impl IntoView {
    let live = Live::current();
    let state = Memo::new(move |_| describe(&live.link()));
    let tone = move || match live.link() {
        Link::Live { .. } => Tone::Ok,
        Link::CatchingUp { .. } | Link::Connecting => Tone::Info,
        Link::Waiting { .. } => Tone::Warn,
        Link::Off | Link::Stopped { .. } => Tone::Unknown,
    };
    let age = move || {
        live.now();
        live.link().last_frame().map(|at| words::ago(at, browser::now()))
    };
    view! {
        <div class=move || format!("feed-state {}", tone().class())>
            {move || view! { <Icon icon=tone().icon()/> }}
            <span role="status" aria-label="Live feed">{move || state.get()}</span>
            <span>{age}</span>
        </div>
    }
}

fn describe(link: &Link) -> String {
    match link {
        Link::Off => "No live feed: answers only".to_owned(),
        Link::Connecting => "Connecting".to_owned(),
        Link::CatchingUp { .. } => "Catching up".to_owned(),
        Link::Live { .. } => "Live".to_owned(),
        Link::Waiting { reason, .. } => format!("Reconnecting: {reason}"),
        Link::Stopped { reason } => format!("Stopped: {reason}"),
    }
}
