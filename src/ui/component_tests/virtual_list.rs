//! Tests of the virtual list: which rows exist, where it scrolls, and which row has the focus.

use std::{cell::Cell, ops::Range, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::page::{Page, attribute, frames, has_focus, press, text, until};
use crate::{Cell as GridCell, Column, Row, ScrollTarget, SortDirection, VirtualList};

/// Of the style sheet, what the list needs: ten rows of 20 pixels below a header of 20.
const STYLE: &str = "
    .grid { position: relative; height: 220px; overflow: auto; overflow-anchor: none }
    .grid-head { position: sticky; top: 0; height: 20px; overflow: hidden }
    .grid-probe { position: absolute; height: 20px }
    .grid-body { position: relative }
    .row { position: absolute; top: 0; left: 0; right: 0; height: 20px; overflow: hidden }
    .row[hidden] { display: none }
";
/// Ten rows in the viewport, one that is cut, eight on either side of it, and the current row.
const MOST_ELEMENTS: usize = 28;

/// What a test changes, and what it observes.
#[derive(Clone, Copy)]
struct Setup {
    count: RwSignal<usize>,
    origin: RwSignal<usize>,
    subject: RwSignal<String>,
    goal: RwSignal<Option<ScrollTarget>>,
    sorted: RwSignal<Option<(usize, SortDirection)>>,
    range: RwSignal<Range<usize>>,
    opened: RwSignal<Vec<String>>,
}

impl Setup {
    fn new(count: usize) -> Self {
        Self {
            count: RwSignal::new(count),
            origin: RwSignal::new(0),
            subject: RwSignal::new(String::new()),
            goal: RwSignal::new(None),
            sorted: RwSignal::new(None),
            range: RwSignal::new(0..0),
            opened: RwSignal::new(Vec::new()),
        }
    }

    /// Mounts the list. Rows are called by their place, so a row keeps its name when others come in front of it; in descending order
    /// the last comes first.
    async fn mount(self) -> Page {
        self.mount_with(|_| ()).await
    }

    /// The same; `drawn` runs in the owner of each row that is drawn.
    async fn mount_with(self, drawn: impl Fn(Row) + 'static) -> Page {
        let drawn = StoredValue::new_local(drawn);
        let name = move |index: usize| {
            let is_descending = self.sorted.get().is_some_and(|(_, order)| order == SortDirection::Descending);
            let index = if is_descending { self.count.get() - 1 - index } else { index };
            format!("Row {}", index as i64 - self.origin.get() as i64)
        };
        let render = move |row: Row| {
            drawn.with_value(|drawn| drawn(row));
            let name = Signal::derive(move || name(row.index.get()));
            let open = move |_| self.opened.update(|opened| opened.push(name.get_untracked()));
            let is_opened = move || self.opened.with(|opened| opened.contains(&name.get())).to_string();
            view! {
                <GridCell>
                    <button tabindex=move || row.tabindex.get() aria-pressed=is_opened on:click=open>
                        {move || name.get()}
                    </button>
                </GridCell>
            }
            .into_any()
        };
        let sort = move |column| {
            let next = match self.sorted.get_untracked() {
                Some((_, SortDirection::Ascending)) => SortDirection::Descending,
                _ => SortDirection::Ascending,
            };
            self.sorted.set(Some((column, next)));
        };
        let columns = vec![Column { title: "Name", sortable: true }, Column { title: "State", sortable: false }];
        let page = Page::mount(move || {
            view! {
                <style>{STYLE}</style>
                <VirtualList
                    name="Rows"
                    class="rows"
                    columns
                    count=self.count
                    render=Callback::new(render)
                    origin=self.origin
                    subject=self.subject
                    goal=self.goal
                    sorted=self.sorted
                    on_sort=Callback::new(sort)
                    on_range=Callback::new(move |range| self.range.set(range))
                />
            }
            .into_any()
        })
        .await;
        until("the first rows are shown", || self.range.with_untracked(|range| !range.is_empty())).await;
        frames(1).await;
        page
    }

    /// Scrolls the list and waits until its rows have followed.
    async fn scroll(self, page: &Page, row: usize) {
        page.get(".grid").set_scroll_top(i32::try_from(row * 20).unwrap());
        until("the list has scrolled", || self.range.with_untracked(|range| range.start == row)).await;
        frames(1).await;
    }
}

/// The element that shows a row.
fn row(page: &Page, name: &str) -> Option<HtmlElement> {
    page.all(".row:not([hidden])").into_iter().find(|row| text(row) == name)
}

fn is_shown(page: &Page, name: &str) -> bool {
    let grid = page.get(".grid").get_bounding_client_rect();
    row(page, name).is_some_and(|row| {
        let row = row.get_bounding_client_rect();
        row.top() >= grid.top() + 19.0 && row.bottom() <= grid.bottom() + 1.0
    })
}

/// The row that Tab stops at; there must be one.
fn current(page: &Page) -> HtmlElement {
    let stops = page.all(".row[tabindex='0']:not([hidden])");
    assert_eq!(stops.len(), 1, "one row is in the order of Tab");
    stops.into_iter().next().unwrap()
}

#[wasm_bindgen_test]
async fn only_the_rows_in_the_viewport_and_a_few_more_exist() {
    let setup = Setup::new(10_000);
    let page = setup.mount().await;
    assert_eq!(setup.range.get_untracked(), 0..10);
    assert!(is_shown(&page, "Row 0") && is_shown(&page, "Row 9") && !is_shown(&page, "Row 10"));
    let elements = page.all(".row").len();
    assert!((10..=MOST_ELEMENTS).contains(&elements), "{elements}");
    assert_eq!(attribute(&page.get(".grid"), "aria-rowcount").as_deref(), Some("10001"));
    assert_eq!(page.get(".grid-body").get_bounding_client_rect().height(), 200_000.0);
}

#[wasm_bindgen_test]
async fn scrolling_shows_other_rows_in_the_same_elements() {
    let setup = Setup::new(10_000);
    let (drawn, dropped) = (Rc::new(Cell::new(0)), std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0)));
    let (count, counter) = (Rc::clone(&drawn), std::sync::Arc::clone(&dropped));
    let page = setup
        .mount_with(move |_| {
            count.set(count.get() + 1);
            let counter = std::sync::Arc::clone(&counter);
            on_cleanup(move || _ = counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        })
        .await;
    for row in [5_000, 20, 9_990, 1, 40, 7_777] {
        setup.scroll(&page, row).await;
        assert!(is_shown(&page, &format!("Row {row}")), "row {row}");
        assert!(is_shown(&page, &format!("Row {}", row + 9)), "row {row}");
    }
    let elements = page.all(".row").len();
    assert!(elements <= MOST_ELEMENTS, "{elements}");
    assert_eq!(drawn.get(), elements, "a row is drawn once per element");
    drop(page);
    assert_eq!(dropped.load(std::sync::atomic::Ordering::Relaxed), elements, "each row disposes of what it made");
}

#[wasm_bindgen_test]
async fn rows_are_read_in_their_order_whatever_the_order_of_their_elements() {
    let setup = Setup::new(1_000);
    let page = setup.mount().await;
    setup.scroll(&page, 3).await;
    setup.scroll(&page, 205).await;
    let owned = attribute(&page.get(".grid-body"), "aria-owns").unwrap();
    let rows: Vec<_> = owned.split(' ').map(|id| page.get(&format!("[id='{id}']"))).collect();
    let numbers: Vec<usize> =
        rows.iter().map(|row| attribute(row, "aria-rowindex").unwrap().parse().unwrap()).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert_eq!(rows.len(), page.all(".row:not([hidden])").len());
}

#[wasm_bindgen_test]
async fn the_end_key_reaches_the_last_row_and_the_home_key_the_first() {
    let setup = Setup::new(100_000);
    let page = setup.mount().await;
    current(&page).focus().unwrap();
    assert!(press(&current(&page), "End"));
    until("the last row has the focus", || row(&page, "Row 99999").is_some_and(|row| has_focus(&row))).await;
    assert!(is_shown(&page, "Row 99999"));
    assert!(press(&current(&page), "Home"));
    until("the first row has the focus", || row(&page, "Row 0").is_some_and(|row| has_focus(&row))).await;
    assert!(is_shown(&page, "Row 0"));
}

#[wasm_bindgen_test]
async fn keys_move_the_focus_from_row_to_row() {
    let page = Setup::new(1_000).mount().await;
    current(&page).focus().unwrap();
    let steps =
        [("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("PageDown", 10), ("PageDown", 19), ("PageUp", 10)];
    for (key, expected) in steps {
        assert!(press(&current(&page), key));
        let name = format!("Row {expected}");
        until(&format!("{key} leads to {name}"), || row(&page, &name).is_some_and(|row| has_focus(&row))).await;
        assert!(is_shown(&page, &name), "{key} shows {name}");
        assert_eq!(text(&current(&page)), name);
    }
    assert!(!press(&current(&page), "x"), "other keys are left to the browser");
}

#[wasm_bindgen_test]
async fn the_focused_row_keeps_its_element_and_the_focus_however_far_it_is_scrolled_away() {
    let setup = Setup::new(10_000);
    let page = setup.mount().await;
    let first = current(&page);
    first.focus().unwrap();
    for row in [500, 9_000, 40] {
        setup.scroll(&page, row).await;
        assert!(has_focus(&first) && text(&first) == "Row 0", "at row {row}");
    }
    assert!(press(&first, "ArrowDown"));
    until("the next row has the focus", || row(&page, "Row 1").is_some_and(|row| has_focus(&row))).await;
    assert!(is_shown(&page, "Row 1"));
}

#[wasm_bindgen_test]
async fn without_the_focus_the_current_row_follows_the_viewport() {
    let setup = Setup::new(1_000);
    let page = setup.mount().await;
    setup.scroll(&page, 300).await;
    assert_eq!(text(&current(&page)), "Row 300");
}

#[wasm_bindgen_test]
async fn a_row_that_goes_while_it_has_the_focus_leaves_it_to_its_neighbour() {
    let setup = Setup::new(5);
    let page = setup.mount().await;
    current(&page).focus().unwrap();
    press(&current(&page), "End");
    until("the last row has the focus", || row(&page, "Row 4").is_some_and(|row| has_focus(&row))).await;
    setup.count.set(3);
    until("its neighbour has the focus", || row(&page, "Row 2").is_some_and(|row| has_focus(&row))).await;
    assert_eq!(page.all(".row:not([hidden])").len(), 3);
}

#[wasm_bindgen_test]
async fn enter_or_a_click_in_a_row_activates_its_first_button_once() {
    let setup = Setup::new(100);
    let page = setup.mount().await;
    current(&page).focus().unwrap();
    assert!(press(&current(&page), "Enter"));
    frames(1).await;
    row(&page, "Row 3").unwrap().click();
    frames(1).await;
    assert_eq!(setup.opened.get_untracked(), ["Row 0", "Row 3"]);
}

#[wasm_bindgen_test]
async fn sorting_reorders_the_rows_in_their_elements_and_leaves_each_row_its_state() {
    let setup = Setup::new(30);
    let page = setup.mount().await;
    let header = page.get("[role=columnheader]");
    row(&page, "Row 8").unwrap().click();
    page.get(".sort").click();
    until("ascending", || attribute(&header, "aria-sort").as_deref() == Some("ascending")).await;
    let elements = page.all(".row");
    page.get(".sort").click();
    until("descending", || attribute(&header, "aria-sort").as_deref() == Some("descending")).await;
    assert!(is_shown(&page, "Row 29") && is_shown(&page, "Row 20") && !is_shown(&page, "Row 19"));
    assert_eq!(page.all(".row"), elements);
    assert!(page.find(".row [aria-pressed=true]").is_none());

    setup.scroll(&page, 20).await;
    let pressed: Vec<_> = page.all(".row [aria-pressed=true]").iter().map(|button| text(button)).collect();
    assert_eq!(pressed, ["Row 8"]);
    row(&page, "Row 5").unwrap().click();
    frames(1).await;
    assert_eq!(setup.opened.get_untracked(), ["Row 8", "Row 5"]);
}

#[wasm_bindgen_test]
async fn rows_that_come_in_front_leave_every_row_its_element_and_its_place_on_the_screen() {
    let setup = Setup::new(1_000);
    let page = setup.mount().await;
    setup.scroll(&page, 50).await;
    let element = row(&page, "Row 55").unwrap();
    let top = element.get_bounding_client_rect().top();
    setup.origin.set(7);
    setup.count.set(1_007);
    until("the list has scrolled along", || setup.range.get_untracked().start == 57).await;
    frames(1).await;
    assert_eq!(row(&page, "Row 55"), Some(element.clone()));
    assert_eq!(element.get_bounding_client_rect().top(), top);
    assert_eq!(attribute(&element, "aria-rowindex").as_deref(), Some("64"));
}

#[wasm_bindgen_test]
async fn rows_that_come_in_front_of_a_list_at_its_start_are_shown() {
    let setup = Setup::new(100);
    let page = setup.mount().await;
    setup.origin.set(2);
    setup.count.set(102);
    until("the new rows are drawn", || row(&page, "Row -2").is_some()).await;
    assert!(is_shown(&page, "Row -2") && is_shown(&page, "Row 0"));
}

#[wasm_bindgen_test]
async fn another_subject_starts_at_the_first_row() {
    let setup = Setup::new(1_000);
    let page = setup.mount().await;
    setup.scroll(&page, 300).await;
    setup.subject.set("door".to_owned());
    until("the list is at its start", || setup.range.get_untracked().start == 0).await;
    frames(1).await;
    assert_eq!(text(&current(&page)), "Row 0");
}

#[wasm_bindgen_test]
async fn a_goal_comes_into_the_middle_and_is_marked_until_there_is_none() {
    let setup = Setup::new(1_000);
    let page = setup.mount().await;
    setup.goal.set(Some(ScrollTarget { what: "event 500".to_owned(), row: 500 }));
    until("the goal is shown", || is_shown(&page, "Row 500")).await;
    frames(1).await;
    let marked: Vec<_> = page.all("[aria-current=true]").iter().map(|row| text(row)).collect();
    assert_eq!(marked, ["Row 500"]);
    assert!(is_shown(&page, "Row 496") && is_shown(&page, "Row 504"));
    setup.goal.set(None);
    until("the list is at its start", || is_shown(&page, "Row 0")).await;
    frames(1).await;
    assert!(page.all("[aria-current=true]").is_empty());
}
