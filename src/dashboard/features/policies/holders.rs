//! A list of the devices that have a policy, with each device's own values.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::{
        drift::text::DriftStatus,
        fleet_configuration::{policy_view::PolicyView, report_cache::ReportCache},
        parameter_editor::value::value_text_full,
        policies::drift_summary::drift_counts,
    },
    paths::{self, Tab},
    shared::natural_sort::natural_sort_key,
    state::live::LiveState,
};
use jetstream_ui::{Badge, Cell, Column, EmptyState, Row, VirtualList};

const COLUMNS: [Column; 3] = [
    Column { title: "Name", sortable: false },
    Column { title: "Own values", sortable: false },
    Column { title: "Drift", sortable: false },
];

/// The devices of a policy, sorted by name.
#[component]
pub fn Holders(policy_view: Signal<Arc<PolicyView>>) -> AnyView {
    let order = Memo::new(move |_| {
        policy_view.with(|policy_view| {
            let mut numbers: Vec<_> = (0..policy_view.devices().len()).collect();
            numbers.sort_by_cached_key(|number| {
                policy_view.devices().get(*number).map(|device| natural_sort_key(&device.name))
            });
            numbers
        })
    });
    let count = Memo::new(move |_| order.with(Vec::len));
    let none = Memo::new(move |_| count.get() == 0);
    let content = move || match none.get() {
        true => view! {
            <EmptyState title="No device has it">
                <p>"A change plan gives it to devices: before anything is sent it shows what would change on each."</p>
            </EmptyState>
        }
        .into_any(),
        false => view! {
            <VirtualList name="Devices with this policy" class="holders" columns=COLUMNS.to_vec() count=count
                render=move |row| holder(policy_view, order, row)/>
        }
        .into_any(),
    };
    content.into_any()
}

fn holder(policy_view: Signal<Arc<PolicyView>>, order: Memo<Vec<usize>>, row: Row) -> AnyView {
    let live = LiveState::current();
    let device = Memo::new(move |_| {
        let number = order.with(|order| order.get(row.index.get()).copied())?;
        policy_view.with(|policy_view| policy_view.devices().get(number).cloned())
    });
    let name = move || device.with(|device| device.as_ref().map(|device| device.name.clone()).unwrap_or_default());
    let href = move || paths::device(&name(), Tab::Configuration);
    let own = Memo::new(move |_| {
        let (policy_view, device) = (policy_view.read(), device.read());
        let overrides = device.as_ref().map(|device| device.overrides.as_slice()).unwrap_or_default();
        let words = overrides.iter().map(|pair| {
            let field = policy_view.schema.field(&pair.key);
            let name = field.map_or(&*pair.key, |field| &field.name);
            format!("{name} {}", value_text_full(field, &pair.value))
        });
        words.collect::<Vec<_>>().join(", ")
    });
    let own_words = move || match own.with(String::is_empty) {
        true => view! { <span class="none">"None"</span> }.into_any(),
        false => view! { <span title=move || own.get()>{move || own.get()}</span> }.into_any(),
    };
    let reports = StoredValue::new(ReportCache::default());
    let status = Memo::new(move |_| {
        let (now, policy_view, device) = (live.now(), policy_view.read(), device.read());
        let device = device.as_ref()?;
        let reports = reports.try_update_value(|reports| live.with(|fleet| reports.of(fleet, &device.name, now)))?;
        Some(DriftStatus::of(&drift_counts(&policy_view, device, &reports)))
    });
    let badge = move || status.get().map(|status| view! { <Badge tone=status.tone() word=status.word()/> });
    view! {
        <Cell class="lead"><a href=href title=name tabindex=move || row.tabindex.get()>{name}</a></Cell>
        <Cell class="sub">{own_words}</Cell>
        <Cell class="mark">{badge}</Cell>
    }
    .into_any()
}
