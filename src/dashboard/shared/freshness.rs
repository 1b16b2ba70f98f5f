//! The age of the loaded policies, and the buttons that reload them.

use leptos::prelude::*;

use crate::{
    state::{
        directory::{Directory, remote_data::RemoteData},
        live::LiveState,
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Notice, NoticeKind, icon};

/// The age of the policies, by the browser's clock, and a button that reloads them.
#[component]
pub fn PoliciesAsOf() -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let pending = RwSignal::new(false);
    Effect::new(move || {
        // The reload has ended, with or without success.
        directory.policies();
        pending.set(false);
    });
    let at = Memo::new(move |_| match directory.policies() {
        RemoteData::Loaded { at, .. } => Some(at),
        RemoteData::Loading | RemoteData::Failed(_) => None,
    });
    let words = move || {
        live.now();
        at.get().map(|at| format!("as of {}", text::ago(at, browser::steady_now())))
    };
    let reload = move |()| {
        pending.set(true);
        directory.reload_policies();
    };
    view! {
        <span class="soft small">{words}</span>
        <Button kind=ButtonKind::Quiet icon=icon::REFRESH pending on_click=reload>"Reload"</Button>
    }
    .into_any()
}

/// The notice that the last reload failed, so that the shown policies are out of date. Empty after a success.
#[component]
pub fn StalePolicies() -> AnyView {
    let directory = Directory::current();
    let stale = Memo::new(move |_| match directory.policies() {
        RemoteData::Loaded { stale, .. } => stale,
        RemoteData::Loading | RemoteData::Failed(_) => None,
    });
    let title = "These are older policies: reading them again failed";
    let notice = move || {
        let error = stale.get()?.to_string();
        Some(
            view! { <Notice kind=NoticeKind::Warn title=title announce=true action=read_again><p>{error}</p></Notice> },
        )
    };
    notice.into_any()
}

/// A button that reloads the policies, for a notice about a failure.
pub fn read_again() -> impl IntoView {
    let directory = Directory::current();
    view! { <Button icon=icon::REFRESH on_click=move |()| directory.reload_policies()>"Try again"</Button> }
}

/// A button that reloads the devices, for a notice about a failure.
pub fn try_again() -> impl IntoView {
    let directory = Directory::current();
    view! { <Button icon=icon::REFRESH on_click=move |()| directory.reload()>"Try again"</Button> }
}
