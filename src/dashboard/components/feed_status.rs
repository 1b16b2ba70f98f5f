//! How fresh everything on the page is: always visible, in the header.

use leptos::prelude::*;

use crate::{
    browser, demo,
    live::{Link, Live, Role},
    session::Session,
    ui::{Icon, Tone},
    words,
};

/// The state of the feed and the age of its latest frame. Only the state is announced; an age that changes every second
/// would talk without end.
#[component]
pub fn FeedStatus() -> impl IntoView {
    let live = Live::current();
    let role = move || live.queue().map(|queue| queue.role());
    let is_in_page = demo::note(&Session::current().environment().api).is_some();
    let state = Memo::new(move |_| match describe(&live.link(), role()) {
        state if is_in_page => format!("{state}, simulated in this page"),
        state => state,
    });
    let tone = move || match live.link() {
        Link::Live { .. } if role() == Some(Role::Observes { stands_still: true }) => Tone::Warn,
        Link::Live { .. } | Link::Read => Tone::Ok,
        Link::CatchingUp { .. } | Link::Connecting | Link::Reading { .. } => Tone::Info,
        Link::Waiting { .. } => Tone::Warn,
        Link::Off | Link::Stopped { .. } => Tone::Unknown,
    };
    let name = if live.file().is_some() { "File" } else { "Live feed" };
    let age = move || {
        live.now();
        match live.link() {
            // Not announced at every step.
            Link::Reading { percent } => Some(format!("{percent} %")),
            link => link.last_frame().map(|at| words::ago(at, browser::steady_now())),
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

fn describe(link: &Link, role: Option<Role>) -> String {
    match link {
        Link::Off => "No live feed: answers only".to_owned(),
        Link::Connecting => "Connecting".to_owned(),
        Link::CatchingUp { .. } => "Catching up".to_owned(),
        Link::Live { .. } => match role {
            Some(Role::Observes { stands_still: true }) => "Observing: the queue stands still".to_owned(),
            Some(Role::Observes { stands_still: false }) => "Observing the queue".to_owned(),
            Some(_) => "Queue is up to date".to_owned(),
            None => "Live".to_owned(),
        },
        Link::Reading { .. } => "Reading the file".to_owned(),
        Link::Read => "The file is read".to_owned(),
        Link::Waiting { reason, .. } => format!("Reconnecting: {reason}"),
        Link::Stopped { reason } => format!("Stopped: {reason}"),
    }
}
