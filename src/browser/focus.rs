//! The keyboard focus: moves it, and restores it later.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Moves the focus to the element with this id, if there is one.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// The element that had the focus, to restore it later.
#[derive(Debug, Clone)]
pub struct FocusSnapshot(HtmlElement);

impl FocusSnapshot {
    /// The element that has the focus now.
    pub fn capture() -> Option<Self> {
        document().active_element()?.dyn_into().ok().map(Self)
    }

    /// Restores the focus without scrolling; where the element is gone, the one with the id `or_to` gets it.
    pub fn restore(&self, or_to: &str) {
        if !self.0.is_connected() {
            return focus(or_to);
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Fails behind a dialog that has opened since.
        let _ = self.0.focus_with_options(&options);
    }
}
