//! The list of policies, filtered and sorted by the query of the URL, with the drift summary of each.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::{
            policy_view::{PolicyView, policy_views},
            report_cache::ReportCache,
        },
        policies::{
            drift_summary::DriftSummary,
            sorting::{PolicyColumn, Sorting, TEXT, matches},
        },
    },
    paths::{self, PolicyPage, UrlQuery},
    shared::{debounced_query::DebouncedQuery, links},
    state::live::LiveState,
};
use jetstream_ui::{Badge, Cell, Row, VirtualList};

/// The policies, their drift summaries, and the rows that are shown.
#[derive(Clone, Copy)]
pub struct PolicyList {
    policies: Memo<Arc<[Arc<PolicyView>]>>,
    summaries: Memo<Arc<[DriftSummary]>>,
    shown: Memo<Arc<[usize]>>,
    sorting: Memo<Sorting>,
}

impl PolicyList {
    /// The list for a query.
    pub fn new(query: Memo<UrlQuery>) -> Self {
        let live = LiveState::current();
        let policies = policy_views();
        let sorting = Memo::new(move |_| query.with(Sorting::read));
        let text = Memo::new(move |_| query.with(|query| query.get(TEXT).to_owned()));
        // This compares all devices of all policies, so it runs once a second instead of after each event.
        let reports = StoredValue::new(ReportCache::default());
        let summaries = Memo::new(move |_| {
            let (policies, now) = (policies.get(), live.now());
            let summaries = reports.try_update_value(|reports| {
                live.with_untracked(|fleet| {
                    policies
                        .iter()
                        .map(|policy_view| DriftSummary::of(fleet, reports, policy_view, now))
                        .collect::<Arc<[_]>>()
                })
            });
            summaries.unwrap_or_default()
        });
        let order = Memo::new(move |_| {
            let (policies, sorting) = (policies.read(), sorting.get());
            let none = Arc::default();
            // Unless the list is sorted by drift, its rows do not depend on the drift summaries and do not move.
            let summaries = if sorting.by == PolicyColumn::Drift { summaries.get() } else { none };
            let stands = |number: &usize| summaries.get(*number).copied().unwrap_or_default();
            let mut numbers: Vec<_> = (0..policies.len()).collect();
            numbers.sort_by(|one, other| match (policies.get(*one), policies.get(*other)) {
                (Some(a), Some(b)) => sorting.compare((a, stands(one)), (b, stands(other))),
                _ => one.cmp(other),
            });
            numbers
        });
        let shown = Memo::new(move |_| {
            let (policies, text) = (policies.read(), text.read());
            let fits = |number: &usize| policies.get(*number).is_some_and(|policy_view| matches(policy_view, &text));
            order.with(|order| order.iter().copied().filter(fits).collect::<Arc<[_]>>())
        });
        Self { policies, summaries, shown, sorting }
    }

    /// The number of policies.
    pub fn total(&self) -> usize {
        self.policies.with(|policies| policies.len())
    }

    /// The number of policies that are shown.
    pub fn count(&self) -> usize {
        self.shown.with(|shown| shown.len())
    }

    fn at(&self, row: usize) -> Option<(Arc<PolicyView>, DriftSummary)> {
        let number = self.shown.with(|shown| shown.get(row).copied())?;
        let policy_view = self.policies.with(|policies| policies.get(number).cloned())?;
        Some((policy_view, self.summaries.with(|all| all.get(number).copied()).unwrap_or_default()))
    }
}

/// The grid.
#[component]
pub fn PolicyRows(list: PolicyList, query: DebouncedQuery) -> AnyView {
    let sorted = move || {
        let Sorting { by, order } = list.sorting.get();
        PolicyColumn::ALL.iter().position(|one| *one == by).map(|column| (column, order))
    };
    let sort = move |column: usize| {
        if let Some(by) = PolicyColumn::ALL.get(column) {
            query.set.run((Sorting::KEY, list.sorting.get_untracked().clicked(*by).value()));
        }
    };
    view! {
        <VirtualList
            name="Policies"
            class="policies"
            columns=PolicyColumn::columns()
            count=Signal::derive(move || list.count())
            subject=Signal::derive(move || query.query.with(UrlQuery::to_string))
            sorted=Signal::derive(sorted)
            on_sort=sort
            render=move |row| policy_row(list, row)
        />
    }
    .into_any()
}

fn policy_row(list: PolicyList, row: Row) -> AnyView {
    let shown = Memo::new(move |_| list.at(row.index.get()));
    let text = move |read: fn(&PolicyView) -> String| {
        move || shown.with(|shown| shown.as_ref().map(|(policy_view, _)| read(policy_view)).unwrap_or_default())
    };
    let name = text(|policy_view| policy_view.name().to_owned());
    let definition = text(|policy_view| policy_view.definition().to_owned());
    let href = text(|policy_view| paths::policies(&PolicyPage::One(policy_view.name().to_owned())));
    let drift = move || {
        shown.with(|shown| {
            let (policy_view, summary) = shown.as_ref()?;
            let Some((tone, word)) = summary.word() else {
                return Some(view! { <span class="none">"No devices"</span> }.into_any());
            };
            let href = links::drift_of_policy(policy_view.name());
            let title = summary.sentence();
            Some(
                view! { <a href=href title=title tabindex=move || row.tabindex.get()><Badge tone word/></a> }
                    .into_any(),
            )
        })
    };
    view! {
        <Cell class="lead"><a href=href title=name tabindex=move || row.tabindex.get()>{name}</a></Cell>
        <Cell class="sub"><span title=definition>{definition}</span></Cell>
        <Cell class="number">{text(|policy_view| policy_view.values.len().to_string())}</Cell>
        <Cell class="number">{text(|policy_view| policy_view.devices().len().to_string())}</Cell>
        <Cell class="mark">{drift}</Cell>
    }
    .into_any()
}

/// A number of policies: `1 policy`, `6 policies`.
pub fn policies_count_text(number: usize) -> String {
    if number == 1 { "1 policy".to_owned() } else { format!("{number} policies") }
}

/// The link to the page that creates a policy as a copy of this one.
pub fn copy_link(policy: &str) -> String {
    let from = UrlQuery::default().with("from", &format!("policy:{policy}"));
    paths::with_query(&paths::policies(&PolicyPage::New), &from)
}
