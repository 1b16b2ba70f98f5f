//! A search field above the event list, in the filter language.

use jetstream_api::catalogue::{event_type, events::EVENT_TYPES};
use jetstream_fleet::event_log::query::{self, Known, complete};
use leptos::prelude::*;

use crate::{
    features::events::list::{event_list::EventList, filter::EventFilter},
    shared::debounced_query::DebouncedQuery,
    state::directory::Directory,
};
use jetstream_ui::{InputError, SuggestField, Suggestion, SuggestionRequest};

/// The search field. It suggests names from the directory, the catalogue and the log.
#[component]
pub fn EventSearch(list: EventList, query: DebouncedQuery) -> AnyView {
    let directory = Directory::current();
    let DebouncedQuery { query, set, .. } = query;
    let typed = Memo::new(move |_| query.with(EventFilter::typed));
    let input = move |text: String| {
        if !query.with_untracked(|query| query.get(EventFilter::TEXT).is_empty()) {
            // The field now holds the text of the older link.
            set.run((EventFilter::TEXT, String::new()));
        }
        set.run((EventFilter::TYPED, text));
    };
    let fault = move || {
        let error = EventFilter::parse(&typed.get()).err()?;
        Some(InputError { words: error.to_string(), at: error.at })
    };
    let propose = move |SuggestionRequest { text, cursor, expressly }: SuggestionRequest| {
        let begun = text.get(..cursor).is_some_and(|before| before.ends_with(|last: char| !last.is_whitespace()));
        if !begun && !expressly {
            return Vec::new();
        }
        list.live.with_untracked(|fleet| {
            let log = fleet.log();
            let devices = directory.devices_untracked();
            let listed = devices.value().map(|entries| &**entries).unwrap_or_default();
            let mut known = Known {
                devices: listed.iter().map(|entry| entry.device.name.as_str()).collect(),
                types: EVENT_TYPES.iter().map(|known| known.name).collect(),
                users: log.users().iter().map(|name| &**name).collect(),
            };
            if known.devices.is_empty() {
                known.devices.extend(log.devices().iter().map(|name| &**name));
            }
            let strangers = log.types().iter().map(|name| &**name).filter(|name| event_type(name).is_none());
            known.types.extend(strangers);
            let proposal = |suggestion: &query::Suggestion| {
                let (applied, cursor) = suggestion.apply(&text);
                Suggestion { word: suggestion.text.trim().to_owned(), text: applied, cursor }
            };
            let ways = complete(&text, cursor, &known);
            // A suggestion that equals the whole text is of no use.
            ways.iter().map(proposal).filter(|proposal| proposal.text.trim() != text.trim()).collect()
        })
    };
    view! {
        <SuggestField label="Search" value=typed on_input=Callback::new(input) propose=Callback::new(propose)
            fault=Signal::derive(fault)/>
    }
    .into_any()
}
