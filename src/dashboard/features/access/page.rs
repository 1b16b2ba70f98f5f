//! The access page of the fleet, and the access tab of a device.

use leptos::prelude::*;

use crate::{
    features::access::{
        access_entry::{VisitFilter, key},
        access_log::{AccessLog, RetentionNote},
        filter_bar::{AccessFilterBar, ClearAccessFilters},
        row::VisitRows,
    },
    paths::{self, Tab, UrlQuery},
    shared::{
        debounced_query::DebouncedQuery, device_name_filter::DeviceNameFilter, page_title::PageTitle, url::use_query,
    },
    state::directory::device_entry::DeviceEntry,
    text,
};
use jetstream_ui::{EmptyState, Panel, icon};

const TYPED: [&str; 2] = [key::DEVICE, key::PASS];

/// The page for the whole fleet.
pub fn page() -> AnyView {
    let (query, set) = use_query(paths::ACCESS);
    let typed = DebouncedQuery::new(&TYPED, query, set);
    let DebouncedQuery { query, set, .. } = typed;
    let device =
        Memo::new(move |_| DeviceNameFilter::from_input(&query.with(|query| query.get(key::DEVICE).to_owned())));
    let filter = Memo::new(move |_| query.with(VisitFilter::read));
    let visits = AccessLog::new(device.into(), filter.into());
    view! {
        <PageTitle page="Access"/>
        <header class="page-head">
            <h1>"Access"</h1>
            <p class="soft" role="status" aria-label="Count">{move || count(visits)}</p>
        </header>
        <AccessFilterBar query=typed all=visits.all/>
        <RetentionNote/>
        <div class="device-list">
            <VisitRows shown=visits.shown subject=Signal::derive(move || query.with(ToString::to_string))/>
            <Nothing visits query set/>
        </div>
    }
    .into_any()
}

/// The tab on the page of one device.
pub fn tab(entry: DeviceEntry) -> AnyView {
    let device = entry.device.name;
    let (query, set) = use_query(paths::device(&device, Tab::Access));
    let typed = DebouncedQuery::new(&TYPED, query, set);
    let DebouncedQuery { query, set, .. } = typed;
    let filter = Memo::new(move |_| query.with(VisitFilter::read));
    let visits = AccessLog::new(Signal::stored(DeviceNameFilter::exact(&device)), filter.into());
    view! {
        <Panel title="Access" actions=move || view! { <p class="soft" role="status" aria-label="Count">{move || count(visits)}</p> }>
            <AccessFilterBar query=typed all=visits.all of_one_device=true/>
            <RetentionNote/>
            <div class="device-list device-events">
                <VisitRows shown=visits.shown subject=Signal::derive(move || query.with(ToString::to_string))/>
                <Nothing visits query set/>
            </div>
        </Panel>
    }
    .into_any()
}

fn count(visits: AccessLog) -> String {
    text::plural(visits.shown.with(|shown| shown.len()), "visit")
}

/// The placeholder that is shown while the list is empty.
#[component]
fn Nothing(visits: AccessLog, query: Memo<UrlQuery>, set: Callback<(&'static str, String)>) -> AnyView {
    let none = Memo::new(move |_| visits.shown.with(|shown| shown.is_empty()));
    let view = move || match (none.get(), query.with(VisitFilter::is_set)) {
        (false, _) => ().into_any(),
        (true, true) => view! {
            <EmptyState title="Nobody fits" icon=icon::SEARCH action=move || view! { <ClearAccessFilters set/> }>
                <p>"Every filter must hold. Nothing that is hidden is lost."</p>
            </EmptyState>
        }
        .into_any(),
        (true, false) => view! {
            <EmptyState title="Nobody yet" icon=icon::DOOR_CLOSED>
                <p>"Who opens a door appears here with the event that tells it."</p>
            </EmptyState>
        }
        .into_any(),
    };
    view.into_any()
}
