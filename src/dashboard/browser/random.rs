//! Randomness, for identifiers that only have to be unique and unguessable.

use jetstream_api::ids::Guid;
use leptos::prelude::window;

/// A fresh GUID. `crypto.getRandomValues` exists on plain http too; `crypto.randomUUID` would not.
pub fn guid() -> Guid {
    let mut bytes = [0_u8; 16];
    let filled = window().crypto().ok().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    Guid::from_random(bytes)
}
