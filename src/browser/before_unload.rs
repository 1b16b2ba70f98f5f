//! The browser's own warning before a tab with unsaved input is closed or reloaded.

use std::cell::RefCell;

use leptos::{ev, prelude::*};

thread_local! {
    static GUARDS: RefCell<Vec<Signal<bool>>> = const { RefCell::new(Vec::new()) };
}

/// Lets the browser ask, in its own words, before the tab is closed or reloaded while `unsaved` is true; until the owner is gone.
pub fn guard_unload(unsaved: Signal<bool>) {
    let handle = window_event_listener(ev::beforeunload, move |event| {
        if unsaved.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
    GUARDS.with_borrow_mut(|guards| {
        guards.retain(|unsaved| unsaved.try_with_untracked(|_| ()).is_some());
        guards.push(unsaved);
    });
}

/// Would the browser ask now?
pub fn is_unload_guarded() -> bool {
    let guards = GUARDS.with_borrow(Vec::clone);
    guards.iter().any(|unsaved| unsaved.try_get_untracked() == Some(true))
}
