//! Many secrets at once, a line each: masked while somebody types or pastes, as in a [`SecretField`](super::SecretField).

use leptos::prelude::*;

use crate::{field::FieldFrame, secret::reveal, unique_id};

/// Masked lines of text with a button that shows them. The mask is the style sheet's (`.masked`): what is copied out of it is
/// the text itself.
#[component]
pub fn SecretTextArea(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows, in lower case: `passes` makes "Show passes".
    noun: &'static str,
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
