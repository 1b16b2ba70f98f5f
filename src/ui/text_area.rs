//! A text area: a field for several lines of text.

use leptos::prelude::*;

use crate::{field::FieldFrame, unique_id::unique_id};

/// A field for several lines of text, which is pasted rather than typed.
#[component]
pub fn TextArea(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The text of the field.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text after every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Help before there is an error.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Why the text is not accepted.
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
