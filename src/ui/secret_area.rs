//! A text area for many secrets, one per line, masked as in a [`SecretField`](crate::SecretField).

use leptos::prelude::*;

use crate::{field::FieldFrame, secret::reveal, unique_id::unique_id};

/// A field for many secrets, with a button that shows them. The style sheet draws the mask (`.masked`), so text that is copied out of the
/// field is the secrets themselves.
#[component]
pub fn SecretTextArea(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The kind of secret, in lower case: `passes` makes "Show passes".
    noun: &'static str,
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
    let shown = RwSignal::new(false);
    let frame = FieldFrame { id: id.clone(), class: "field", label, hide_label: false, hint, error };
    let control = view! {
        <div class="secret-field">
            <textarea
                id=id
                class="mono"
                class:masked=move || !shown.get()
                rows="6"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
            {reveal(noun, shown)}
        </div>
    };
    frame.field_frame(control.into_any())
}
