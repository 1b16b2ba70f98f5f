//! The event handlers of a list: scroll, focus, click, key.

use leptos::ev::{Event, FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use crate::virtual_list::{keys::ListKey, state::ListState};

impl ListState {
    /// The list was scrolled, by the user or by itself.
    pub fn on_scroll(self) {
        if let Some(viewport) = self.elements.measure() {
            self.update(|position, rows| position.on_scroll(viewport, rows));
        }
    }

    /// A row, or something in it, got the focus.
    pub fn on_focus(self, place: Option<i64>) {
        self.update(|position, rows| position.on_focus(place, rows));
    }

    /// A row, or something in it, lost the focus, possibly to another row.
    pub fn on_blur(self, event: &FocusEvent) {
        let is_still_inside = self.elements.contain(event.related_target());
        self.update(|position, _| position.on_blur(is_still_inside));
    }

    /// A row was clicked: that activates its first link or button, unless another control was hit or a text was selected.
    pub fn on_click(self, event: &MouseEvent) {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        let target = target(event);
        let within = |selector| target.as_ref().and_then(|target| target.closest(selector).ok().flatten());
        let selected = document().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
        if !modified && !selected && within("a, button, input, select, label").is_none() {
            activate(within("[role=row]"));
        }
    }

    /// A key was pressed in a row.
    pub fn on_key(self, event: &KeyboardEvent) {
        if event.default_prevented() || event.alt_key() || event.meta_key() {
            return;
        }
        if event.key() == "Enter" {
            // A link or a button that has the focus itself has the browser to do that.
            let row = target(event).filter(|target| target.matches("[role=row]").unwrap_or(false));
            if row.is_some() {
                event.prevent_default();
                activate(row);
            }
            return;
        }
        let Some(key) = ListKey::parse(&event.key()) else { return };
        let Some(movement) = self.update(|position, rows| position.on_key(key, rows)).flatten() else { return };
        event.prevent_default();
        if let Some(top) = movement.scroll_to {
            self.scroll_to(top);
        }
        // The focus may have been on a link in the row.
        if movement.stays_at.is_some()
            && let Some(slot) = self.places().iter().position(|place| *place == movement.stays_at)
        {
            self.elements.focus_row(slot);
        }
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Clicks the first link or button of a row.
fn activate(row: Option<Element>) {
    let inner = row.and_then(|row| row.query_selector("a[href], button").ok().flatten());
    if let Some(inner) = inner.and_then(|inner| inner.dyn_into::<HtmlElement>().ok()) {
        // Not at once: the handler of this click is still running.
        queue_microtask(move || inner.click());
    }
}
