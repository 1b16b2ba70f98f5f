//! A line of text with suggestions, as the browser offers them (`<datalist>`): anything may be typed all the same.

use leptos::prelude::*;

use crate::{field::FieldFrame, unique_id};

/// A line of text with suggestions.
#[component]
pub fn ComboField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What the browser offers. Keep it short: it is part of the page.
    #[prop(into)]
    suggestions: Signal<Vec<String>>,
    /// What to type.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let (id, list) = (unique_id("field"), unique_id("suggestions"));
    let frame = FieldFrame { id: id.clone(), class: "field", label, hide_label: false, hint, error };
    let option = |text: String| view! { <option value=text></option> };
    let control = view! {
        <input
            id=id
            type="text"
            list=list.clone()
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
        />
        <datalist id=list>
            <For each=move || suggestions.get() key=String::clone children=option/>
        </datalist>
    };
    frame.field_frame(control.into_any())
}
