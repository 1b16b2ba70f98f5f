//! A notice that offers to reload when a newer version was published, hidden while a reload would lose something.

use leptos::prelude::*;

use crate::state::{
    live::LiveState,
    session::{Session, stored_session},
    transport::is_sending,
    updates::Updates,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Notice};

/// The notice at the foot of the shell, while there is a newer version and a reload would lose nothing.
#[component]
pub fn NewVersion() -> AnyView {
    let (session, live) = (Session::current(), LiveState::current());
    let Some(updates) = use_context::<Updates>() else { return ().into_any() };
    let shown = Memo::new(move |_| {
        updates.is_there() && {
            // There is no signal for an opened dialog or an answered call, so this is checked each second while there is an offer.
            live.now();
            !is_in_the_middle()
        }
    });
    // A reload may have become harmful since the last check.
    let reload = move |()| _ = (!is_in_the_middle()).then(browser::reload);
    let notice = move || {
        let afterwards = match (session.is_file(), stored_session::is_stored()) {
            (true, _) => "Reloading closes the file; it can be opened again.",
            (false, true) => "Reloading takes a moment. You stay signed in.",
            (false, false) => "Reloading takes a moment, and asks for your access key again.",
        };
        view! {
            <aside class="news no-print" aria-label="New version">
                <Notice title="A newer version of this dashboard is there." announce=true
                    action=move || view! {
                        <span class="line">
                            <Button kind=ButtonKind::Plain on_click=reload>"Reload"</Button>
                            <Button kind=ButtonKind::Quiet on_click=move |()| updates.later()>"Later"</Button>
                        </span>
                    }>
                    <p>{afterwards}</p>
                </Notice>
            </aside>
        }
    };
    (move || shown.get().then(notice)).into_any()
}

/// Would a reload lose something: typed text, a running plan, or the answer to a call? Warnings that concern only signing out do not
/// count, since a reload keeps what they protect.
fn is_in_the_middle() -> bool {
    browser::is_unload_guarded() || browser::has_open_dialog() || is_sending()
}
