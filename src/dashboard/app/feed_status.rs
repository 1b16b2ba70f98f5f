//! A component for the header: the status of the feed.

use leptos::prelude::*;

use crate::{
    state::{
        demo,
        event_source::EventSource,
        live::{LiveState, feed_state::FeedState},
        queue::TabRole,
        session::Session,
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{BadgeTone, Icon};

/// The state of the feed and the age of its latest frame. Only the state is announced to screen readers, since the age changes every
/// second.
#[component]
pub fn FeedStatus() -> impl IntoView {
    let (live, source) = (LiveState::current(), EventSource::current());
    let role = move || source.queue().map(|queue| queue.role());
    let is_in_page = demo::note(&Session::current().environment().api).is_some();
    let state = Memo::new(move |_| match describe(&live.feed_state(), role()) {
        state if is_in_page => format!("{state}, simulated in this page"),
        state => state,
    });
    let tone = move || match live.feed_state() {
        FeedState::Live { .. } if role() == Some(TabRole::Observer { stands_still: true }) => BadgeTone::Warn,
        FeedState::Live { .. } | FeedState::Read => BadgeTone::Ok,
        FeedState::CatchingUp { .. } | FeedState::Connecting | FeedState::Reading { .. } => BadgeTone::Info,
        FeedState::Waiting { .. } => BadgeTone::Warn,
        FeedState::Off | FeedState::Stopped { .. } => BadgeTone::Unknown,
    };
    let name = if source.file().is_some() { "File" } else { "Live feed" };
    let age = move || {
        live.now();
        match live.feed_state() {
            // Shown like the age, so that it is not announced at every step.
            FeedState::Reading { percent } => Some(format!("{percent} %")),
            link => link.last_frame().map(|at| text::ago(at, browser::steady_now())),
        }
    };
    view! {
        <div class=move || format!("feed-state {}", tone().class())>
            {move || view! { <Icon icon=tone().icon()/> }}
            <span role="status" aria-label=name>{move || state.get()}</span>
            <span>{age}</span>
        </div>
    }
}

fn describe(state: &FeedState, role: Option<TabRole>) -> String {
    match state {
        FeedState::Off => "No live feed: answers only".to_owned(),
        FeedState::Connecting => "Connecting".to_owned(),
        FeedState::CatchingUp { .. } => "Catching up".to_owned(),
        FeedState::Live { .. } => match role {
            Some(TabRole::Observer { stands_still: true }) => "Observing: the queue stands still".to_owned(),
            Some(TabRole::Observer { stands_still: false }) => "Observing the queue".to_owned(),
            Some(_) => "Queue is up to date".to_owned(),
            None => "Live".to_owned(),
        },
        FeedState::Reading { .. } => "Reading the file".to_owned(),
        FeedState::Read => "The file is read".to_owned(),
        FeedState::Waiting { reason, .. } => format!("Reconnecting: {reason}"),
        FeedState::Stopped { reason } => format!("Stopped: {reason}"),
    }
}
