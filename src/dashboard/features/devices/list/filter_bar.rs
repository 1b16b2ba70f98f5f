//! The search field and the filters above the device list. All of them are stored in the URL.

use jetstream_api::kind::DeviceKind;
use leptos::prelude::*;

use crate::{
    features::devices::list::{
        device_list::DeviceList,
        filter::{CONNECTIONS, Filter, LockdownClass, connection_value},
    },
    shared::{debounced_query::DebouncedQuery, device_facts::connection_word},
};
use jetstream_ui::{Button, ButtonKind, Choice, SelectField, TextField, icon};

/// The filter bar.
#[component]
pub fn FilterBar(list: DeviceList, query: DebouncedQuery) -> AnyView {
    let leave = move |_| query.flush();
    let DebouncedQuery { query, set, .. } = query;
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    let kinds = Memo::new(move |_| {
        let occur = DeviceKind::ALL.into_iter().filter(|kind| list.has_devices(|entry| entry.kind() == *kind));
        choices("All types", occur.map(|kind| (kind.as_str().to_owned(), kind.label().to_owned())))
    });
    let regions =
        Memo::new(move |_| choices("All regions", list.regions().into_iter().map(|region| (region.clone(), region))));
    let connections = choices(
        "Any connection",
        CONNECTIONS.map(|one| (connection_value(one).to_owned(), connection_word(one).1.to_owned())),
    );
    let lockdowns =
        choices("Any lockdown", LockdownClass::ALL.map(|class| (class.value().to_owned(), class.word().to_owned())));
    view! {
        <div class="filters" role="search" on:focusout=leave>
            <TextField kind="search" label="Search devices" hide_label=true value=value(Filter::TEXT) on_input=change(Filter::TEXT)/>
            <SelectField label="Type" hide_label=true value=value(Filter::TYPE) on_change=change(Filter::TYPE) choices=kinds/>
            <SelectField label="Connection" hide_label=true value=value(Filter::CONNECTION) on_change=change(Filter::CONNECTION)
                choices=connections/>
            <SelectField label="Lockdown" hide_label=true value=value(Filter::LOCKDOWN) on_change=change(Filter::LOCKDOWN)
                choices=lockdowns/>
            <SelectField label="Region" hide_label=true value=value(Filter::REGION) on_change=change(Filter::REGION) choices=regions/>
            {move || query.with(Filter::is_set).then(|| view! { <ClearFilters set/> })}
        </div>
    }
    .into_any()
}

fn choices(all: &str, some: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    let some = some.into_iter().map(|(value, word)| Choice { value, word });
    std::iter::once(Choice::new("", all)).chain(some).collect()
}

/// A button that clears all filters; the sort order stays.
#[component]
pub fn ClearFilters(set: Callback<(&'static str, String)>) -> AnyView {
    let clear = move |()| Filter::KEYS.iter().for_each(|key| set.run((*key, String::new())));
    view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear filters"</Button> }.into_any()
}
