//! A checkbox for exports of events: include secrets, or mask them.

use leptos::prelude::*;

use jetstream_ui::Checkbox;

const HINT: &str = "Whoever has the file can then read which pass opened what, and use an unlock token until it has expired. \
    Without, they are masked as on the screen.";

/// The checkbox. `shown` is true if secrets are included.
#[component]
pub fn ExportSecretsOption(shown: RwSignal<bool>) -> AnyView {
    view! {
        <Checkbox label="With pass numbers and tokens" checked=shown on_change=move |checked| shown.set(checked)
            hint=Signal::stored(HINT.to_owned())/>
    }
    .into_any()
}
