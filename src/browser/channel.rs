//! Messages between the tabs of this origin.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel that every tab of this origin hears, but not the one that speaks. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Channel(BroadcastChannel);

impl Channel {
    /// Opens the channel of this name until the owner is gone, and runs something for each text that another tab says. `None` where the
    /// browser lets tabs know nothing of one another.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                hear(text);
            }
        });
        channel.set_onmessage(Some(listen.into_js_value().unchecked_ref()));
        let kept = StoredValue::new_local(channel.clone());
        on_cleanup(move || _ = kept.try_with_value(BroadcastChannel::close));
        Some(Self(channel))
    }

    /// Says something to the other tabs.
    pub fn post(&self, text: &str) {
        // Only a closed channel refuses, and then nobody is interested any more.
        let _ = self.0.post_message(&text.into());
    }
}
