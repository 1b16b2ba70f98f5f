//! The page of the drift board: which devices differ from their expected values, and the commands to correct them.

use jetstream_api::{call::Endpoint, policies::ListPolicyDetails};
use leptos::prelude::*;

use crate::{
    features::{
        commands::open_form::OpenForm,
        drift::{
            bar::{BoardBar, ClearBoard, Stands},
            bulk::Bulk,
            filter::BoardFilter,
            polling::{OffscreenBudget, SyncCoverageNote, poll_visible_rows},
            row::{RowActions, board_row, columns},
            table::DriftTable,
            view::DriftView,
        },
        fleet_configuration::policy_command::BulkCommand,
    },
    paths::{self, PolicyPage, UrlQuery},
    shared::{
        call_preview::CallPreview,
        debounced_query::DebouncedQuery,
        freshness::{PoliciesAsOf, StalePolicies, try_again},
        page_state::PageState,
        page_title::PageTitle,
        url::{use_query, use_set_query},
    },
    state::{
        commands::send,
        directory::{Directory, device_entry::DeviceEntry},
        live::{LiveState, feed_state::FeedState},
        session::Session,
    },
    text,
};
use jetstream_ui::{EmptyState, Notice, NoticeKind, Skeleton, VirtualList, icon};

/// The page.
#[component]
pub fn DriftPage() -> AnyView {
    let directory = Directory::current();
    let page = paths::policies(&PolicyPage::Drift);
    let (query, set) = use_query(page.clone());
    let put = use_set_query(page);
    let query = DebouncedQuery::new(&[BoardFilter::TEXT], query, set);
    let view = DriftView::new(DriftTable::open(), query.query);
    let stage = Memo::new(move |_| PageState::of_both(&directory.devices(), &directory.policies()));
    let content = move || match stage.get() {
        PageState::Loading => view! { <Skeleton what="Loading devices and policies" lines=16/> }.into_any(),
        PageState::Failed(error) => view! {
            <Notice kind=NoticeKind::Error title="Devices or policies could not be listed" action=try_again>
                <p>{error.to_string()}</p>
            </Notice>
        }
        .into_any(),
        PageState::Empty | PageState::Ready(()) => view! { <Shown view query put/> }.into_any(),
    };
    let count = move || {
        stage.get().is_ready().then(|| {
            let (shown, total) = (view.count(), text::plural(view.total(), "device"));
            if shown == view.total() { total } else { format!("{shown} of {total}") }
        })
    };
    view! {
        <PageTitle page="Drift"/>
        <header class="page-head">
            <h1>"Drift"</h1>
            <p class="soft" role="status" aria-label="Count">{count}</p>
            <PoliciesAsOf/>
        </header>
        {content}
        <CallPreview call=Signal::stored(Some(ListPolicyDetails.call()))/>
    }
    .into_any()
}

#[component]
fn Shown(view: DriftView, query: DebouncedQuery, put: Callback<UrlQuery>) -> AnyView {
    let (session, live) = (Session::current(), LiveState::current());
    let range = RwSignal::new(0..0);
    let budget = OffscreenBudget::new(view);
    poll_visible_rows(view, range.into(), budget);
    let select = Callback::new(move |selection: crate::shared::selection::Selection| {
        query.flush();
        put.run(selection.write(query.query.get_untracked()));
    });
    let toggle = Callback::new(move |device: String| {
        select.run(view.selection.get_untracked().toggled(&device));
    });
    let synced = RwSignal::new(None::<DeviceEntry>);
    let act = Callback::new(move |(command, entry): (BulkCommand, DeviceEntry)| match (command, entry.name.clone()) {
        (BulkCommand::Read, Ok(name)) => {
            send(command.intent(name), session, live);
        }
        (BulkCommand::Sync, Ok(_)) => synced.set(Some(entry)),
        (_, Err(_)) => {}
    });
    let dialog = move || {
        let entry = synced.get()?;
        let device = entry.name.clone().ok()?;
        let on_close = Callback::new(move |()| synced.set(None));
        Some(view! { <OpenForm entry device command=BulkCommand::Sync.command() on_close/> })
    };
    let no_feed = move || {
        (live.feed_state() == FeedState::Off).then(|| {
            view! {
                <Notice title="This environment has no live feed">
                    <p>"What a device reports is known here only when this page has asked it."</p>
                </Notice>
            }
        })
    };
    let none = Memo::new(move |_| view.count() == 0);
    let actions = RowActions { toggle, act };
    view! {
        <StalePolicies/>
        {no_feed}
        <Stands view/>
        <BoardBar view query/>
        <Bulk view select><SyncCoverageNote view budget/></Bulk>
        // The grid stays mounted when nothing matches: the next letter may match again.
        <div class="device-list">
            <VirtualList
                name="Drift"
                class="board drift"
                columns=columns()
                count=Signal::derive(move || view.count())
                subject=Signal::derive(move || query.query.with(filters))
                on_range=move |rows| range.set(rows)
                render=move |row| board_row(view, row, actions)
            />
            {move || none.get().then(|| view! { <NothingFits query/> })}
        </div>
        {dialog}
    }
    .into_any()
}

/// The part of the query that identifies the list: a changed selection must not scroll it to its start.
fn filters(query: &UrlQuery) -> String {
    BoardFilter::KEYS.iter().map(|key| query.get(key)).collect::<Vec<_>>().join("\n")
}

#[component]
fn NothingFits(query: DebouncedQuery) -> AnyView {
    let said = "The search looks for its text in name, type, definition, serial number, region and policy; every filter \
        must hold as well. States follow from what was answered and reported so far.";
    let set = query.set;
    view! {
        <EmptyState title="No device fits" icon=icon::SEARCH action=move || view! { <ClearBoard set/> }>
            <p>{said}</p>
        </EmptyState>
    }
    .into_any()
}
