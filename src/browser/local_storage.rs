//! A store of texts by name, shared by all tabs: `localStorage`, or memory where that is blocked. Nothing secret is stored here.

use std::{cell::RefCell, collections::HashMap};

use leptos::{ev, prelude::*};

/// How long a stored text lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    /// Until the user clears the browser's storage.
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

/// Stores texts by name. A text that could be stored only in memory is read from there.
pub struct LocalStore;

impl LocalStore {
    /// Reads a text.
    pub fn get(name: &str) -> Option<String> {
        let memory = MEMORY.with_borrow(|memory| memory.get(name).cloned());
        memory.or_else(|| storage()?.get_item(name).ok().flatten())
    }

    /// Stores a text, and returns how long it lasts.
    pub fn set(name: &str, text: &str) -> Persistence {
        let is_stored = storage().is_some_and(|storage| storage.set_item(name, text).is_ok());
        MEMORY.with_borrow_mut(|memory| match is_stored {
            // Or a text that another tab stores later would never be seen here.
            true => memory.remove(name),
            false => memory.insert(name.to_owned(), text.to_owned()),
        });
        if is_stored { Persistence::Browser } else { Persistence::Page }
    }

    /// How long a text lasts that is stored now, as far as that is known before: storage may still be full.
    pub fn persistence() -> Persistence {
        if storage().is_some() { Persistence::Browser } else { Persistence::Page }
    }
}

/// Calls `run` when another tab has stored another text under this name, until the owner is gone.
pub fn on_change_in_other_tab(name: &str, run: impl Fn() + 'static) {
    let name = name.to_owned();
    let handle = window_event_listener(ev::storage, move |event| {
        // Without a key everything was cleared.
        if event.key().is_none_or(|key| key == name) {
            run();
        }
    });
    on_cleanup(move || handle.remove());
}
