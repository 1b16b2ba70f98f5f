//! A channel for text messages between the tabs of this origin (`BroadcastChannel`).

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel that delivers a message to every other tab of this origin. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Channel(BroadcastChannel);

impl Channel {
    /// Opens the channel of this name until the owner is gone, and calls `on_message` with each text that another tab posts. `None` where
    /// the browser has no such channels.
    pub fn open(name: &str, on_message: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                on_message(text);
            }
        });
        channel.set_onmessage(Some(listen.into_js_value().unchecked_ref()));
        let stored = StoredValue::new_local(channel.clone());
        on_cleanup(move || _ = stored.try_with_value(BroadcastChannel::close));
        Some(Self(channel))
    }

    /// Posts a text to the other tabs.
    pub fn post(&self, text: &str) {
        // Only a closed channel refuses, and that is closed with its owner.
        let _ = self.0.post_message(&text.into());
    }
}
