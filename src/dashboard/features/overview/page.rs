//! The overview page: counts of problems in the fleet, and the latest incidents.

use leptos::prelude::*;

use crate::{
    features::{
        incidents::{filter::IncidentState, incident_list::Incidents, incident_row::IncidentView, page::page_title},
        overview::tiles::{Tiles, alarms, commands, lockdowns, temperature_tile},
    },
    paths::{self, Tab, UrlQuery},
    shared::{page_title::PageTitle, time_ago::TimeAgo},
    state::{
        directory::{Directory, remote_data::RemoteData},
        live::{LiveState, feed_state::FeedState},
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, Button, EmptyState, Notice, NoticeKind, Panel, icon};

/// The maximum number of open incidents in the list.
const NAMED: usize = 8;

/// The page.
pub fn page() -> AnyView {
    let directory = Directory::current();
    let incidents = Incidents::open();
    let devices = move || {
        let devices = directory.devices();
        let count = devices.value().map(|devices| text::plural(devices.len(), "device"));
        count.map(|count| view! { <a href=paths::DEVICES>{count}</a> })
    };
    let failed = Memo::new(move |_| match directory.devices() {
        RemoteData::Failed(error) => Some(error.to_string()),
        RemoteData::Loading | RemoteData::Loaded { .. } => None,
    });
    let failed = move || {
        failed.get().map(|error| {
            view! {
                <Notice kind=NoticeKind::Error title="The devices could not be listed"
                    action=move || view! { <Button on_click=move |()| directory.reload()>"Try again"</Button> }>
                    <p>{error}</p>
                </Notice>
            }
        })
    };
    view! {
        <PageTitle page=Signal::derive(move || page_title(incidents.open_count(), "Overview"))/>
        <header class="page-head">
            <h1>"Overview"</h1>
            <p class="soft" role="status" aria-label="Count">{devices}</p>
        </header>
        {failed}
        <Ground/>
        <div class="panels">
            <Panel title="Wrong now"><Tiles name="Wrong now" tiles=alarms(incidents)/></Panel>
            <Panel title="Temperatures"><Tiles name="Temperatures" tiles=temperature_tile()/></Panel>
            <Panel title="Lockdowns"><Tiles name="Lockdowns" tiles=lockdowns()/></Panel>
            <Panel title="Commands"><Tiles name="Commands" tiles=commands()/></Panel>
            <div class="wide"><Newest incidents/></div>
        </div>
    }
    .into_any()
}

/// A line on the data basis: the time span of the events that the counts are computed from.
#[component]
fn Ground() -> AnyView {
    let live = LiveState::current();
    let is_off = Memo::new(move |_| live.feed_state() == FeedState::Off);
    let since = Memo::new(move |_| live.with(|fleet| fleet.log().oldest().and_then(|event| event.time())));
    // Rounded to hundreds, since the exact number changes too fast to be read.
    let to_come = Memo::new(move |_| match live.feed_state() {
        FeedState::CatchingUp { remaining, .. } => remaining.div_ceil(100) * 100,
        _ => 0,
    });
    let to_come = move || (to_come.get() > 0).then(|| format!(" Up to {} more are still to come.", to_come.get()));
    let view = move || {
        match (is_off.get(), since.get()) {
        (true, _) => view! {
            <Notice kind=NoticeKind::Warn title="This environment has no live feed">
                <p>"Jetstream tells incidents, temperatures and lockdowns only by events. Without them nothing here is known."</p>
            </Notice>
        }
        .into_any(),
        (false, None) => view! { <p class="soft small">"No event has come yet: what is counted here follows from events."</p> }.into_any(),
        (false, Some(since)) => {
            let words = format!("From the events since {}, as far as this page remembers.", browser::local(since));
            view! { <p class="soft small">{words}{to_come}</p> }.into_any()
        }
    }
    };
    view.into_any()
}

/// A panel with the open incidents that began last.
#[component]
fn Newest(incidents: Incidents) -> AnyView {
    let newest = Memo::new(move |_| {
        incidents.with(|all| {
            let open = all.iter().filter(|(_, state)| *state == IncidentState::Open);
            open.take(NAMED).map(|(case, _)| case.clone()).collect::<Vec<_>>()
        })
    });
    let all = paths::with_query(paths::INCIDENTS, &UrlQuery::default().with("state", IncidentState::Open.value()));
    let item = |case: IncidentView| {
        let opened = paths::with_query(paths::INCIDENTS, &UrlQuery::default().with("incident", &case.id));
        let since = case.begin.map(|time| view! { <span class="soft small"><TimeAgo time/></span> });
        view! {
            <li>
                <Badge tone=case.matter.tone() word=case.matter.name()/>
                <a href=opened>{case.matter.meaning()}</a>
                <a href=paths::device(&case.device, Tab::Overview)>{case.device.to_string()}</a>
                {since}
            </li>
        }
    };
    let list = move || {
        let newest = newest.get();
        if newest.is_empty() {
            return view! {
                <EmptyState title="Nothing is wrong, as far as is known" icon=icon::CIRCLE_CHECK>
                    <p>"What devices report, and those that fall silent, appear here."</p>
                </EmptyState>
            }
            .into_any();
        }
        view! { <ul class="latest" aria-label="Open incidents">{newest.into_iter().map(item).collect_view()}</ul> }
            .into_any()
    };
    let count = move || text::plural(incidents.open_count(), "open incident");
    view! {
        <Panel title="Latest incidents" actions=move || view! { <a href=all>{count}</a> }>{list}</Panel>
    }
    .into_any()
}
