//! The page that lists all policies, with the definition, the devices and the drift of each.

use jetstream_api::{call::Endpoint, policies::ListPolicyDetails};
use leptos::prelude::*;

use crate::{
    features::{
        plans::alarm::PlansAlarm,
        policies::{
            list::{PolicyList, PolicyRows, policies_count_text},
            sorting::TEXT,
        },
    },
    paths::{self, PolicyPage},
    shared::{
        call_preview::CallPreview,
        debounced_query::DebouncedQuery,
        freshness::{PoliciesAsOf, StalePolicies, read_again},
        page_state::PageState,
        page_title::PageTitle,
        url::use_query,
    },
    state::directory::Directory,
};
use jetstream_ui::{Button, ButtonKind, EmptyState, Icon, Notice, NoticeKind, Skeleton, TextField, icon};

/// Links to the other pages about policies.
const MORE: [(&str, PolicyPage); 5] = [
    ("Compare", PolicyPage::Compare),
    ("What if", PolicyPage::WhatIf),
    ("Drift", PolicyPage::Drift),
    ("Rules", PolicyPage::Rules),
    ("Change plans", PolicyPage::Plans),
];

/// The page.
#[component]
pub fn PoliciesPage() -> AnyView {
    let directory = Directory::current();
    let (query, set) = use_query(paths::POLICIES);
    let query = DebouncedQuery::new(&[TEXT], query, set);
    let list = PolicyList::new(query.query);
    let stage = Memo::new(move |_| PageState::of_list(&directory.policies()));
    let content = move || {
        match stage.get() {
        PageState::Loading => view! { <Skeleton what="Loading policies" lines=8/> }.into_any(),
        PageState::Failed(error) => view! {
            <Notice kind=NoticeKind::Error title="The policies could not be listed" action=read_again>
                <p>{error.to_string()}</p>
            </Notice>
        }
        .into_any(),
        PageState::Empty => view! {
            <EmptyState title="No policies yet" icon=icon::SETTINGS action=new_policy>
                <p>
                    "A policy is a complete set of parameters for the devices of one definition. Devices without one keep \
                    the values they have."
                </p>
            </EmptyState>
        }
        .into_any(),
        PageState::Ready(()) => view! { <Policies list query/> }.into_any(),
    }
    };
    let count = move || {
        stage.get().is_ready().then(|| {
            let (shown, total) = (list.count(), list.total());
            let all = policies_count_text(total);
            if shown == total { all } else { format!("{shown} of {all}") }
        })
    };
    let more = MORE.map(|(word, page)| view! { <a class="button" href=paths::policies(&page)>{word}</a> });
    view! {
        <PageTitle page="Policies"/>
        <PlansAlarm/>
        <header class="page-head">
            <h1>"Policies"</h1>
            <p class="soft" role="status" aria-label="Count">{count}</p>
            <PoliciesAsOf/>
            <span class="push line">{more.collect_view()} {new_policy()}</span>
        </header>
        {content}
        <CallPreview call=Signal::stored(Some(ListPolicyDetails.call()))/>
    }
    .into_any()
}

fn new_policy() -> impl IntoView {
    view! { <a class="button primary" href=paths::policies(&PolicyPage::New)><Icon icon=icon::PLUS/>"New policy"</a> }
}

#[component]
fn Policies(list: PolicyList, query: DebouncedQuery) -> AnyView {
    let none = Memo::new(move |_| list.count() == 0);
    let text = Memo::new(move |_| query.query.with(|query| query.get(TEXT).to_owned()));
    let search = move |text| query.set.run((TEXT, text));
    let clear = move || {
        let clear = move |()| query.set.run((TEXT, String::new()));
        view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear the search"</Button> }
    };
    view! {
        <div class="filters" role="search" on:focusout=move |_| query.flush()>
            <TextField kind="search" label="Search policies" hide_label=true value=text on_input=search/>
        </div>
        <StalePolicies/>
        // The grid stays mounted when it is empty: the next letter may find something again.
        <div class="device-list">
            <PolicyRows list query/>
            {move || none.get().then(|| view! {
                <EmptyState title="No policy fits" icon=icon::SEARCH action=clear>
                    <p>"The search looks for its text in name, definition and the names of the devices."</p>
                </EmptyState>
            })}
        </div>
    }
    .into_any()
}
