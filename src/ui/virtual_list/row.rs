//! The view of one row element, which shows one row after another.

use leptos::prelude::*;

use crate::virtual_list::{slots::RowSlot, state::ListState};

/// The signals that the content of a row reads. The row's element owns them.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The number of the row that is shown, from 0. It changes while the list scrolls. When rows have just gone it may for a moment lie
    /// behind the last one.
    pub index: Signal<usize>,
    /// For the links and buttons in the row (`tabindex=row.tabindex`), so that Tab stops only at those of the current row.
    pub tabindex: Signal<i32>,
}

/// Draws the element of a slot; `marked` is the number of the row that the list scrolled to.
pub fn row(
    state: ListState,
    id: String,
    slot: &RowSlot,
    marked: Memo<Option<usize>>,
    render: Callback<Row, AnyView>,
) -> AnyView {
    let place = RwSignal::from(slot.0.clone());
    let index = Memo::new(move |last: Option<&usize>| match place.get() {
        Some(place) => state.rows().index(place),
        None => last.copied().unwrap_or_default(),
    });
    let current = Memo::new(move |_| place.get().is_some() && place.get() == state.current.get());
    let tabindex = Signal::derive(move || if current.get() { 0 } else { -1 });
    let top = move || (index.get() as f64 * state.row_height.get()).round() as i64;
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
            style:transform=move || format!("translateY({}px)", top())
            on:focusin=move |_| state.on_focus(place.try_get_untracked().flatten())
        >
            {cells}
        </div>
    }
    .into_any()
}
