//! A map of JSON values that is stored in this browser, for all tabs.

use std::sync::Arc;

use serde_json::{Map, Value};

use jetstream_browser::{Persistence, StoredSetting};

/// The map. It is loaded once per page, saved with every change, and updated when another tab changes it.
#[derive(Clone, Copy)]
pub struct StoredMap(StoredSetting<Arc<Map<String, Value>>>);

impl StoredMap {
    /// Loads the map of a storage key, and follows other tabs until the owner is disposed. Invalid content counts as empty.
    pub fn open(name: &'static str) -> Self {
        let parse = |text: &str| Ok(serde_json::from_str(text).map(Arc::new).unwrap_or_default());
        Self(StoredSetting::open(name, parse, |map| Value::Object(Map::clone(map)).to_string()))
    }

    /// The whole map; reactive.
    pub fn all(&self) -> Arc<Map<String, Value>> {
        self.0.get()
    }

    /// Changes and saves the map, based on the latest content that any tab has saved.
    pub fn change(&self, change: impl FnOnce(&mut Map<String, Value>)) {
        let Ok(()) = self.0.change(|map| change(Arc::make_mut(map)));
    }

    /// True if the map lasts only until the page is closed or reloaded.
    pub fn is_memory_only(&self) -> bool {
        self.0.persistence() == Persistence::Page
    }
}
