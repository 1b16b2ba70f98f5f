//! The export of all stored events of a key as a file.

use jetstream_fleet::event_log::export::Secrets;
use leptos::prelude::*;

use crate::{shared::export_secrets_option::ExportSecretsOption, state::history::History};
use jetstream_ui::{Button, Icon, icon};

/// The option whether to include secrets, and the button that starts the export.
#[component]
pub fn ExportKept(history: History) -> AnyView {
    let shown = RwSignal::new(false);
    let export = move |()| history.export(if shown.get_untracked() { Secrets::Shown } else { Secrets::Masked });
    let refusal = Memo::new(move |_| history.stats().last_error);
    let refusal = move || {
        refusal.get().map(|why| view! { <p role="alert" class="line"><Icon icon=icon::TRIANGLE_ALERT/>{why}</p> })
    };
    view! {
        <ExportSecretsOption shown/>
        {refusal}
        <p><Button icon=icon::DOWNLOAD on_click=export>"Export them"</Button></p>
    }
    .into_any()
}
