//! A virtual list: a grid of any number of rows, of which only the visible ones have elements.
//!
//! - **Height.** All rows have one height, which the style sheet decides (`--row`: one line, or a card of two lines where the list is
//!   narrow) and which is measured here. The body is as high as all rows together, so the scroll bar is right, up to the 17 million pixels
//!   that a browser can lay out (about 470,000 rows).
//! - **Slots.** An element shows one row while that is visible, then another: scrolling creates nothing, and memory depends on the height
//!   of the list, not on its rows. So the order of the elements is not that of the rows; `aria-owns` gives the latter to assistive
//!   technology.
//! - **Focus.** One row is current and in the order of Tab (roving `tabindex`). Arrow keys, Page Up, Page Down, Home and End move on from
//!   it; Enter, or a click anywhere in a row, activates its first link or button. While the focus is inside, the current row keeps its
//!   element, however far it is scrolled away, so the focus is never lost; the next key scrolls back to it. While the focus is elsewhere
//!   the current row follows the viewport.
//! - **Rows that come in front.** `origin` counts them. Rows keep their elements when it grows, and a list that is scrolled down stays
//!   where it is.
//! - **Scrolling to a row.** A `goal` comes into the middle and is marked; as long as there is one, rows that come in front move nothing.
//!
//! `position` decides, as a plain struct over `viewport`, `keys` and `slots`; `state` is the shell of signals around it; `elements` and
//! `events` are the way to the browser.

mod cell;
mod elements;
mod events;
mod head;
mod keys;
mod position;
mod resize_observer;
mod row;
mod scroll_target;
mod slots;
mod state;
mod viewport;

pub use crate::virtual_list::cell::Cell;
pub use crate::virtual_list::head::{Column, SortDirection};
pub use crate::virtual_list::row::Row;
pub use crate::virtual_list::scroll_target::ScrollTarget;

use std::ops::Range;

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::{
    unique_id::unique_id,
    virtual_list::{resize_observer::ResizeObserverGuard, row::row, slots::RowSlot, state::ListState},
};

/// A grid of rows of one height, of which only the visible ones have elements.
#[component]
pub fn VirtualList(
    /// Its accessible name.
    name: &'static str,
    /// The class that sets `--columns`, a CSS grid template.
    #[prop(into)]
    class: Signal<String>,
    /// The header.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// Draws the [`Cell`]s of a row, once per element on screen.
    #[prop(into)]
    render: Callback<Row, AnyView>,
    /// How many rows have come in front of the first one since the beginning.
    #[prop(optional, into)]
    origin: Signal<usize>,
    /// Identifies what is listed: the filter, the order. When it changes the list starts at its first row again.
    #[prop(optional, into)]
    subject: Signal<String>,
    /// The row to scroll to, wherever the list is scrolled.
    #[prop(optional, into)]
    goal: Signal<Option<ScrollTarget>>,
    /// The column that the rows are sorted by.
    #[prop(optional, into)]
    sorted: Signal<Option<(usize, SortDirection)>>,
    /// Called with the column whose header was clicked.
    #[prop(optional, into)]
    on_sort: Option<Callback<usize>>,
    /// Called with the visible rows whenever they change: those whose data is worth a request. It is called often during a scroll.
    #[prop(optional, into)]
    on_range: Option<Callback<Range<usize>>>,
    /// Are more rows being loaded?
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> AnyView {
    let state = ListState::new(count, origin);
    let observer = StoredValue::new_local(None::<ResizeObserverGuard>);
    Effect::new(move || {
        let elements = (state.elements.grid.get(), state.elements.probe.get());
        if let (Some(grid), Some(probe)) = elements {
            observer.set_value(ResizeObserverGuard::watch(&[&grid, &probe], move || state.measure()));
            state.measure();
        }
    });
    state.assign_rows();
    state.preserve_scroll_anchor(Signal::derive(move || goal.with(Option::is_some)));
    state.reset_on_change(subject);
    state.follow_target(goal, subject);
    if let Some(on_range) = on_range {
        Effect::new(move || {
            let range = state.visible.get();
            untrack(|| on_range.run(range));
        });
    }

    let id = StoredValue::new(unique_id("row"));
    let row_id = move |slot: usize| id.with_value(|id| format!("{id}-{slot}"));
    let marked = Memo::new(move |_| goal.with(|goal| goal.as_ref().map(|goal| goal.row)));
    let row = move |(number, slot): (usize, RowSlot)| row(state, row_id(number), &slot, marked, render);
    let owned = move || {
        let ids: Vec<_> = state.order.get().into_iter().map(row_id).collect();
        ids.join(" ")
    };
    let total_height = move || count.get() as f64 * state.row_height.get();
    view! {
        <div class=move || format!("grid-frame {}", class.get())>
            <div class="grid-probe" aria-hidden="true" node_ref=state.elements.probe></div>
            <div
                class="grid"
                role="grid"
                aria-label=name
                aria-rowcount=move || (count.get() + 1).to_string()
                aria-busy=move || busy.get().then_some("true")
                node_ref=state.elements.grid
                on:scroll=move |_| state.on_scroll()
            >
                {move || head::head(columns.get(), sorted, on_sort)}
                <div
                    class="grid-body"
                    role="rowgroup"
                    aria-owns=owned
                    node_ref=state.elements.body
                    style:height=move || format!("{}px", total_height().round() as i64)
                    on:keydown=move |event: KeyboardEvent| state.on_key(&event)
                    on:click=move |event: MouseEvent| state.on_click(&event)
                    on:focusout=move |event: FocusEvent| state.on_blur(&event)
                >
                    <For
                        each=move || state.slots.get().into_iter().enumerate()
                        key=|(number, _)| *number
                        children=row
                    />
                </div>
            </div>
        </div>
    }
    .into_any()
}
