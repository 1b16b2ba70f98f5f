//! Leaving the page while something typed would be lost.

use std::cell::RefCell;

use leptos::{ev, prelude::*};

thread_local! {
    static ASKING: RefCell<Vec<Signal<bool>>> = const { RefCell::new(Vec::new()) };
}

/// While `unsaved` the browser asks before the tab is closed or reloaded, in its own words; until the owner is gone.
pub fn guard_unload(unsaved: Signal<bool>) {
    let handle = window_event_listener(ev::beforeunload, move |event| {
        if unsaved.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
    ASKING.with_borrow_mut(|asking| {
        asking.retain(|unsaved| unsaved.try_with_untracked(|_| ()).is_some());
        asking.push(unsaved);
    });
}

/// Would the browser ask now?
pub fn is_unload_guarded() -> bool {
    let asking = ASKING.with_borrow(Vec::clone);
    asking.iter().any(|unsaved| unsaved.try_get_untracked() == Some(true))
}
