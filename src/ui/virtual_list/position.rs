//! The position in a list as a plain struct: viewport, current row, focus. It decides; the shell of signals carries out.

use std::ops::Range;

use crate::virtual_list::{
    keys::ListKey,
    slots::{index, place},
    viewport::Viewport,
};

/// How many rows there are, and how many of them came in front of the one that was the first at the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    pub count: usize,
    pub origin: usize,
}

impl Rows {
    pub fn index(self, place: i64) -> usize {
        index(place, self.origin)
    }

    pub fn place(self, index: usize) -> i64 {
        place(index, self.origin)
    }

    /// The places of a range of rows.
    pub fn places(self, rows: &Range<usize>) -> Range<i64> {
        self.place(rows.start)..self.place(rows.end)
    }
}

/// The outcome of a key that moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Movement {
    /// Where to scroll, in pixels, so that the new current row is visible; `None` where it is.
    pub scroll_to: Option<f64>,
    /// The place of the current row where the key did not change it: that row gets the focus at once.
    pub stays_at: Option<i64>,
}

/// The position in a list.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Position {
    /// The sizes and the scroll position as they were measured last.
    pub viewport: Viewport,
    /// The place of the current row as it was set. [`Position::current`] is the one that exists now.
    chosen: i64,
    /// Is the focus in one of the rows?
    has_focus: bool,
    /// Must the current row get the focus as soon as an element shows it?
    wants_focus: bool,
    /// Has the user scrolled or pressed a key since the list last scrolled to a target?
    is_moved: bool,
}

impl Position {
    /// The place of the current row; `None` in an empty list.
    pub fn current(&self, rows: Rows) -> Option<i64> {
        let last = rows.count.checked_sub(1)?;
        Some(rows.place(rows.index(self.chosen).min(last)))
    }

    /// Makes a row the current one.
    pub fn choose(&mut self, index: usize, rows: Rows) {
        self.chosen = rows.place(index);
    }

    /// The list was scrolled, by the user or by itself, and measured.
    pub fn on_scroll(&mut self, viewport: Viewport, rows: Rows) {
        // What the list scrolled by itself was measured then.
        self.is_moved |= self.viewport.top != viewport.top;
        self.viewport = viewport;
        let visible = viewport.visible(rows.count);
        let is_visible = |place| visible.contains(&rows.index(place));
        if !self.has_focus && self.current(rows).is_some_and(|place| !is_visible(place)) {
            // Or Tab would scroll back to rows that the user has left.
            self.choose(visible.start, rows);
        }
    }

    /// A key that moves was pressed in a row; `None` in an empty list.
    pub fn on_key(&mut self, key: ListKey, rows: Rows) -> Option<Movement> {
        let before = self.current(rows)?;
        let index = key.from(rows.index(before), self.viewport.page(), rows.count)?;
        self.is_moved = true;
        self.choose(index, rows);
        let stays_at = self.current(rows).filter(|place| *place == before);
        self.wants_focus |= stays_at.is_none();
        Some(Movement { scroll_to: self.viewport.scroll_to_reveal(index), stays_at })
    }

    /// A row, or something in it, got the focus: it is the current one.
    pub fn on_focus(&mut self, place: Option<i64>, rows: Rows) {
        self.has_focus = true;
        if let Some(place) = place.filter(|place| self.current(rows) != Some(*place)) {
            self.chosen = place;
        }
    }

    /// The focus went from a row to another one, or out of the list.
    pub fn on_blur(&mut self, is_still_inside: bool) {
        self.has_focus = is_still_inside;
    }

    /// Makes a row the current one and returns where to scroll, in pixels, so that it is in the middle.
    pub fn center(&mut self, index: usize, rows: Rows) -> f64 {
        self.choose(index, rows);
        self.viewport.scroll_to_center(index)
    }

    /// The list has scrolled to a target.
    pub fn on_target_reached(&mut self) {
        self.is_moved = false;
    }

    /// Has the user moved on since then?
    pub fn is_moved(&self) -> bool {
        self.is_moved
    }

    /// Must rows that come in front push the list on, so that the visible ones stay where they are?
    pub fn is_anchored(&self, has_target: bool) -> bool {
        has_target || self.viewport.top > 0.0
    }

    /// Must the current row get the focus, now that elements show the rows? `is_replaced`: another row became the current one since the
    /// last time. Answers a request of [`Position::on_key`] once.
    pub fn take_focus_request(&mut self, is_replaced: bool) -> bool {
        // The row that had the focus may have gone; its neighbour takes over.
        std::mem::take(&mut self.wants_focus) || (self.has_focus && is_replaced)
    }
}

#[cfg(test)]
#[path = "position_tests.rs"]
mod tests;
