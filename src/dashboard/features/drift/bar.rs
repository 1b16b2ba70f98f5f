//! The bar above the drift table: search, filters and counts by status. All of its state is stored in the URL.

use leptos::prelude::*;

use crate::{
    features::drift::{
        filter::{BoardFilter, RuleStatusFilter, rule_value},
        text::DriftStatus,
        view::DriftView,
    },
    paths::{self, PolicyPage, UrlQuery},
    shared::debounced_query::DebouncedQuery,
};
use jetstream_ui::{Badge, Button, ButtonKind, Choice, SelectField, TextField, icon};

/// The search field and the filters.
#[component]
pub fn BoardBar(view: DriftView, query: DebouncedQuery) -> AnyView {
    let leave = move |_| query.flush();
    let DebouncedQuery { query, set, .. } = query;
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    let states = DriftStatus::ALL.map(|status| Choice::new(status.value(), status.word()));
    let states: Vec<_> = std::iter::once(Choice::new("", "Any state")).chain(states).collect();
    let policies = Memo::new(move |_| {
        let setup = view.table.setup.get();
        let names = setup.policies.iter().map(|known| Choice::new(known.name(), known.name()));
        std::iter::once(Choice::new("", "All policies")).chain(names).collect::<Vec<_>>()
    });
    let chosen = value(BoardFilter::RULE);
    let rules = Memo::new(move |_| {
        let (rules, chosen) = (view.table.rules.all(), chosen.get());
        let any =
            [Choice::new("", "Any rules"), Choice::new(rule_value(RuleStatusFilter::Broken, None), "Breaks a rule")];
        let each = rules.iter().flat_map(|rule| {
            RuleStatusFilter::ALL.map(|status| {
                (status, Choice::new(rule_value(status, Some(rule)), format!("{}: {rule}", status.words())))
            })
        });
        // A link from the rules may ask for the devices that meet a rule. The choices offer only those that break one.
        let each = each.filter(|(status, choice)| *status == RuleStatusFilter::Broken || choice.value == chosen);
        any.into_iter().chain(each.map(|(_, choice)| choice)).collect::<Vec<_>>()
    });
    view! {
        <div class="filters" role="search" on:focusout=leave>
            <TextField kind="search" label="Search devices" hide_label=true value=value(BoardFilter::TEXT)
                on_input=change(BoardFilter::TEXT)/>
            <SelectField label="State" hide_label=true value=value(BoardFilter::STATE) on_change=change(BoardFilter::STATE)
                choices=states/>
            <SelectField label="Policy" hide_label=true value=value(BoardFilter::POLICY) on_change=change(BoardFilter::POLICY)
                choices=policies/>
            <SelectField label="Rule" hide_label=true value=chosen on_change=change(BoardFilter::RULE) choices=rules/>
            {move || query.with(BoardFilter::is_set).then(|| view! { <ClearBoard set/> })}
        </div>
    }
    .into_any()
}

/// A button that clears all filters. Devices that were selected by name stay selected.
#[component]
pub fn ClearBoard(set: Callback<(&'static str, String)>) -> AnyView {
    let clear = move |()| BoardFilter::KEYS.iter().for_each(|key| set.run((*key, String::new())));
    view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear filters"</Button> }.into_any()
}

/// The number of devices in each status, over the whole fleet, each as a link that filters by it.
#[component]
pub fn Stands(view: DriftView) -> AnyView {
    let item = |(status, count): (DriftStatus, usize)| {
        let query = UrlQuery::default().with(BoardFilter::STATE, status.value());
        let href = paths::with_query(&paths::policies(&PolicyPage::Drift), &query);
        view! { <li><a href=href><Badge tone=status.tone() word=format!("{count} · {}", status.word())/></a></li> }
    };
    view! {
        <ul class="stands" aria-label="States">
            <For each=move || view.status_counts() key=|status| *status children=item/>
        </ul>
    }
    .into_any()
}
