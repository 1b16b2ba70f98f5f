//! The filter bar above the event list: a search in the filter language, and fields for device, type and severity. All filters are
//! stored in the URL.

use jetstream_api::{catalogue::events::EVENT_TYPES, events::Severity};
use leptos::prelude::*;

use crate::{
    features::events::list::{
        event_list::EventList, filter::EventFilter, line::severity_word, search_field::EventSearch,
    },
    shared::debounced_query::DebouncedQuery,
    state::directory::Directory,
};
use jetstream_ui::{Button, ButtonKind, Choice, SelectField, icon, unique_id};

/// The filter bar. `query` debounces the two text fields, search and device.
#[component]
pub fn EventFilterBar(list: EventList, query: DebouncedQuery) -> AnyView {
    let leave = move |_| query.flush();
    let typed = query;
    let DebouncedQuery { query, set, .. } = query;
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    let unknown = Memo::new(move |_| list.unknown_types());
    let types = Memo::new(move |_| {
        let unknown = unknown.get();
        let names = EVENT_TYPES.iter().map(|known| known.name).chain(unknown.iter().map(|name| &**name));
        std::iter::once(Choice::new("", "All types"))
            .chain(names.map(|name| Choice::new(name, name)))
            .collect::<Vec<_>>()
    });
    let severities = [
        Choice::new("", "Any severity"),
        Choice::new(Severity::Error.as_str(), severity_word(Severity::Error)),
        Choice::new(Severity::Warning.as_str(), "Warning or worse"),
        Choice::new(Severity::Information.as_str(), "Information or worse"),
    ];
    view! {
        <div class="filters" role="search" on:focusout=leave>
            <EventSearch list query=typed/>
            <DeviceField value=value(EventFilter::DEVICE) on_input=Callback::new(change(EventFilter::DEVICE))/>
            <SelectField label="Type" hide_label=true value=value(EventFilter::TYPE) on_change=change(EventFilter::TYPE) choices=types/>
            <SelectField label="Severity" hide_label=true value=value(EventFilter::SEVERITY) on_change=change(EventFilter::SEVERITY)
                choices=severities.to_vec()/>
            {move || query.with(EventFilter::is_set).then(|| view! { <ClearEventFilters set/> })}
        </div>
    }
    .into_any()
}

/// A text field for a device's name or a part of it, with suggestions. A select would be too long for ten thousand devices.
#[component]
fn DeviceField(value: Memo<String>, on_input: Callback<String>) -> AnyView {
    const MOST: usize = 30;
    let directory = Directory::current();
    let (id, list_id) = (unique_id("field"), unique_id("list"));
    let (label_for, list_for) = (id.clone(), list_id.clone());
    let suggestions = move || {
        let typed = value.get().to_ascii_lowercase();
        let devices = directory.devices();
        let names =
            devices.value().map(|entries| &**entries).unwrap_or_default().iter().map(|entry| &entry.device.name);
        let like = names.filter(|name| name.to_ascii_lowercase().contains(&typed)).take(MOST);
        like.map(|name| view! { <option value=name.clone()></option> }).collect_view()
    };
    view! {
        <div class="field">
            <label class="visually-hidden" for=label_for>"Device"</label>
            <input
                id=id
                type="text"
                list=list_for
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder="All devices"
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            <datalist id=list_id>{suggestions}</datalist>
        </div>
    }
    .into_any()
}

/// The button that clears every filter.
#[component]
pub fn ClearEventFilters(set: Callback<(&'static str, String)>) -> AnyView {
    let clear = move |()| EventFilter::KEYS.iter().for_each(|key| set.run((*key, String::new())));
    view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear filters"</Button> }.into_any()
}
