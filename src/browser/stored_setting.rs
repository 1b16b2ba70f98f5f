//! A setting in `localStorage` as signals: loaded when it is opened, saved with every change, and updated when another tab changes it.

use std::convert::Infallible;

use leptos::prelude::*;

use crate::local_storage::{LocalStore, Persistence, on_change_in_other_tab};

/// A store of texts that several tabs share. A trait, so that tests need no browser.
trait TextStore: Sync {
    fn get(&self, name: &str) -> Option<String>;
    fn set(&self, name: &str, text: &str) -> Persistence;
    fn persistence(&self) -> Persistence;
    /// Calls `run` when another tab has stored another text, until the owner is disposed.
    fn on_change(&self, name: &str, run: Box<dyn Fn()>);
}

impl TextStore for LocalStore {
    fn get(&self, name: &str) -> Option<String> {
        Self::get(name)
    }

    fn set(&self, name: &str, text: &str) -> Persistence {
        Self::set(name, text)
    }

    fn persistence(&self) -> Persistence {
        Self::persistence()
    }

    fn on_change(&self, name: &str, run: Box<dyn Fn()>) {
        on_change_in_other_tab(name, run);
    }
}

/// The text of a setting, without its type.
#[derive(Clone, Copy)]
struct StoredText {
    name: StoredValue<String>,
    persistence: RwSignal<Persistence>,
    store: &'static dyn TextStore,
}

impl StoredText {
    fn new(store: &'static dyn TextStore, name: String) -> Self {
        Self { name: StoredValue::new(name), persistence: RwSignal::new(store.persistence()), store }
    }

    fn get(&self) -> Option<String> {
        self.name.try_with_value(|name| self.store.get(name)).flatten()
    }

    fn set(&self, text: &str) {
        if let Some(persistence) = self.name.try_with_value(|name| self.store.set(name, text)) {
            set_if_changed(self.persistence, persistence);
        }
    }

    fn on_change(&self, run: Box<dyn Fn()>) {
        self.name.with_value(|name| self.store.on_change(name, run));
    }
}

/// A setting of type `T`, stored under one name for all tabs of this browser. It is `Copy`.
///
/// `E` is the error of a stored text that cannot be read. Such a text is overwritten by [`Self::set`] only. A setting whose `parse` accepts
/// every text has no such error.
pub struct StoredSetting<T: 'static, E: 'static = Infallible> {
    text: StoredText,
    value: RwSignal<T>,
    error: RwSignal<Option<E>>,
    parse: fn(&str) -> Result<T, E>,
    write: fn(&T) -> String,
}

impl<T, E> Clone for StoredSetting<T, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, E> Copy for StoredSetting<T, E> {}

impl<T, E> StoredSetting<T, E>
where
    T: Clone + Default + PartialEq + Send + Sync + 'static,
    E: Clone + PartialEq + Send + Sync + 'static,
{
    /// Loads a setting, and follows changes by other tabs until the reactive owner is disposed. Without a stored text, and with one that
    /// cannot be read, the value is `T::default()`.
    pub fn open(name: impl Into<String>, parse: fn(&str) -> Result<T, E>, write: fn(&T) -> String) -> Self {
        Self::open_in(&LocalStore, name.into(), parse, write)
    }

    fn open_in(
        store: &'static dyn TextStore,
        name: String,
        parse: fn(&str) -> Result<T, E>,
        write: fn(&T) -> String,
    ) -> Self {
        let text = StoredText::new(store, name);
        let setting = Self { text, value: RwSignal::new(T::default()), error: RwSignal::new(None), parse, write };
        // The result is in the signals, too.
        let _ = setting.latest();
        setting.on_change_in_other_tab(|_| ());
        setting
    }

    /// The value; reactive.
    pub fn get(&self) -> T {
        self.value.get()
    }

    /// The value, without tracking it.
    pub fn get_untracked(&self) -> T {
        self.value.get_untracked()
    }

    /// The error of the stored text, if it cannot be read; reactive.
    pub fn error(&self) -> Option<E> {
        self.error.get()
    }

    /// How long the setting is stored; reactive.
    pub fn persistence(&self) -> Persistence {
        self.text.persistence.get()
    }

    /// Loads and returns the value that a tab has stored last. Fails if the stored text cannot be read.
    pub fn latest(&self) -> Result<T, E> {
        let content = self.text.get().map_or_else(|| Ok(T::default()), |text| (self.parse)(&text));
        self.publish(content.clone());
        content
    }

    /// Changes the value that a tab has stored last, and stores it. Fails if the stored text cannot be read: then it stays as it is.
    pub fn change(&self, change: impl FnOnce(&mut T)) -> Result<(), E> {
        let mut value = self.latest()?;
        change(&mut value);
        self.set(value);
        Ok(())
    }

    /// Stores a value, in place of whatever is stored.
    pub fn set(&self, value: T) {
        self.text.set(&(self.write)(&value));
        self.publish(Ok(value));
    }

    /// Calls `run` with the value that another tab has stored, each time, until the reactive owner is disposed.
    pub fn on_change_in_other_tab(&self, run: impl Fn(T) + 'static) {
        let setting = *self;
        self.text.on_change(Box::new(move || {
            if let Ok(value) = setting.latest() {
                run(value);
            }
        }));
    }

    fn publish(&self, content: Result<T, E>) {
        let (value, error) = match content {
            Ok(value) => (value, None),
            Err(error) => (T::default(), Some(error)),
        };
        set_if_changed(self.value, value);
        set_if_changed(self.error, error);
    }
}

/// Views of an unchanged value are not drawn again: that would discard what somebody is typing in one.
fn set_if_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    signal.try_maybe_update(|known| {
        let is_changed = *known != value;
        if is_changed {
            *known = value;
        }
        (is_changed, ())
    });
}

#[cfg(test)]
#[path = "stored_setting_tests.rs"]
mod tests;
