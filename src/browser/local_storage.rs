//! What this browser keeps beyond the tab: `localStorage`, and memory where that is blocked. Nothing secret goes here.

use std::{cell::RefCell, collections::HashMap};

use leptos::{ev, prelude::*};

/// How long something that was kept lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    /// Until somebody clears this browser's storage.
    Browser,
    /// Until the page is closed or reloaded: storage is blocked, or full.
    Page,
}

thread_local! {
    static MEMORY: RefCell<HashMap<String, String>> = RefCell::default();
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps texts by name. What could only be kept in memory is found there, too.
pub struct LocalStore;

impl LocalStore {
    /// Reads a text.
    pub fn get(name: &str) -> Option<String> {
        let memory = MEMORY.with_borrow(|memory| memory.get(name).cloned());
        memory.or_else(|| storage()?.get_item(name).ok().flatten())
    }

    /// Keeps a text, and says for how long.
    pub fn set(name: &str, text: &str) -> Persistence {
        let kept = storage().is_some_and(|storage| storage.set_item(name, text).is_ok());
        MEMORY.with_borrow_mut(|memory| match kept {
            // Or a text that another tab keeps later would never be seen here.
            true => memory.remove(name),
            false => memory.insert(name.to_owned(), text.to_owned()),
        });
        if kept { Persistence::Browser } else { Persistence::Page }
    }

    /// Would a text last longer than the page?
    pub fn is_available() -> bool {
        storage().is_some()
    }
}

/// Runs something when another tab has kept another text by this name, until the owner is gone.
pub fn on_change_in_other_tab(name: impl Into<String>, run: impl Fn() + 'static) {
    let name = name.into();
    let handle = window_event_listener(ev::storage, move |event| {
        // Without a key everything was cleared.
        if event.key().is_none_or(|key| key == name) {
            run();
        }
    });
    on_cleanup(move || handle.remove());
}
