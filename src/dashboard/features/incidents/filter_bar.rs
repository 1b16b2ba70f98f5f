//! The filter bar above the incident list. All filters are stored in the URL.

use jetstream_api::catalogue::log_entries::LOG_ENTRY_TYPES;
use leptos::prelude::*;

use crate::{
    features::incidents::{
        filter::{IncidentFilter, IncidentState},
        incident_row::IncidentKind,
    },
    shared::debounced_query::DebouncedQuery,
};
use jetstream_ui::{Button, ButtonKind, Choice, SelectField, TextField, icon};

/// The filter bar. `query` debounces the device field.
#[component]
pub fn IncidentFilterBar(query: DebouncedQuery) -> AnyView {
    let leave = move |_| query.flush();
    let DebouncedQuery { query, set, .. } = query;
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    let names = LOG_ENTRY_TYPES.iter().filter(|kind| kind.opens()).map(|kind| kind.name);
    let names = std::iter::once(IncidentKind::Silence.name()).chain(names).map(|name| Choice::new(name, name));
    let kinds: Vec<_> = std::iter::once(Choice::new("", "Any kind")).chain(names).collect();
    let states = IncidentState::ALL.map(|state| Choice::new(state.value(), state.word()));
    let states: Vec<_> = std::iter::once(Choice::new("", "Open and over")).chain(states).collect();
    view! {
        <div class="filters" role="search" on:focusout=leave>
            <TextField kind="search" label="Device" hide_label=true value=value(IncidentFilter::DEVICE) on_input=change(IncidentFilter::DEVICE)/>
            <SelectField label="Kind" hide_label=true value=value(IncidentFilter::KIND) on_change=change(IncidentFilter::KIND) choices=kinds/>
            <SelectField label="State" hide_label=true value=value(IncidentFilter::STATE) on_change=change(IncidentFilter::STATE) choices=states/>
            {move || query.with(IncidentFilter::is_set).then(|| view! { <ClearIncidentFilters set/> })}
        </div>
    }
    .into_any()
}

/// The button that clears every filter.
#[component]
pub fn ClearIncidentFilters(set: Callback<(&'static str, String)>) -> AnyView {
    let clear = move |()| IncidentFilter::KEYS.iter().for_each(|key| set.run((*key, String::new())));
    view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear filters"</Button> }.into_any()
}
