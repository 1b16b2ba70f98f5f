//! Things by name that only this browser keeps: what somebody noted, which limits somebody set.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::{Map, Value};

use jetstream_browser::{LocalStore, Persistence, on_change_in_other_tab};

/// A map that is read once for a page, kept with every change, and followed when another tab changes it. Copied freely.
#[derive(Clone, Copy)]
pub struct StoredMap {
    name: &'static str,
    map: RwSignal<Arc<Map<String, Value>>>,
    lasts: RwSignal<Persistence>,
}

impl StoredMap {
    /// Reads what is kept by a name, and follows other tabs for as long as the owner is there. What is no map counts as empty.
    pub fn open(name: &'static str) -> Self {
        let lasts = if LocalStore::is_available() { Persistence::Browser } else { Persistence::Page };
        let kept = Self { name, map: RwSignal::new(Arc::default()), lasts: RwSignal::new(lasts) };
        kept.read();
        on_change_in_other_tab(name, move || kept.read());
        kept
    }

    fn read(&self) {
        let text = LocalStore::get(self.name).unwrap_or_default();
        let map: Map<String, Value> = serde_json::from_str(&text).unwrap_or_default();
        if self.map.with_untracked(|known| **known != map) {
            self.map.set(map.into());
        }
    }

    /// All of it.
    pub fn all(&self) -> Arc<Map<String, Value>> {
        self.map.get()
    }

    /// Changes it, on top of what other tabs have kept meanwhile.
    pub fn change(&self, change: impl FnOnce(&mut Map<String, Value>)) {
        self.read();
        let mut map = Map::clone(&self.map.get_untracked());
        change(&mut map);
        self.lasts.set(LocalStore::set(self.name, &Value::Object(map.clone()).to_string()));
        self.map.set(map.into());
    }

    /// Does it last only until the page is closed or reloaded?
    pub fn is_memory_only(&self) -> bool {
        self.lasts.get() == Persistence::Page
    }
}
