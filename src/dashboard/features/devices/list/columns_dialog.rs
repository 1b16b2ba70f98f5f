//! The dialog in which the columns of the device list are chosen.

use leptos::prelude::*;

use crate::{
    features::devices::list::{column::DeviceColumn, columns::Columns, device_list::DeviceList, sorting::Sorting},
    shared::debounced_query::DebouncedQuery,
};
use jetstream_browser::{LocalStore, Persistence};
use jetstream_ui::{Button, ButtonKind, Checkbox, Dialog, icon};

/// The button that opens the dialog, and the dialog.
#[component]
pub fn ChooseColumns(list: DeviceList, query: DebouncedQuery) -> AnyView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Button kind=ButtonKind::Quiet icon=icon::COLUMNS on_click=move |()| open.set(true)>"Columns"</Button>
        <Dialog open title="Columns" on_close=close>
            <Choices list query close/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Choices(list: DeviceList, query: DebouncedQuery, close: Callback<()>) -> AnyView {
    let persistence = RwSignal::new(LocalStore::persistence());
    let choose = Callback::new(move |columns: Columns| {
        persistence.set(columns.save());
        query.set.run((Columns::KEY, columns.value()));
        // A hidden sort column could be neither seen nor changed, so the list returns to the default order.
        if !columns.has(untrack(|| list.sorting()).by) {
            query.set.run((Sorting::KEY, Sorting::default().value()));
        }
    });
    let column = move |by: DeviceColumn| {
        let change = move |shown| choose.run(untrack(|| list.columns()).with(by, shown));
        view! { <Checkbox label=by.title() checked=Signal::derive(move || list.columns().has(by)) on_change=change/> }
    };
    let note = move || match persistence.get() {
        Persistence::Browser => {
            "The choice is kept in this browser, for whoever uses it. A link to the page carries it to others."
        }
        Persistence::Page => {
            "This browser's storage is blocked or full: the choice lasts until the page is closed. A link to the page carries it."
        }
    };
    view! {
        <p>"The name is always there. The list is exported with the columns that it shows."</p>
        <div class="column-choices" role="group" aria-label="Shown beside the name">
            {DeviceColumn::ALL.into_iter().filter(|by| *by != DeviceColumn::Name).map(column).collect_view()}
        </div>
        <p class="soft small">{note}</p>
        <div class="actions">
            <Button kind=ButtonKind::Quiet on_click=move |()| choose.run(Columns::default())>"The usual columns"</Button>
            <Button kind=ButtonKind::Primary on_click=close>"Close"</Button>
        </div>
    }
    .into_any()
}
