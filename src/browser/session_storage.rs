//! The storage of this tab: works where it is allowed, and says so where it is not.

use leptos::prelude::window;

use crate::is_framed;

/// `sessionStorage`, or nothing where the browser blocks it, and in frames: two of them in one tab may be of two accounts, and would share it.
pub struct SessionStore;

impl SessionStore {
    fn open() -> Option<web_sys::Storage> {
        if is_framed() { None } else { window().session_storage().ok().flatten() }
    }

    /// Can anything be kept?
    pub fn is_available() -> bool {
        Self::open().is_some()
    }

    /// Reads a value.
    pub fn get(name: &str) -> Option<String> {
        Self::open()?.get_item(name).ok().flatten()
    }

    /// Keeps a value; `false` when it could not be kept.
    pub fn set(name: &str, value: &str) -> bool {
        Self::open().is_some_and(|storage| storage.set_item(name, value).is_ok())
    }

    /// Forgets a value.
    pub fn remove(name: &str) {
        if let Some(storage) = Self::open() {
            // Removing what is not there, or from a storage that has just been blocked, is all the same to the caller.
            let _ = storage.remove_item(name);
        }
    }
}
