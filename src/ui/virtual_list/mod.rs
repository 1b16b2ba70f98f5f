//! Grids of any number of rows, of which only those in sight exist.
//!
//! - **Height.** Rows have one height, which the style sheet decides (`--row`: one line, or a card of two lines where it
//!   is narrow) and which is measured here. A spacer as high as all rows together makes the scroll bar true, up to the
//!   17 million pixels a browser can lay out (about 470,000 rows).
//! - **Slots.** An element shows one row for as long as that is in sight, then another: scrolling creates nothing, and
//!   only rows that come into sight are drawn. The order of the elements is therefore not that of the rows; `aria-owns`
//!   gives assistive technology the latter.
//! - **Focus.** One row is current and in the order of Tab (roving `tabindex`). Arrow keys, Page Up, Page Down, Home and
//!   End move on from it; Enter, or a click anywhere in a row, does what its first link or button does. While the focus is inside, the current row keeps
//!   its element, however far it is scrolled away, so neither the focus nor the place in the list is ever lost; the next
//!   key scrolls back to it. With the focus elsewhere the current row follows what is in sight.
//! - **Rows that come in front.** `origin` counts them. Rows keep their elements when it grows, and a list that is
//!   scrolled down stays where it is.
//! - **Going to a row.** A `goal` comes into the middle and is marked; as long as there is one, what comes in front moves nothing.

mod head;
mod keys;
mod resize_observer;
mod scroll_target;
mod slots;
mod state;
mod window;

pub use crate::virtual_list::head::{Column, SortDirection};
pub use crate::virtual_list::scroll_target::ScrollTarget;

use std::ops::Range;

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::{
    unique_id,
    virtual_list::{resize_observer::ResizeObserverGuard, slots::RowSlot, state::State},
};

/// What the view of a row gets.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Which row it shows, from 0. It changes while the list scrolls, and for a moment it may lie behind the last row,
    /// when rows have just gone.
    pub index: Signal<usize>,
    /// For the links and buttons in the row (`tabindex=row.tabindex`), so that Tab stops at those of the current row
    /// only.
    pub tabindex: Signal<i32>,
}

/// A grid of rows of one height, of which only those in sight exist.
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
    /// What is listed: the filter, the order. When it changes the list starts at its first row again.
    #[prop(optional, into)]
    subject: Signal<String>,
    /// The row that somebody wants to see, wherever the list is scrolled.
    #[prop(optional, into)]
    goal: Signal<Option<ScrollTarget>>,
    /// The column that the rows are sorted by.
    #[prop(optional, into)]
    sorted: Signal<Option<(usize, SortDirection)>>,
    /// Called with the column whose header was clicked.
    #[prop(optional, into)]
    on_sort: Option<Callback<usize>>,
    /// Called with the rows in sight whenever they change: what deserves a request. It is called often while somebody
    /// scrolls.
    #[prop(optional, into)]
    on_range: Option<Callback<Range<usize>>>,
    /// More rows are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> AnyView {
    let state = State::new(count, origin);
    let watch = StoredValue::new_local(None::<ResizeObserverGuard>);
    Effect::new(move || {
        let elements = (state.grid.get(), state.probe.get());
        if let (Some(grid), Some(probe)) = elements {
            watch.set_value(ResizeObserverGuard::watch(&[&grid, &probe], move || state.set_viewport()));
            state.set_viewport();
        }
    });
    state.keep_slots();
    state.preserve_scroll_anchor(Signal::derive(move || goal.with(Option::is_some)));
    state.reset(subject);
    state.maintain_scroll_target(goal, subject);
    if let Some(on_range) = on_range {
        Effect::new(move || {
            let range = state.visible.get();
            untrack(|| on_range.run(range));
        });
    }

    let stem = StoredValue::new(unique_id("row"));
    let row_id = move |slot: usize| stem.with_value(|stem| format!("{stem}-{slot}"));
    let marked = Memo::new(move |_| goal.with(|goal| goal.as_ref().map(|goal| goal.row)));
    let row = move |(number, slot): (usize, RowSlot)| row(state, row_id(number), &slot, marked, render);
    let owned = move || {
        let ids: Vec<_> = state.order.get().into_iter().map(row_id).collect();
        ids.join(" ")
    };
    view! {
        <div class=move || format!("grid-frame {}", class.get())>
            <div class="grid-probe" aria-hidden="true" node_ref=state.probe></div>
            <div
                class="grid"
                role="grid"
                aria-label=name
                aria-rowcount=move || (count.get() + 1).to_string()
                aria-busy=move || busy.get().then_some("true")
                node_ref=state.grid
                on:scroll=move |_| state.scrolled()
            >
                {move || head::head(columns.get(), sorted, on_sort)}
                <div
                    class="grid-body"
                    role="rowgroup"
                    aria-owns=owned
                    node_ref=state.body
                    style:height=move || format!("{}px", state.total_height().round() as i64)
                    on:keydown=move |event: KeyboardEvent| state.key(&event)
                    on:click=move |event: MouseEvent| state.clicked(&event)
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

fn row(
    state: State,
    id: String,
    slot: &RowSlot,
    marked: Memo<Option<usize>>,
    render: Callback<Row, AnyView>,
) -> AnyView {
    let place = RwSignal::from(slot.0.clone());
    let index = Memo::new(move |last: Option<&usize>| match place.get() {
        Some(place) => state.index(place),
        None => last.copied().unwrap_or_default(),
    });
    let current = Memo::new(move |_| place.get().is_some() && place.get() == state.current.get());
    let tabindex = Signal::derive(move || if current.get() { 0 } else { -1 });
    let cells = render.run(Row { index: index.into(), tabindex });
    view! {
        <div
            class="row"
            role="row"
            id=id
            aria-rowindex=move || (index.get() + 2).to_string()
            tabindex=move || tabindex.get()
            aria-current=move || (marked.get() == Some(index.get())).then_some("true")
            hidden=move || place.get().is_none()
            style:transform=move || format!("translateY({}px)", state.offset(index.get()).round() as i64)
            on:focusin=move |_| state.on_focus(place.try_get_untracked().flatten())
        >
            {cells}
        </div>
    }
    .into_any()
}

/// A cell of a row. The classes of `style/table.css` say what it is where there is room for two lines only: `lead` and
/// `mark` stand in the first, `sub` in the second, the rest is for assistive technology.
#[component]
pub fn Cell(
    /// `lead`, `mark`, `sub`, `number`, …
    #[prop(optional)]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> AnyView {
    view! {
        <div class=format!("cell {class}") role="gridcell">
            {children()}
        </div>
    }
    .into_any()
}
