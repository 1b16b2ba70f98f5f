//! Random bytes, for identifiers that only have to be unique and unguessable.

use leptos::prelude::window;

/// Sixteen fresh bytes. `crypto.getRandomValues` exists on plain http too; `crypto.randomUUID` would not.
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0_u8; 16];
    let filled = window().crypto().ok().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}

/// A random number from 0 up to, and without, 1; for jitter.
pub fn random_fraction() -> f64 {
    js_sys::Math::random()
}
