//! A text field with native suggestions (`<datalist>`). Other text may be typed as well.

use leptos::prelude::*;

use crate::{field::FieldFrame, unique_id::unique_id};

/// A text field with suggestions.
#[component]
pub fn ComboField(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The text of the field.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text after every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// The suggestions. Keep the list short: it is part of the page.
    #[prop(into)]
    suggestions: Signal<Vec<String>>,
    /// Help before there is an error.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Why the text is not accepted.
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
