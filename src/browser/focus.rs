//! The focus: moved somewhere, or given back.

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

/// Where the focus was, to give it back later.
#[derive(Debug, Clone)]
pub struct FocusSnapshot(HtmlElement);

impl FocusSnapshot {
    /// What has the focus now.
    pub fn capture() -> Option<Self> {
        document().active_element()?.dyn_into().ok().map(Self)
    }

    /// Gives the focus back, without scrolling; or to the element with this id, where the first one is gone.
    pub fn restore(&self, or_to: &str) {
        if !self.0.is_connected() {
            return focus(or_to);
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Behind a dialog that came meanwhile it cannot be had.
        let _ = self.0.focus_with_options(&options);
    }
}
