//! Components for secrets: a field and a text, masked until the user asks to see them.

use leptos::prelude::*;

use crate::{
    field::FieldFrame,
    icon::{self, Icon},
    unique_id::unique_id,
};

/// A field for one secret, with a button that shows it. It is masked again when it is drawn again.
#[component]
pub fn SecretField(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The kind of secret, in lower case: `token` makes "Show token".
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
    /// Does it get the focus when the dialog around it opens?
    #[prop(optional)]
    autofocus: bool,
    /// Is it shown, but cannot be changed now?
    #[prop(optional, into)]
    readonly: Signal<bool>,
) -> AnyView {
    let id = unique_id("field");
    let shown = RwSignal::new(false);
    let frame = FieldFrame { id: id.clone(), class: "field", label, hide_label: false, hint, error };
    let control = view! {
        <div class="secret-field">
            <input
                id=id
                class="mono"
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                autofocus=autofocus
                readonly=move || readonly.get()
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            {reveal(noun, shown)}
        </div>
    };
    frame.field_frame(control.into_any())
}

/// A masked text with a button that shows it. While it is masked the document does not contain it.
#[component]
pub fn Secret(
    /// The kind of secret, in lower case: `token` makes "Show token".
    noun: &'static str,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
) -> AnyView {
    let shown = RwSignal::new(false);
    view! {
        <span class="secret">
            {move || match shown.get() {
                true => view! { <code>{move || value.get()}</code> }.into_any(),
                // The same number of dots for every secret: its length is a secret, too.
                false => view! { <span aria-label="hidden" role="img">"••••••••"</span> }.into_any(),
            }}
            {reveal(noun, shown)}
        </span>
    }
    .into_any()
}

/// The button that shows a secret and masks it again.
pub(super) fn reveal(noun: &'static str, shown: RwSignal<bool>) -> AnyView {
    view! {
        <button
            type="button"
            class="button quiet"
            aria-label=format!("Show {noun}")
            aria-pressed=move || shown.get().to_string()
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            {move || view! { <Icon icon=if shown.get() { icon::EYE_OFF } else { icon::EYE } /> }}
        </button>
    }
    .into_any()
}
