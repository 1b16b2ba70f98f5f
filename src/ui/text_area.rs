//! Lines of text.

use leptos::prelude::*;

use crate::{field::FieldFrame, unique_id};

/// Lines of text, for what is pasted rather than typed.
#[component]
pub fn TextArea(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What to type, before anything went wrong.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let id = unique_id("field");
    let frame = FieldFrame { id: id.clone(), class: "field", label, hide_label: false, hint, error };
    let control = view! {
        <textarea
            id=id
            class="mono"
            rows="6"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
        ></textarea>
    };
    frame.field_frame(control.into_any())
}
