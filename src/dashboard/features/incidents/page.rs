//! The page with the incidents of the fleet, open and over.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::incidents::{
        dialog::IncidentDialog,
        filter::IncidentFilter,
        filter_bar::{ClearIncidentFilters, IncidentFilterBar},
        incident_list::Incidents,
        row::IncidentRows,
    },
    paths::{self, UrlQuery},
    shared::{debounced_query::DebouncedQuery, page_title::PageTitle, url::use_query},
    state::live::{LiveState, feed_state::FeedState},
    text,
};
use jetstream_ui::{EmptyState, icon};

/// The key of the opened incident in the URL query.
const INCIDENT: &str = "incident";

/// The page.
pub fn page() -> AnyView {
    let (query, set) = use_query(paths::INCIDENTS);
    let typed = DebouncedQuery::new(&[IncidentFilter::DEVICE], query, set);
    let DebouncedQuery { query, set, .. } = typed;
    let incidents = Incidents::open();
    let filter = Memo::new(move |_| query.with(IncidentFilter::read));
    let shown = Memo::new(move |_| {
        let filter = filter.read();
        let all = incidents.all();
        all.iter().filter(|(case, state)| filter.fits(case, *state)).cloned().collect::<Arc<[_]>>()
    });
    let none = Memo::new(move |_| shown.with(|shown| shown.is_empty()));
    let count = move || {
        let (shown, total) = (shown.with(|shown| shown.len()), incidents.all().len());
        let total_words = text::plural(total, "incident");
        let open = text::plural(incidents.open_count(), "open alarm");
        if shown == total { format!("{total_words}, {open}") } else { format!("{shown} of {total_words}, {open}") }
    };
    let subject = move || query.with(|query| query.clone().with(INCIDENT, "").to_string());
    view! {
        <PageTitle page=Signal::derive(move || page_title(incidents.open_count(), "Incidents"))/>
        <header class="page-head">
            <h1>"Incidents"</h1>
            <p class="soft" role="status" aria-label="Count">{count}</p>
        </header>
        <IncidentFilterBar query=typed/>
        <p class="soft small">
            "Told from events, as far back as this page remembers. What is acknowledged, muted or commented is kept in this browser \
            alone: nobody else sees it."
        </p>
        <div class="device-list">
            <IncidentRows shown notes=incidents.notes subject=Signal::derive(subject)
                on_open=Callback::new(move |id| set.run((INCIDENT, id)))/>
            {move || none.get().then(|| view! { <Nothing query set/> })}
        </div>
        <IncidentDialog
            incidents
            id=Signal::derive(move || query.with(|query| query.get(INCIDENT).to_owned()))
            on_close=Callback::new(move |()| set.run((INCIDENT, String::new())))
        />
    }
    .into_any()
}

/// The title of a page, preceded by the number of open alarms.
pub fn page_title(open: usize, page: &str) -> String {
    if open == 0 { page.to_owned() } else { format!("({open}) {page}") }
}

/// The placeholder of an empty list.
#[component]
fn Nothing(query: Memo<UrlQuery>, set: Callback<(&'static str, String)>) -> AnyView {
    let live = LiveState::current();
    let view = move || match (query.with(IncidentFilter::is_set), live.feed_state() == FeedState::Off) {
        (true, _) => view! {
            <EmptyState title="No incident fits" icon=icon::SEARCH action=move || view! { <ClearIncidentFilters set/> }>
                <p>"Every filter must hold. Nothing that is hidden is lost."</p>
            </EmptyState>
        }
        .into_any(),
        (false, true) => view! {
            <EmptyState title="No incidents can be known" icon=icon::TRIANGLE_ALERT>
                <p>"Incidents follow from events, and this environment has no live feed."</p>
            </EmptyState>
        }
        .into_any(),
        (false, false) => view! {
            <EmptyState title="No incidents" icon=icon::CIRCLE_CHECK>
                <p>"Nothing was reported, and no device is silent, as far back as this page remembers."</p>
            </EmptyState>
        }
        .into_any(),
    };
    view.into_any()
}
