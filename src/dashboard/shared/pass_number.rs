//! A component for a pass number: masked except for its last digits, with a button to reveal it.

use jetstream_api::redact::redact;
use leptos::prelude::*;

use jetstream_ui::{Icon, icon};

/// The mask as text for screen readers: `hidden, ends in CDEF`.
pub fn masked_words(number: &str) -> String {
    let end = redact(number).replace('•', "");
    if end.is_empty() { "hidden".to_owned() } else { format!("hidden, ends in {end}") }
}

/// The number and the button. A different number in the same place is masked again.
#[component]
pub fn PassNumber(
    /// The number, or any other typed text.
    #[prop(into)]
    number: Signal<String>,
    /// Reveals the number, together with all others of the list.
    #[prop(optional, into)]
    all: Signal<bool>,
    /// The tab index of the button, for rows with a roving tab index.
    #[prop(optional, into)]
    tabindex: Signal<i32>,
) -> AnyView {
    let shown = RwSignal::new(None::<String>);
    let is_shown =
        Memo::new(move |_| all.get() || shown.with(|shown| number.with(|number| shown.as_ref() == Some(number))));
    let text = move || match is_shown.get() {
        true => view! { <code>{number}</code> }.into_any(),
        false => view! {
            <span class="mono" role="img" aria-label=move || number.with(|number| masked_words(number))>
                {move || number.with(|number| redact(number))}
            </span>
        }
        .into_any(),
    };
    let label = move || number.with(|number| format!("Show pass, {}", masked_words(number)));
    let toggle = move |_| shown.set((!is_shown.get_untracked()).then(|| number.get_untracked()));
    view! {
        <span class="secret">
            {text}
            <button
                type="button"
                class="button quiet"
                hidden=move || all.get()
                tabindex=move || tabindex.get()
                aria-label=label
                aria-pressed=move || is_shown.get().to_string()
                on:click=toggle
            >
                {move || view! { <Icon icon=if is_shown.get() { icon::EYE_OFF } else { icon::EYE }/> }}
            </button>
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::masked_words;

    #[test]
    fn no_more_than_the_end_is_said() {
        assert_eq!(masked_words("0123456789ABCDEF"), "hidden, ends in CDEF");
        assert_eq!(masked_words("123456"), "hidden");
    }
}
