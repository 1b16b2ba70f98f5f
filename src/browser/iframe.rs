//! This page in a frame of another one: whether it is, its height, its design tokens.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// Is the page in a frame of another page?
pub fn is_framed() -> bool {
    !matches!(window().parent(), Ok(Some(parent)) if parent == window())
}

/// The whole URL of this page.
pub fn address() -> String {
    let location = window().location();
    [location.origin(), location.pathname(), location.search(), location.hash()].into_iter().flatten().collect()
}

/// Removes everything that the page shows.
pub fn clear_document() {
    if let Some(body) = document().body() {
        body.set_text_content(None);
    }
}

/// Calls `on_height` with the height of the content, in CSS pixels: at first and whenever it changes, until the owner is gone. The content
/// then no longer fills the frame, but is as high as it needs to be.
pub fn observe_height(on_height: impl Fn(u32) + 'static) {
    let Some(body) = document().body() else { return };
    if let Some(root) = document().document_element() {
        // Only fails for an invalid attribute name.
        let _ = root.set_attribute("data-framed", "");
    }
    let measured = body.clone();
    let run = Closure::<dyn Fn()>::new(move || on_height(measured.get_bounding_client_rect().height().ceil() as u32));
    let Ok(observer) = ResizeObserver::new(run.as_ref().unchecked_ref()) else { return };
    observer.observe(&body);
    let stored = StoredValue::new_local((observer, run));
    on_cleanup(move || _ = stored.try_with_value(|(observer, _)| observer.disconnect()));
}

/// Sets a design token, given by its name without `--`, for the whole page.
pub fn set_token(name: &str, value: &str) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        // An invalid value leaves the token as it was.
        let _ = root.style().set_property(&format!("--{name}"), value);
    }
}
