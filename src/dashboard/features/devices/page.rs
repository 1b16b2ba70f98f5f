//! The page with the list of all devices, their properties and state, and links to their pages.

use jetstream_api::{call::Endpoint, devices::ListDevices};
use leptos::prelude::*;

use crate::{
    features::devices::list::{
        column::DeviceColumn,
        columns::Columns,
        columns_dialog::ChooseColumns,
        device_list::DeviceList,
        export::ExportDevices,
        filter::Filter,
        filter_bar::{ClearFilters, FilterBar},
        freshness::{AsOf, Reload, Stale},
        row::device_row,
        sorting::Sorting,
        status_coverage::{StatusCoverage, StatusCoverageNote},
        status_polling::poll_visible_rows,
    },
    paths,
    shared::{
        call_preview::CallPreview, debounced_query::DebouncedQuery, freshness::try_again, page_state::PageState,
        page_title::PageTitle, url::use_query,
    },
    state::{directory::Directory, session::Session},
    text,
};
use jetstream_ui::{EmptyState, Notice, NoticeKind, Skeleton, VirtualList, icon};

/// The page.
pub fn page() -> AnyView {
    let (directory, is_file) = (Directory::current(), Session::current().is_file());
    let (query, set) = use_query(paths::DEVICES);
    let query = DebouncedQuery::new(&[Filter::TEXT], query, set);
    let list = DeviceList::new(query.query);
    let stage = Memo::new(move |_| PageState::of_list(&directory.devices()));
    let content = move || {
        match stage.get() {
        PageState::Loading => view! { <Skeleton what="Loading devices" lines=16/> }.into_any(),
        PageState::Failed(error) => view! {
            <Notice kind=NoticeKind::Error title="The devices could not be listed" action=try_again>
                <p>{error.to_string()}</p>
            </Notice>
        }
        .into_any(),
        PageState::Empty if is_file => view! {
            <EmptyState title="No devices" icon=icon::SERVER><p>"No event of the file names a device."</p></EmptyState>
        }
        .into_any(),
        PageState::Empty => view! {
            <EmptyState title="No devices yet" icon=icon::SERVER>
                <p>"The devices of this key's application appear here as soon as they are registered with Jetstream."</p>
            </EmptyState>
        }
        .into_any(),
        PageState::Ready(()) => view! { <Devices list query/> }.into_any(),
    }
    };
    let about_list =
        move || stage.get().is_ready().then(|| view! { <ChooseColumns list query/> <ExportDevices list/> });
    let said = move || stage.get().is_ready().then(|| count(list.count(), list.total()));
    let age = match is_file {
        true => view! { <p class="soft small">"as the events of the file name them"</p> }.into_any(),
        false => view! { <AsOf/> }.into_any(),
    };
    let reload = (!is_file).then(|| view! { <Reload/> });
    let call = (!is_file).then(|| view! { <CallPreview call=Signal::stored(Some(ListDevices::default().call()))/> });
    view! {
        <PageTitle page="Devices"/>
        <header class="page-head">
            <h1>"Devices"</h1>
            <p class="soft" role="status" aria-label="Count">{said}</p>
            {age}
            <span class="push line">{about_list} {reload}</span>
        </header>
        {content}
        {call}
    }
    .into_any()
}

fn count(shown: usize, total: usize) -> String {
    let total_words = text::plural(total, "device");
    if shown == total { total_words } else { format!("{shown} of {total_words}") }
}

#[component]
fn Devices(list: DeviceList, query: DebouncedQuery) -> AnyView {
    let range = RwSignal::new(0..0);
    let asked = StatusCoverage::new();
    poll_visible_rows(list, range.into(), asked);
    let sorted = move || {
        let Sorting { by, order } = list.sorting();
        list.columns().iter().position(|one| one == by).map(|column| (column, order))
    };
    let sort = move |column: usize| {
        if let Some(by) = untrack(|| list.columns()).iter().nth(column) {
            query.set.run((Sorting::KEY, untrack(|| list.sorting()).clicked(by).value()));
        }
    };
    let columns = move || list.columns().iter().map(DeviceColumn::column).collect::<Vec<_>>();
    // A change of columns must not scroll the list to its start.
    let subject = move || query.query.get().with(Columns::KEY, "").to_string();
    carry_columns(list, query);
    let session = Session::current();
    let no_feed = (session.environment().feed.is_none() && !session.is_file()).then(|| {
        let known = "When a device was last heard, its firmware, its temperature, its lockdown and its incidents follow from \
            events. Without them this page knows only what its own commands were answered.";
        view! { <Notice title="This environment has no live feed"><p>{known}</p></Notice> }
    });
    let none = Memo::new(move |_| list.count() == 0);
    view! {
        <FilterBar list query/>
        <Stale/>
        {no_feed}
        <StatusCoverageNote list asked/>
        // The grid stays mounted when nothing matches: the next letter may match again.
        <div class="device-list">
            <VirtualList
                name="Devices"
                class=Signal::derive(move || list.columns().classes())
                columns=Signal::derive(columns)
                count=Signal::derive(move || list.count())
                subject=Signal::derive(subject)
                sorted=Signal::derive(sorted)
                on_sort=sort
                on_range=move |rows| range.set(rows)
                render=move |row| device_row(list, row)
            />
            {move || none.get().then(|| view! { <NothingFits query/> })}
        </div>
    }
    .into_any()
}

/// Copies columns that only this browser has stored into the URL, so that the link can be shared.
fn carry_columns(list: DeviceList, query: DebouncedQuery) {
    Effect::new(move || {
        let value = untrack(|| list.columns()).value();
        if !value.is_empty() && query.query.with_untracked(|query| query.get(Columns::KEY).is_empty()) {
            query.set.run((Columns::KEY, value));
        }
    });
}

#[component]
fn NothingFits(query: DebouncedQuery) -> AnyView {
    let DebouncedQuery { query, set, .. } = query;
    let by_connection = move || {
        let said = "Connections are asked for one device at a time; as long as some are not known, more may come.";
        query.with(|query| Filter::read(query).connection.is_set()).then(|| view! { <p>{said}</p> })
    };
    let said = "The search looks for its text in name, type, definition, serial number, region, policy and aliases; every \
        filter must hold as well.";
    view! {
        <EmptyState title="No device fits" icon=icon::SEARCH action=move || view! { <ClearFilters set/> }>
            <p>{said}</p>
            {by_connection}
        </EmptyState>
    }
    .into_any()
}
