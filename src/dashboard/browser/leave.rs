//! Leaving the page while something typed would be lost.

use leptos::{ev, prelude::*};

/// While `unsaved` the browser asks before the tab is closed or reloaded, in its own words; until the owner is gone.
pub fn ask_before_leaving(unsaved: Signal<bool>) {
    let handle = window_event_listener(ev::beforeunload, move |event| {
        if unsaved.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}
