//! What a list knows: where it is scrolled, which row is current, which element shows what.

use std::ops::Range;

use leptos::ev::{Event, FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusOptions, HtmlElement, Node};

use crate::virtual_list::{
    keys::ListKey,
    slots::{self, RowSlot, assign, place},
    window::{Viewport, overscan},
};

#[derive(Clone, Copy)]
pub struct State {
    count: Signal<usize>,
    pub origin: Signal<usize>,
    view: RwSignal<Viewport>,
    /// The rows in sight.
    pub visible: Memo<Range<usize>>,
    /// The current row as it was set; [`State::current`] is where it is now.
    chosen: RwSignal<i64>,
    /// The place of the current row; none in an empty list.
    pub current: Memo<Option<i64>>,
    /// Is the focus in one of the rows?
    focused: StoredValue<bool>,
    /// Must the focus go to the current row, as soon as that has an element?
    focus_wanted: StoredValue<bool>,
    /// Has somebody scrolled, or gone to another row, since the list went to its goal?
    moved: StoredValue<bool>,
    pub slots: RwSignal<Vec<RowSlot>>,
    /// The numbers of the slots in the order of their rows.
    pub order: RwSignal<Vec<usize>>,
    pub grid: NodeRef<Div>,
    pub body: NodeRef<Div>,
    /// Has the height of a row.
    pub probe: NodeRef<Div>,
}

impl State {
    pub fn new(count: Signal<usize>, origin: Signal<usize>) -> Self {
        let view = RwSignal::new(Viewport::default());
        let chosen = RwSignal::new(0);
        let current = Memo::new(move |_| {
            let (count, origin) = (count.get(), origin.get());
            let last = count.checked_sub(1)?;
            Some(place(slots::index(chosen.get(), origin).min(last), origin))
        });
        Self {
            count,
            origin,
            view,
            visible: Memo::new(move |_| view.get().visible(count.get())),
            chosen,
            current,
            focused: StoredValue::new(false),
            focus_wanted: StoredValue::new(false),
            moved: StoredValue::new(false),
            slots: RwSignal::new(Vec::new()),
            order: RwSignal::new(Vec::new()),
            grid: NodeRef::new(),
            body: NodeRef::new(),
            probe: NodeRef::new(),
        }
    }

    /// The row at a place; reactive.
    pub fn index(self, place: i64) -> usize {
        slots::index(place, self.origin.get())
    }

    /// Where a row begins, in pixels; reactive.
    pub fn offset(self, index: usize) -> f64 {
        index as f64 * self.view.with(|view| view.row)
    }

    /// The height of all rows, in pixels; reactive.
    pub fn total_height(self) -> f64 {
        self.offset(self.count.get())
    }

    /// Is the list gone? Browsers tell of its last scroll or its lost focus even then.
    pub fn is_disposed(self) -> bool {
        self.view.is_disposed()
    }

    /// Is it known how high a row is?
    pub fn is_measured(self) -> Memo<bool> {
        Memo::new(move |_| self.view.with(|view| view.row > 0.0))
    }

    /// Has somebody gone on since the list went to a row by itself?
    pub fn user_scrolled(self) -> bool {
        self.moved.get_value()
    }

    /// Reads the sizes and the scroll position.
    pub fn set_viewport(self) {
        if self.is_disposed() {
            return;
        }
        let elements = (self.grid.get_untracked(), self.body.get_untracked(), self.probe.get_untracked());
        if let (Some(grid), Some(body), Some(probe)) = elements {
            let view = Viewport {
                top: f64::from(grid.scroll_top()),
                // The header stands above the rows and stays in sight.
                height: f64::from(grid.client_height() - body.offset_top()),
                row: probe.get_bounding_client_rect().height(),
            };
            if self.view.get_untracked() != view {
                self.view.set(view);
            }
        }
    }

    /// The list was scrolled, by whomever.
    pub fn scrolled(self) {
        if self.is_disposed() {
            return;
        }
        let before = self.view.get_untracked().top;
        self.set_viewport();
        // What the list scrolls by itself was measured then.
        if self.view.get_untracked().top != before {
            self.moved.set_value(true);
        }
        let visible = self.visible.get_untracked();
        let current = self.current.get_untracked().map(|place| slots::index(place, self.origin.get_untracked()));
        if !self.focused.get_value() && current.is_some_and(|index| !visible.contains(&index)) {
            // Or Tab would scroll back to where nobody is looking any more.
            self.choose(visible.start);
        }
    }

    fn choose(self, index: usize) {
        self.chosen.set(place(index, self.origin.get_untracked()));
    }

    /// Makes a row the current one, in the middle of what is in sight.
    pub fn go_to(self, index: usize) {
        self.choose(index);
        if let Some(grid) = self.grid.get_untracked() {
            let top = self.view.get_untracked().scroll_to_center(index);
            grid.scroll_to_with_x_and_y(f64::from(grid.scroll_left()), top);
            self.set_viewport();
        }
        self.moved.set_value(false);
    }

    /// Shows what is in sight, and keeps the element of the current row.
    pub fn keep_slots(self) {
        Effect::new(move |before: Option<Option<i64>>| {
            let (count, origin) = (self.count.get(), self.origin.get());
            let current = self.current.get();
            let places = |rows: Range<usize>| place(rows.start, origin)..place(rows.end, origin);
            let window = places(overscan(&self.visible.get(), count));
            let held: Vec<_> =
                self.slots.with_untracked(|slots| slots.iter().map(|slot| slot.0.get_untracked()).collect());
            let next = assign(&held, &window, current, &places(0..count));

            let missing = next.len() - held.len();
            if missing > 0 {
                let more = std::iter::repeat_with(RowSlot::default).take(missing);
                self.slots.update(|slots| slots.extend(more));
            }
            self.slots.with_untracked(|slots| {
                for (slot, place) in slots.iter().zip(&next) {
                    if slot.0.get_untracked() != *place {
                        slot.0.set(*place);
                    }
                }
            });
            let order = slots::order(&next);
            if self.order.with_untracked(|before| *before != order) {
                self.order.set(order);
            }

            // The row that had the focus may have gone; its neighbour takes over.
            let replaced = self.focused.get_value() && before.is_some_and(|before| before != current);
            if self.focus_wanted.get_value() || replaced {
                self.focus_wanted.set_value(false);
                self.focus(next.iter().position(|place| place.is_some() && *place == current));
            }
            current
        });
    }

    fn focus(self, slot: Option<usize>) {
        let number = slot.and_then(|slot| u32::try_from(slot).ok());
        let row = number.and_then(|number| self.body.get_untracked()?.children().item(number));
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Fails for no element that is on the page.
            let _ = row.focus_with_options(&options);
        }
    }

    /// Rows that come in front of a list which is scrolled down, or `held` where it is, push it on by as much.
    pub fn preserve_scroll_anchor(self, held: Signal<bool>) {
        Effect::new(move |before: Option<usize>| {
            let origin = self.origin.get();
            let grown = origin.saturating_sub(before.unwrap_or(origin));
            // As it was measured last: to ask the grid itself would make the browser lay the page out once more per frame.
            if grown > 0 && (self.view.get_untracked().top > 0.0 || held.get_untracked()) {
                // The body must have grown by then, or a list that stands at its end has no room to scroll.
                queue_microtask(move || self.push_on(grown));
            }
            origin
        });
    }

    fn push_on(self, rows: usize) {
        if !self.is_disposed()
            && let Some(grid) = self.grid.get_untracked()
        {
            // Not through `scroll_top`, which is a whole number: the list would creep.
            grid.scroll_by_with_x_and_y(0.0, rows as f64 * self.view.get_untracked().row);
            self.set_viewport();
        }
    }

    /// Starts at the first row when something else is listed.
    pub fn reset(self, subject: Signal<String>) {
        Effect::new(move |before: Option<String>| {
            let subject = subject.get();
            if before.is_some_and(|before| before != subject) {
                self.choose(0);
                // Most lists are there already, and need not be laid out once more at every keystroke.
                if let Some(grid) = self.grid.get_untracked()
                    && self.view.get_untracked().top > 0.0
                {
                    grid.set_scroll_top(0);
                    self.set_viewport();
                }
            }
            subject
        });
    }

    /// A row has, or holds, the focus: it is the current one.
    pub fn on_focus(self, place: Option<i64>) {
        // A dialog gives the focus back, also to a list that goes with it.
        if self.is_disposed() {
            return;
        }
        self.focused.set_value(true);
        if let Some(place) = place
            && self.current.get_untracked() != Some(place)
        {
            self.chosen.set(place);
        }
    }

    /// The focus went elsewhere, possibly to another row.
    pub fn on_blur(self, event: &FocusEvent) {
        if self.is_disposed() {
            return;
        }
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let body = self.body.get_untracked();
        self.focused.set_value(body.is_some_and(|body| to.is_some_and(|to| body.contains(Some(&to)))));
    }

    /// A row was clicked: that means its first link or button, unless something else was hit or a text was selected.
    pub fn clicked(self, event: &MouseEvent) {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        let target = element(event);
        let within = |selector| target.as_ref().and_then(|target| target.closest(selector).ok().flatten());
        let selected = document().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
        if !modified && !selected && within("a, button, input, select, label").is_none() {
            open(within("[role=row]"));
        }
    }

    /// A key was pressed in a row.
    pub fn key(self, event: &KeyboardEvent) {
        let Some(current) = self.current.get_untracked() else { return };
        if event.default_prevented() || event.alt_key() || event.meta_key() {
            return;
        }
        let target = element(event);
        if event.key() == "Enter" {
            // A link or a button that has the focus itself has the browser to do that.
            if target.as_ref().is_some_and(|target| target.matches("[role=row]").unwrap_or(false)) {
                event.prevent_default();
                open(target);
            }
            return;
        }
        let from = slots::index(current, self.origin.get_untracked());
        let view = self.view.get_untracked();
        let moved = ListKey::parse(&event.key());
        let Some(index) = moved.and_then(|moved| moved.from(from, view.page(), self.count.get_untracked())) else {
            return;
        };
        event.prevent_default();
        self.moved.set_value(true);
        self.choose(index);
        if let (Some(top), Some(grid)) = (view.scroll_to_reveal(index), self.grid.get_untracked()) {
            grid.scroll_to_with_x_and_y(f64::from(grid.scroll_left()), top);
            self.set_viewport();
        }
        if self.current.get_untracked() == Some(current) {
            // It may have been on a link in the row.
            let slots = self.slots.get_untracked();
            self.focus(slots.iter().position(|slot| slot.0.get_untracked() == Some(current)));
        } else {
            self.focus_wanted.set_value(true);
        }
    }
}

fn element(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Does what the first link or button of a row does.
fn open(row: Option<Element>) {
    let inner = row.and_then(|row| row.query_selector("a[href], button").ok().flatten());
    if let Some(inner) = inner.and_then(|inner| inner.dyn_into::<HtmlElement>().ok()) {
        // Not at once: this click comes by the handler that is still at work.
        queue_microtask(move || inner.click());
    }
}
