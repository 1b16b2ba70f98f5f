//! This page in another one's frame.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{HtmlElement, ResizeObserver};

/// Does the page stand in another page's frame?
pub fn is_framed() -> bool {
    !matches!(window().parent(), Ok(Some(parent)) if parent == window())
}

/// The whole address of this page.
pub fn address() -> String {
    let location = window().location();
    [location.origin(), location.pathname(), location.search(), location.hash()].into_iter().flatten().collect()
}

/// Takes away everything that the page shows.
pub fn clear_document() {
    if let Some(body) = document().body() {
        body.set_text_content(None);
    }
}

/// Lets the content be as high as it is, in place of at least as high as the frame, and tells how high that is, in CSS pixels: at first and
/// whenever it changes, until the owner is gone.
pub fn observe_height(tell: impl Fn(u32) + 'static) {
    let Some(body) = document().body() else { return };
    if let Some(root) = document().document_element() {
        // Only fails for attribute names that are no names.
        let _ = root.set_attribute("data-framed", "");
    }
    let measured = body.clone();
    let run = Closure::<dyn Fn()>::new(move || tell(measured.get_bounding_client_rect().height().ceil() as u32));
    let Ok(observer) = ResizeObserver::new(run.as_ref().unchecked_ref()) else { return };
    observer.observe(&body);
    let kept = StoredValue::new_local((observer, run));
    on_cleanup(move || _ = kept.try_with_value(|(observer, _)| observer.disconnect()));
}

/// Sets a design token, given by its name without `--`, for the whole page.
pub fn set_token(name: &str, value: &str) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        // A value that means nothing leaves the token as it was.
        let _ = root.style().set_property(&format!("--{name}"), value);
    }
}
