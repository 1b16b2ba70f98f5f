//! The header row of a grid. It is one stop for Tab; the arrow keys go from column to column.

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use crate::icon::{self, Icon};

/// A column of a grid.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Can rows be sorted by it?
    pub sortable: bool,
}

/// A direction of sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortDirection {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

impl SortDirection {
    /// The other direction.
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// The header row.
pub fn head(
    columns: Vec<Column>,
    sorted: Signal<Option<(usize, SortDirection)>>,
    on_sort: Option<Callback<usize>>,
) -> AnyView {
    let row = NodeRef::<Div>::new();
    let sortable: Vec<_> = columns.iter().map(|column| column.sortable && on_sort.is_some()).collect();
    // Where rows are cards a header is there to sort by, or not at all.
    let fixed = !sortable.contains(&true);
    let stop = RwSignal::new(sortable.iter().position(|sortable| *sortable).unwrap_or_default());
    let cell = move |(number, column): (usize, Column)| {
        let Column { title, sortable } = column;
        let order = move || sorted.get().filter(|(column, _)| *column == number).map(|(_, order)| order);
        let content = match on_sort.filter(|_| sortable) {
            None => title.into_any(),
            Some(on_sort) => view! {
                <button
                    type="button"
                    class="sort"
                    tabindex=move || if stop.get() == number { 0 } else { -1 }
                    on:focus=move |_| stop.set(number)
                    on:click=move |_| on_sort.run(number)
                >
                    {title}
                    {move || {
                        let icon = match order() {
                            None => icon::CHEVRONS_UP_DOWN,
                            Some(SortDirection::Ascending) => icon::ARROW_UP,
                            Some(SortDirection::Descending) => icon::ARROW_DOWN,
                        };
                        view! { <Icon icon /> }
                    }}
                </button>
            }
            .into_any(),
        };
        let aria_sort = move || {
            sortable.then(|| match order() {
                None => "none",
                Some(SortDirection::Ascending) => "ascending",
                Some(SortDirection::Descending) => "descending",
            })
        };
        view! {
            <div class="head-cell" role="columnheader" aria-sort=aria_sort>
                {content}
            </div>
        }
    };
    let key = move |event: KeyboardEvent| {
        if let Some(target) = column_for_key(&sortable, stop.get_untracked(), &event.key()) {
            event.prevent_default();
            focus_button(row, target);
        }
    };
    view! {
        <div class="grid-head" role="rowgroup">
            <div class="head-row" class:fixed=fixed role="row" aria-rowindex="1" node_ref=row on:keydown=key>
                {columns.into_iter().enumerate().map(cell).collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// The sortable column that a key moves to from the column `from`; `None` where the key moves nowhere.
fn column_for_key(sortable: &[bool], from: usize, key: &str) -> Option<usize> {
    let mut numbers = sortable.iter().enumerate().filter(|(_, sortable)| **sortable).map(|(number, _)| number);
    match key {
        "ArrowRight" => numbers.find(|number| *number > from),
        "ArrowLeft" => numbers.rfind(|number| *number < from),
        "Home" => numbers.next(),
        "End" => numbers.next_back(),
        _ => None,
    }
}

fn focus_button(row: NodeRef<Div>, column: usize) {
    let cell = row.get_untracked().and_then(|row| row.children().item(u32::try_from(column).ok()?));
    if let Some(button) = cell.and_then(|cell| cell.first_element_child()?.dyn_into::<HtmlElement>().ok()) {
        // Fails for no element that is on the page.
        let _ = button.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::column_for_key;

    #[test]
    fn arrow_keys_go_to_the_next_column_that_can_be_sorted() {
        let sortable = [true, false, true, true, false];
        assert_eq!(column_for_key(&sortable, 0, "ArrowRight"), Some(2));
        assert_eq!(column_for_key(&sortable, 2, "ArrowLeft"), Some(0));
        assert_eq!(column_for_key(&sortable, 3, "ArrowRight"), None);
        assert_eq!(column_for_key(&sortable, 0, "ArrowLeft"), None);
        assert_eq!(column_for_key(&sortable, 2, "End"), Some(3));
        assert_eq!(column_for_key(&sortable, 2, "Home"), Some(0));
        assert_eq!(column_for_key(&sortable, 2, "x"), None);
    }
}
