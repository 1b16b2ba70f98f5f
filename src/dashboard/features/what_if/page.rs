//! The what-if page: forecasts the effect of a policy before any call is made. Policy, devices and filters are stored in the URL.

use jetstream_api::{call::Endpoint, policies::ListPolicyDetails};
use jetstream_fleet::configuration::Overrides;
use leptos::prelude::*;

use crate::{
    features::what_if::{
        details::Details,
        row::{columns, forecast_row},
        view::{CandidateFilter, ForecastView},
    },
    paths::{self, PolicyPage, UrlQuery},
    shared::{
        call_preview::CallPreview,
        debounced_query::DebouncedQuery,
        freshness::{PoliciesAsOf, StalePolicies},
        links,
        page_title::PageTitle,
        selection::Selection,
        url::{use_query, use_set_query},
    },
    state::directory::{Directory, remote_data::RemoteData},
    text,
};
use jetstream_ui::{
    Badge, Button, ButtonKind, Checkbox, Choice, EmptyState, Notice, NoticeKind, SelectField, Skeleton, TextField,
    VirtualList, icon,
};

/// The page.
#[component]
pub fn WhatIfPage() -> AnyView {
    let directory = Directory::current();
    let page = paths::policies(&PolicyPage::WhatIf);
    let (query, set) = use_query(page.clone());
    let put = use_set_query(page);
    let query = DebouncedQuery::new(&[CandidateFilter::TEXT], query, set);
    let view = ForecastView::new(query.query);
    let problem = Memo::new(move |_| match (directory.devices(), directory.policies()) {
        (RemoteData::Failed(error), _) | (_, RemoteData::Failed(error)) => Some(error.to_string()),
        _ => None,
    });
    let loading = Memo::new(move |_| {
        matches!(directory.devices(), RemoteData::Loading) || matches!(directory.policies(), RemoteData::Loading)
    });
    let content = move || match (problem.get(), loading.get()) {
        (Some(problem), _) => view! {
            <Notice kind=NoticeKind::Error title="Devices or policies could not be listed"><p>{problem}</p></Notice>
        }
        .into_any(),
        (None, true) => view! { <Skeleton what="Loading devices and policies" lines=16/> }.into_any(),
        (None, false) => view! { <Chosen view query put/> }.into_any(),
    };
    let count = move || match view.chosen_count() {
        0 => "No device chosen".to_owned(),
        chosen => format!("{} chosen", text::plural(chosen, "device")),
    };
    view! {
        <PageTitle page="What if"/>
        <header class="page-head">
            <h1>"What if"</h1>
            <p class="soft" role="status" aria-label="Count">{count}</p>
            <PoliciesAsOf/>
        </header>
        <StalePolicies/>
        {content}
        <CallPreview call=Signal::stored(Some(ListPolicyDetails.call()))/>
    }
    .into_any()
}

#[component]
fn Chosen(view: ForecastView, query: DebouncedQuery, put: Callback<UrlQuery>) -> AnyView {
    let open = RwSignal::new(None::<u32>);
    let select = Callback::new(move |selection: Selection| {
        query.flush();
        put.run(selection.write(query.query.get_untracked()));
    });
    let toggle = Callback::new(move |device: String| select.run(view.selection.get_untracked().toggled(&device)));
    let none = Memo::new(move |_| view.count() == 0);
    let on_open = Callback::new(move |number| open.set(Some(number)));
    let dialog = move || {
        let on_close = Callback::new(move |()| open.set(None));
        open.get().map(|number| view! { <Details view number on_close/> })
    };
    view! {
        <Question view query/>
        <Outlook view/>
        <Choosing view query select/>
        // The grid stays mounted when it is empty: the next letter may find something again.
        <div class="device-list">
            <VirtualList
                name="Devices to choose"
                class="board what-if"
                columns=columns()
                count=Signal::derive(move || view.count())
                subject=Signal::derive(move || query.query.with(filters))
                render=move |row| forecast_row(view, row, toggle, on_open)
            />
            {move || none.get().then(|| view! {
                <EmptyState title="No device fits" icon=icon::SEARCH>
                    <p>"The search looks for its text in name, type, definition, serial number, region and policy."</p>
                </EmptyState>
            })}
        </div>
        {dialog}
    }
    .into_any()
}

/// The query values that filter the list. Selecting a device does not change them.
fn filters(query: &UrlQuery) -> String {
    [CandidateFilter::TEXT, CandidateFilter::SHOW].map(|key| query.get(key)).join("\n")
}

/// The form for the policy, the handling of own values, and the filter of the list.
#[component]
fn Question(view: ForecastView, query: DebouncedQuery) -> AnyView {
    let leave = move |_| query.flush();
    let DebouncedQuery { query, set, .. } = query;
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    let policies = Memo::new(move |_| {
        let setup = view.setup.get();
        let words = setup.policies.iter().map(|known| Choice::new(known.name(), known.name()));
        std::iter::once(Choice::new("", "Choose a policy")).chain(words).collect::<Vec<_>>()
    });
    let shown =
        [("", "All devices"), (CandidateFilter::FITTING, "Of its definition"), (CandidateFilter::CHOSEN, "Chosen")];
    let shown = shown.map(|(value, word)| Choice::new(value, word)).to_vec();
    let drop = Memo::new(move |_| view.overrides.get() == Overrides::Drop);
    let change_drop = move |drop: bool| {
        let value = if drop { CandidateFilter::DROP } else { "" };
        set.run((CandidateFilter::OVERRIDES, value.to_owned()));
    };
    view! {
        <div class="filters question" role="search" on:focusout=leave>
            <SelectField label="Policy" hide_label=true value=value(CandidateFilter::POLICY)
                on_change=change(CandidateFilter::POLICY) choices=policies/>
            <TextField kind="search" label="Search devices" hide_label=true value=value(CandidateFilter::TEXT)
                on_input=change(CandidateFilter::TEXT)/>
            <SelectField label="Listed" hide_label=true value=value(CandidateFilter::SHOW) on_change=change(CandidateFilter::SHOW)
                choices=shown/>
            <Checkbox label="Drop the devices' own values" checked=drop on_change=change_drop/>
        </div>
    }
    .into_any()
}

/// The summary of the forecasts for all selected devices.
#[component]
fn Outlook(view: ForecastView) -> AnyView {
    let policy =
        Memo::new(move |_| view.policy.with(|policy| policy.as_ref().map(|known| known.definition().to_owned())));
    let parts = Memo::new(move |_| view.summary().summary_parts());
    let said = move || match (policy.get(), view.chosen_count()) {
        (None, _) => view! { <span class="soft">"Choose a policy and devices. Nothing is sent from this page."</span> }
            .into_any(),
        (Some(definition), 0) => {
            view! { <span class="soft">{format!("It is for {definition}. Choose devices by their boxes.")}</span> }
                .into_any()
        }
        (Some(_), _) => {
            let badges = parts.get().into_iter().map(|(tone, word)| view! { <Badge tone word/> }).collect_view();
            view! { <span class="line">{badges}</span> }.into_any()
        }
    };
    view! { <div role="status" aria-label="Forecast">{said}</div> }.into_any()
}

#[component]
fn Choosing(view: ForecastView, query: DebouncedQuery, select: Callback<Selection>) -> AnyView {
    let left = Memo::new(move |_| {
        let (shown, chosen) = (view.count(), view.chosen_count());
        (shown > 0 && chosen < shown).then_some(shown)
    });
    let all = move || {
        left.get().map(|shown| {
            let words = format!("Choose all {shown}");
            view! { <Button kind=ButtonKind::Quiet on_click=move |()| select.run(Selection::all())>{words}</Button> }
        })
    };
    let some = Memo::new(move |_| view.chosen_count() > 0);
    let none = move || {
        some.get().then(|| {
            view! {
                <Button kind=ButtonKind::Quiet on_click=move |()| select.run(Selection::default())>"Choose none"</Button>
            }
        })
    };
    let plan = move || {
        let policy = view.policy.with(|policy| policy.as_ref().map(|known| known.name().to_owned()))?;
        let href = move || query.query.with(|query| assignment_link(&policy, query));
        some.get().then(|| view! { <a class="button push" href=href>"Make the plan"</a> })
    };
    view! { <div class="line bulk">{all}{none}{plan}</div> }.into_any()
}

/// The link that opens the assignment of the policy to the selected devices by a plan.
fn assignment_link(policy: &str, query: &UrlQuery) -> String {
    let keys = [CandidateFilter::TEXT, CandidateFilter::OVERRIDES];
    links::assignment(policy, |begin| {
        let carried = keys.iter().fold(begin, |carried, key| carried.with(key, query.get(key)));
        Selection::read(query).write(carried)
    })
}
