//! A map of JSON values in the browser's local storage, synchronized between tabs.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::{Map, Value};

use jetstream_browser::{LocalStore, Persistence, on_change_in_other_tab};

/// The map. It is loaded once per page, saved with every change, and updated when another tab changes it.
#[derive(Clone, Copy)]
pub struct StoredMap {
    name: &'static str,
    map: RwSignal<Arc<Map<String, Value>>>,
    lasts: RwSignal<Persistence>,
}

impl StoredMap {
    /// Loads the map of a storage key, and follows other tabs until the owner is disposed. Invalid content counts as empty.
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

    /// The whole map; reactive.
    pub fn all(&self) -> Arc<Map<String, Value>> {
        self.map.get()
    }

    /// Changes and saves the map, based on the latest content that any tab has saved.
    pub fn change(&self, change: impl FnOnce(&mut Map<String, Value>)) {
        self.read();
        let mut map = Map::clone(&self.map.get_untracked());
        change(&mut map);
        self.lasts.set(LocalStore::set(self.name, &Value::Object(map.clone()).to_string()));
        self.map.set(map.into());
    }

    /// True if the map lasts only until the page is closed or reloaded.
    pub fn is_memory_only(&self) -> bool {
        self.lasts.get() == Persistence::Page
    }
}
