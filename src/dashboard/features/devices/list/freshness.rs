//! The age of the device list, and the button that reloads it.

use leptos::prelude::*;

use crate::{
    shared::freshness::try_again,
    state::{
        directory::{Directory, remote_data::RemoteData},
        live::LiveState,
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Notice, NoticeKind, icon};

/// The age of the list, by the browser's clock.
#[component]
pub fn AsOf() -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let at = Memo::new(move |_| match directory.devices() {
        RemoteData::Loaded { at, .. } => Some(at),
        RemoteData::Loading | RemoteData::Failed(_) => None,
    });
    let words = move || {
        live.now();
        at.get().map(|at| format!("as of {}", text::ago(at, browser::steady_now())))
    };
    view! { <span class="soft small">{words}</span> }.into_any()
}

/// A button that loads the list again.
#[component]
pub fn Reload() -> AnyView {
    let directory = Directory::current();
    let pending = RwSignal::new(false);
    Effect::new(move || {
        // Any answer ends the pending state, also a failure.
        directory.devices();
        pending.set(false);
    });
    let reload = move |()| {
        pending.set(true);
        directory.reload();
    };
    view! { <Button kind=ButtonKind::Quiet icon=icon::REFRESH pending on_click=reload>"Reload"</Button> }.into_any()
}

/// A note that is shown when the list could not be loaded again and is older than it seems.
#[component]
pub fn Stale() -> AnyView {
    let directory = Directory::current();
    let stale = Memo::new(move |_| match directory.devices() {
        RemoteData::Loaded { stale, .. } => stale,
        RemoteData::Loading | RemoteData::Failed(_) => None,
    });
    let title = "This is an older list: reading it again failed";
    let notice = move || {
        let error = stale.get()?.to_string();
        Some(view! { <Notice kind=NoticeKind::Warn title=title announce=true action=try_again><p>{error}</p></Notice> })
    };
    notice.into_any()
}
