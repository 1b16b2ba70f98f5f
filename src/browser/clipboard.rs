//! The clipboard. It exists only in a secure context, and in a frame only where the parent allows it.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; `false` when this page is not allowed to.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let exists =
        js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object());
    exists && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
