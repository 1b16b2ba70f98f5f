//! The elements of a list: measures them, scrolls them, and moves the focus.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{EventTarget, FocusOptions, HtmlDivElement, HtmlElement, Node};

use crate::virtual_list::viewport::Viewport;

/// References to the elements of a list. They are empty before it is drawn and after it is gone; then nothing happens.
#[derive(Clone, Copy)]
pub struct Elements {
    /// Scrolls.
    pub grid: NodeRef<Div>,
    /// As high as all rows together; holds those that are drawn.
    pub body: NodeRef<Div>,
    /// As high as a row.
    pub probe: NodeRef<Div>,
}

impl Elements {
    pub fn new() -> Self {
        Self { grid: NodeRef::new(), body: NodeRef::new(), probe: NodeRef::new() }
    }

    /// Reads the sizes and the scroll position.
    pub fn measure(self) -> Option<Viewport> {
        let (grid, body, probe) = (element(self.grid)?, element(self.body)?, element(self.probe)?);
        Some(Viewport {
            top: f64::from(grid.scroll_top()),
            // The header is above the rows and does not scroll away.
            height: f64::from(grid.client_height() - body.offset_top()),
            row: probe.get_bounding_client_rect().height(),
        })
    }

    /// Scrolls to a position, in pixels.
    pub fn scroll_to(self, top: f64) {
        if let Some(grid) = element(self.grid) {
            grid.scroll_to_with_x_and_y(f64::from(grid.scroll_left()), top);
        }
    }

    /// Scrolls on by so many pixels.
    pub fn scroll_by(self, pixels: f64) {
        if let Some(grid) = element(self.grid) {
            // Not through `scroll_top`, which is a whole number: the list would creep.
            grid.scroll_by_with_x_and_y(0.0, pixels);
        }
    }

    /// Gives the focus to the row of this slot, without scrolling.
    pub fn focus_row(self, slot: usize) {
        let row = element(self.body).and_then(|body| body.children().item(u32::try_from(slot).ok()?));
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Fails for no element that is on the page.
            let _ = row.focus_with_options(&options);
        }
    }

    /// Is this one of the rows, or in one?
    pub fn contain(self, target: Option<EventTarget>) -> bool {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        element(self.body).is_some_and(|body| node.is_some_and(|node| body.contains(Some(&node))))
    }
}

fn element(reference: NodeRef<Div>) -> Option<HtmlDivElement> {
    reference.try_get_untracked().flatten()
}
