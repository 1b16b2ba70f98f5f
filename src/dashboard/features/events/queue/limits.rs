//! A form for the retention limits of events.

use leptos::prelude::*;

use crate::{
    state::{event_source::EventSource, live::limits::RetentionLimits},
    text,
};
use jetstream_browser::Persistence;
use jetstream_ui::{Choice, SelectField};

const MEMORY: &str = "Takes effect at once: with less the oldest events leave the page, with more it is filled by what comes. What was here \
    before is read again when the page is loaded or the file opened.";
const DAYS: &str = "Takes effect at once: what was kept longer ago is forgotten.";
const LOST: &str =
    "This browser's storage is blocked or full: what is chosen lasts until the page is closed or reloaded.";

/// The fields for both limits: in memory and in this browser.
#[component]
pub fn LimitFields() -> AnyView {
    let source = EventSource::current();
    let lost = move || (source.limits().1 == Persistence::Page).then(|| view! { <p class="soft small">{LOST}</p> });
    view! {
        <div class="limits"><MemoryField/><DaysField/></div>
        {lost}
    }
    .into_any()
}

/// A field for the memory limit of the events on the page.
#[component]
pub fn MemoryField() -> AnyView {
    let source = EventSource::current();
    let choices = RetentionLimits::MEMORIES.map(|bytes| Choice::new(bytes.to_string(), memory_words(bytes))).to_vec();
    let set = move |chosen: String| {
        if let Ok(memory) = chosen.parse() {
            source.set_limits(RetentionLimits { memory, ..untrack(|| source.limits()).0 });
        }
    };
    view! {
        <SelectField label="Events on the page" value=Signal::derive(move || source.limits().0.memory.to_string()) on_change=set choices
            hint=Signal::stored(MEMORY.to_owned())/>
    }
    .into_any()
}

#[component]
fn DaysField() -> AnyView {
    let source = EventSource::current();
    let choices =
        RetentionLimits::DAYS.map(|days| Choice::new(days.to_string(), text::plural(days.into(), "day"))).to_vec();
    let set = move |chosen: String| {
        if let Ok(days) = chosen.parse() {
            source.set_limits(RetentionLimits { days, ..untrack(|| source.limits()).0 });
        }
    };
    view! {
        <SelectField label="Events in this browser" value=Signal::derive(move || source.limits().0.days.to_string()) on_change=set choices
            hint=Signal::stored(DAYS.to_owned())/>
    }
    .into_any()
}

/// The label of a memory limit. Assumes 500 bytes for each event.
fn memory_words(bytes: usize) -> String {
    format!("{} of memory, some {},000 events", text::bytes(bytes), (bytes >> 20) * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_told_in_events_too() {
        assert_eq!(memory_words(48 << 20), "48 MiB of memory, some 96,000 events");
    }
}
