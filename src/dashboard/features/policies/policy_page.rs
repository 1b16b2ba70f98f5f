//! The page of one policy: its values, its devices, and its actions.

use std::sync::Arc;

use jetstream_api::{call::Endpoint, names::PolicyName, policies::ListPolicyDetails};
use leptos::prelude::*;

use crate::{
    features::{
        assignment::page::AssignPolicy,
        fleet_configuration::{policy_view::PolicyView, report_cache::ReportCache},
        policies::{
            drift_summary::DriftSummary,
            forms::{delete::DeletePolicyDialog, rename::RenamePolicyDialog},
            holders::Holders,
            list::copy_link,
            loaded_policy::LoadedPolicy,
            parameters::{PARAMETER, PolicyParameters},
        },
        what_if::view::CandidateFilter,
    },
    paths::{self, PolicyPage},
    shared::{
        call_preview::CallPreview,
        debounced_query::DebouncedQuery,
        freshness::{PoliciesAsOf, StalePolicies},
        links,
        page_title::PageTitle,
        url::use_query,
    },
    state::{
        live::LiveState,
        session::{READ_ONLY, Session},
    },
    text,
};
use jetstream_ui::{Badge, Button, ButtonKind, Icon, Notice, Panel, icon};

/// The page.
#[component]
pub fn PolicyPage(
    /// The policy's name from the URL.
    name: String,
) -> AnyView {
    let page = paths::policies(&PolicyPage::One(name.clone()));
    let (query, set) = use_query(page);
    let query = DebouncedQuery::new(&[PARAMETER, CandidateFilter::TEXT], query, set);
    view! {
        <PageTitle page=name.clone()/>
        <header class="page-head">
            <h1>{name.clone()}</h1>
            <PoliciesAsOf/>
        </header>
        <StalePolicies/>
        <LoadedPolicy name show=move |policy_view| view! { <Shown policy_view query/> }.into_any()/>
        <CallPreview call=Signal::stored(Some(ListPolicyDetails.call()))/>
    }
    .into_any()
}

#[component]
fn Shown(policy_view: Signal<Arc<PolicyView>>, query: DebouncedQuery) -> AnyView {
    let assigns = Memo::new(move |_| query.query.with(|query| !query.get(links::ASSIGN).is_empty()));
    let rest = move || match assigns.get() {
        true => view! { <AssignPolicy policy_view query/> }.into_any(),
        false => view! {
            <div class="panels">
                <About policy_view/>
                <Panel title="Devices"><Holders policy_view/></Panel>
                <div class="wide"><PolicyParameters policy_view query/></div>
            </div>
        }
        .into_any(),
    };
    let guessed = Memo::new(move |_| policy_view.with(|policy_view| policy_view.guessed));
    let guess = move || {
        guessed.get().then(|| {
            view! {
                <Notice title="Its definition could not be read">
                    <p>"What its parameters are is told from the policy itself: ranges and units may be missing."</p>
                </Notice>
            }
        })
    };
    view! {
        <Actions policy_view/>
        {guess}
        {rest}
    }
    .into_any()
}

/// The dialog that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Rename,
    Delete,
}

#[component]
fn Actions(policy_view: Signal<Arc<PolicyView>>) -> AnyView {
    let session = Session::current();
    let open = RwSignal::new(None::<Open>);
    let on_close = Callback::new(move |()| open.set(None));
    let name = Memo::new(move |_| policy_view.with(|policy_view| policy_view.name().to_owned()));
    let href = move |page: fn(String) -> PolicyPage| move || paths::policies(&page(name.get()));
    let copy = move || name.with(|name| copy_link(name));
    let assign = move || name.with(|name| links::assignment(name, |query| query));
    let refused = Signal::derive(move || {
        let error = name.with(|name| PolicyName::parse(name)).err().map(|error| error.to_string());
        let looks_only = || READ_ONLY.to_owned();
        error.or_else(|| session.is_read_only().then(looks_only))
    });
    let dialog = move || match open.get()? {
        Open::Rename => {
            let policy_view = policy_view.get_untracked();
            Some(view! { <RenamePolicyDialog policy_view=(*policy_view).clone() on_close/> }.into_any())
        }
        Open::Delete => Some(view! { <DeletePolicyDialog policy_view on_close/> }.into_any()),
    };
    view! {
        <div class="line">
            <a class="button primary" href=href(PolicyPage::Edit)><Icon icon=icon::PENCIL/>"Edit"</a>
            <a class="button" href=assign>"Give it to devices"</a>
            <a class="button" href=copy><Icon icon=icon::COPY/>"Copy as a new policy"</a>
            <Button refused on_click=move |()| open.set(Some(Open::Rename))>"Rename"</Button>
            <span class="push">
                <Button kind=ButtonKind::Danger refused on_click=move |()| open.set(Some(Open::Delete))>"Delete"</Button>
            </span>
        </div>
        {dialog}
    }
    .into_any()
}

#[component]
fn About(policy_view: Signal<Arc<PolicyView>>) -> AnyView {
    let live = LiveState::current();
    // This compares all devices of the policy, so it runs once a second instead of after each event.
    let reports = StoredValue::new(ReportCache::default());
    let summary = Memo::new(move |_| {
        let (policy_view, now) = (policy_view.get(), live.now());
        let summary = reports.try_update_value(|reports| {
            live.with_untracked(|fleet| DriftSummary::of(fleet, reports, &policy_view, now))
        });
        summary.unwrap_or_default()
    });
    let drift = move || {
        let summary = summary.get();
        let href = policy_view.with(|policy_view| links::drift_of_policy(policy_view.name()));
        match summary.word() {
            None => view! { <span class="soft">"No device has it"</span> }.into_any(),
            Some((tone, word)) => view! {
                <span class="line"><Badge tone word/><a href=href>"Drift board"</a></span>
                <span class="soft">{summary.sentence()}</span>
            }
            .into_any(),
        }
    };
    let definition = move || policy_view.with(|policy_view| policy_view.definition().to_owned());
    let kind = move || policy_view.with(|policy_view| policy_view.schema.kind.label());
    let devices = move || policy_view.with(|policy_view| text::plural(policy_view.devices().len(), "device"));
    let id = move || {
        policy_view.with(|policy_view| {
            policy_view.details.policy.id.map_or_else(|| "not given".to_owned(), |id| id.to_string())
        })
    };
    view! {
        <Panel title="About">
            <dl class="facts">
                <div><dt>"Definition"</dt><dd>{definition}</dd></div>
                <div><dt>"Type"</dt><dd>{kind}</dd></div>
                <div><dt>"Devices"</dt><dd>{devices}</dd></div>
                <div><dt>"Drift"</dt><dd>{drift}</dd></div>
                <div><dt>"Id"</dt><dd>{id}</dd></div>
            </dl>
        </Panel>
    }
    .into_any()
}
