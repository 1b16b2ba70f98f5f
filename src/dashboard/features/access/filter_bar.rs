//! The filter bar above the access list. All filters are stored in the URL.

use std::sync::Arc;

use jetstream_fleet::sorting::SortedVec;
use leptos::prelude::*;

use crate::{
    features::access::access_entry::{AccessEntry, AccessOutcome, Person, key, pass_end},
    shared::debounced_query::DebouncedQuery,
};
use jetstream_ui::{Button, ButtonKind, Choice, SelectField, TextField, icon};

const SPANS: [(&str, &str); 4] =
    [("1", "Last hour"), ("12", "Last 12 hours"), ("24", "Last 24 hours"), ("168", "Last 7 days")];

const PASS_HINT: &str = "Of more, the last four characters are taken.";

/// The filter bar. `query` holds device and pass as they are typed; `all` provides the users to choose from.
#[component]
pub fn AccessFilterBar(
    query: DebouncedQuery,
    all: Memo<Arc<[AccessEntry]>>,
    /// Hides the device filter on the page of one device.
    #[prop(optional)]
    of_one_device: bool,
) -> AnyView {
    let typed_query = query;
    let leave = move |_| typed_query.flush();
    let DebouncedQuery { query, set, .. } = typed_query;
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    let look_for = move |typed: &str| set.run((key::PASS, pass_end(typed).to_owned()));
    let pass = value(key::PASS);
    Effect::new(move || {
        // The URL may have been typed by hand.
        pass.with(|pass| {
            if pass_end(pass) != pass {
                look_for(pass);
                typed_query.flush();
            }
        });
    });
    let users = Memo::new(move |_| {
        let mut users = SortedVec::default();
        all.with(|all| {
            all.iter().for_each(|visit| {
                if let Person::User(user) = &visit.who {
                    users.insert(user.clone());
                }
            });
        });
        users.to_vec()
    });
    let users = Memo::new(move |_| choices("Anybody", users.get().into_iter().map(|user| (user.clone(), user))));
    let outcomes =
        choices("Any outcome", AccessOutcome::ALL.map(|one| (one.value().to_owned(), one.word().to_owned())));
    let spans = choices("Any time", SPANS.map(|(hours, word)| (hours.to_owned(), word.to_owned())));
    let device = (!of_one_device).then(|| {
        view! { <TextField kind="search" label="Device" hide_label=true value=value(key::DEVICE) on_input=change(key::DEVICE)/> }
    });
    view! {
        <div class="filters" role="search" on:focusout=leave>
            {device}
            <TextField kind="search" label="Pass ends in" hide_label=true value=pass
                on_input=move |typed: String| look_for(&typed) hint=Signal::stored(PASS_HINT.to_owned())/>
            <SelectField label="User" hide_label=true value=value(key::USER) on_change=change(key::USER) choices=users/>
            <SelectField label="Outcome" hide_label=true value=value(key::OUTCOME) on_change=change(key::OUTCOME) choices=outcomes/>
            <SelectField label="Time" hide_label=true value=value(key::HOURS) on_change=change(key::HOURS) choices=spans/>
            {move || query.with(crate::features::access::access_entry::VisitFilter::is_set).then(|| view! { <ClearAccessFilters set/> })}
        </div>
    }
    .into_any()
}

fn choices(all: &str, some: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    std::iter::once(Choice::new("", all))
        .chain(some.into_iter().map(|(value, word)| Choice::new(value, word)))
        .collect()
}

/// A button that clears all filters.
#[component]
pub fn ClearAccessFilters(set: Callback<(&'static str, String)>) -> AnyView {
    let clear = move |()| key::ALL.iter().for_each(|key| set.run((*key, String::new())));
    view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear filters"</Button> }.into_any()
}
