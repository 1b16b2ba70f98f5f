//! A store of texts by name for this tab (`sessionStorage`), where the browser allows it.

use leptos::prelude::window;

use crate::iframe::is_framed;

/// `sessionStorage`. It is not used where the browser blocks it, nor in frames: two frames in one tab may belong to two accounts, and would
/// share it.
pub struct SessionStore;

impl SessionStore {
    fn open() -> Option<web_sys::Storage> {
        if is_framed() { None } else { window().session_storage().ok().flatten() }
    }

    /// Can values be stored?
    pub fn is_available() -> bool {
        Self::open().is_some()
    }

    /// Reads a value.
    pub fn get(name: &str) -> Option<String> {
        Self::open()?.get_item(name).ok().flatten()
    }

    /// Stores a value; `false` when that failed.
    pub fn set(name: &str, value: &str) -> bool {
        Self::open().is_some_and(|storage| storage.set_item(name, value).is_ok())
    }

    /// Removes a value.
    pub fn remove(name: &str) {
        if let Some(storage) = Self::open() {
            // Removing what is not there, or from a storage that has just been blocked, makes no difference to the caller.
            let _ = storage.remove_item(name);
        }
    }
}
