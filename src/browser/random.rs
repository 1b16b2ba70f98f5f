//! Random numbers: bytes for identifiers that must be unique and unguessable, and fractions for jitter.

use leptos::prelude::window;

/// Sixteen random bytes. By `crypto.getRandomValues`, which exists on plain http, too, unlike `crypto.randomUUID`.
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0_u8; 16];
    let filled = window().crypto().ok().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        bytes.fill_with(|| (random_fraction() * 256.0) as u8);
    }
    bytes
}

/// A random number from 0 up to, but not including, 1: for jitter and ties, not for identifiers.
pub fn random_fraction() -> f64 {
    js_sys::Math::random()
}
