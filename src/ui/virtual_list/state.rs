//! The shell of signals around a list's [`Position`]: its effects, and the memos that its view reads.

use std::ops::Range;

use leptos::prelude::*;

use crate::virtual_list::{
    elements::Elements,
    position::{Position, Rows},
    slots::{RowSlot, assign, order},
    viewport::overscan,
};

/// The state of a list. `Copy`; all fields are signals, or references to elements.
#[derive(Clone, Copy)]
pub struct ListState {
    rows: Memo<Rows>,
    position: RwSignal<Position>,
    /// The rows that are visible.
    pub visible: Memo<Range<usize>>,
    /// The place of the current row; none in an empty list.
    pub current: Memo<Option<i64>>,
    /// In pixels; 0 before it was measured. Its own memo, or every row would be moved anew at each scroll.
    pub row_height: Memo<f64>,
    pub slots: RwSignal<Vec<RowSlot>>,
    /// The numbers of the slots in the order of their rows.
    pub order: RwSignal<Vec<usize>>,
    pub elements: Elements,
}

impl ListState {
    pub fn new(count: Signal<usize>, origin: Signal<usize>) -> Self {
        let position = RwSignal::new(Position::default());
        let rows = Memo::new(move |_| Rows { count: count.get(), origin: origin.get() });
        Self {
            rows,
            position,
            visible: Memo::new(move |_| position.get().viewport.visible(rows.get().count)),
            current: Memo::new(move |_| position.get().current(rows.get())),
            row_height: Memo::new(move |_| position.get().viewport.row),
            slots: RwSignal::new(Vec::new()),
            order: RwSignal::new(Vec::new()),
            elements: Elements::new(),
        }
    }

    /// How many rows there are and came in front; reactive.
    pub fn rows(self) -> Rows {
        self.rows.get()
    }

    /// The position, not reactive; `None` once the list is gone.
    pub fn position(self) -> Option<Position> {
        self.position.try_get_untracked()
    }

    /// Changes the position and tells its readers where it is another one then. `None` once the list is gone: browsers send the events of
    /// its last scroll and of its lost focus even then.
    pub fn update<T>(self, change: impl FnOnce(&mut Position, Rows) -> T) -> Option<T> {
        let (before, rows) = (self.position()?, self.rows.try_get_untracked()?);
        let mut after = before;
        let result = change(&mut after, rows);
        if after != before {
            self.position.set(after);
        }
        Some(result)
    }

    /// Measures the elements.
    pub fn measure(self) {
        if let Some(viewport) = self.elements.measure() {
            self.update(|position, _| position.viewport = viewport);
        }
    }

    /// Scrolls to a position, in pixels, and measures.
    pub fn scroll_to(self, top: f64) {
        self.elements.scroll_to(top);
        self.measure();
    }

    /// Effect: assigns the visible rows, and the current one, to elements.
    pub fn assign_rows(self) {
        Effect::new(move |before: Option<Option<i64>>| {
            let (rows, current) = (self.rows.get(), self.current.get());
            let window = rows.places(&overscan(&self.visible.get(), rows.count));
            let next = assign(&self.places(), &window, current, &rows.places(&(0..rows.count)));
            self.set_places(&next);
            let is_replaced = before.is_some_and(|before| before != current);
            if self.update(|position, _| position.take_focus_request(is_replaced)) == Some(true)
                && let Some(slot) = next.iter().position(|place| place.is_some() && *place == current)
            {
                self.elements.focus_row(slot);
            }
            current
        });
    }

    /// The place that each slot shows.
    pub fn places(self) -> Vec<Option<i64>> {
        self.slots.with_untracked(|slots| slots.iter().map(|slot| slot.0.get_untracked()).collect())
    }

    fn set_places(self, next: &[Option<i64>]) {
        let missing = next.len() - self.slots.with_untracked(Vec::len);
        if missing > 0 {
            let more = std::iter::repeat_with(RowSlot::default).take(missing);
            self.slots.update(|slots| slots.extend(more));
        }
        self.slots.with_untracked(|slots| {
            for (slot, place) in slots.iter().zip(next) {
                if slot.0.get_untracked() != *place {
                    slot.0.set(*place);
                }
            }
        });
        let order = order(next);
        if self.order.with_untracked(|before| *before != order) {
            self.order.set(order);
        }
    }

    /// Effect: rows that come in front of a list that is scrolled down, or has a target, push it on by their height.
    pub fn preserve_scroll_anchor(self, has_target: Signal<bool>) {
        Effect::new(move |before: Option<usize>| {
            let origin = self.rows.get().origin;
            let grown = origin.saturating_sub(before.unwrap_or(origin));
            // As it was measured last: to ask the grid itself would make the browser lay the page out once more per frame.
            let is_anchored = |position: Position| position.is_anchored(has_target.get_untracked());
            if grown > 0 && self.position().is_some_and(is_anchored) {
                // The body must have grown by then, or a list that is at its end cannot scroll any further.
                queue_microtask(move || self.push_on(grown));
            }
            origin
        });
    }

    fn push_on(self, rows: usize) {
        if let Some(position) = self.position() {
            self.elements.scroll_by(rows as f64 * position.viewport.row);
            self.measure();
        }
    }

    /// Effect: starts at the first row when something else is listed.
    pub fn reset_on_change(self, subject: Signal<String>) {
        Effect::new(move |before: Option<String>| {
            let subject = subject.get();
            if before.is_some_and(|before| before != subject) {
                self.update(|position, rows| position.choose(0, rows));
                // Most lists are there already, and need not be laid out once more at every keystroke.
                if self.position().is_some_and(|position| position.viewport.top > 0.0) {
                    self.scroll_to(0.0);
                }
            }
            subject
        });
    }
}
