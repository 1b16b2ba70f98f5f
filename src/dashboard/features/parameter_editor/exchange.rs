//! The import and the export of parameter values: two buttons and their dialogs.

use jetstream_fleet::configuration::{export, lines};
use leptos::prelude::*;

use crate::features::parameter_editor::{draft::Draft, import::Import};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Checkbox, CopyButton, Dialog, icon};

/// The open dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Import,
    Export,
}

/// The two buttons, with the open dialog.
#[component]
pub fn ImportExport(draft: Draft) -> AnyView {
    let open = RwSignal::new(None::<Open>);
    let close = Callback::new(move |()| open.set(None));
    let dialog = move || match open.get()? {
        Open::Import => Some(view! { <Import draft on_close=close/> }),
        Open::Export => Some(view! { <Export draft on_close=close/> }),
    };
    view! {
        <span class="line push">
            <Button kind=ButtonKind::Quiet on_click=move |()| open.set(Some(Open::Import))>"Import…"</Button>
            <Button kind=ButtonKind::Quiet icon=icon::DOWNLOAD on_click=move |()| open.set(Some(Open::Export))>"Export…"</Button>
        </span>
        {dialog}
    }
    .into_any()
}

/// The export dialog, with the values that the device would have, as text.
#[component]
fn Export(draft: Draft, on_close: Callback<()>) -> AnyView {
    let as_lines = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let text = Memo::new(move |_| {
        let values = draft.effective();
        if as_lines.get() { lines(&values) } else { export(&draft.definition(), &values) }
    });
    let save = move |()| {
        let name = if as_lines.get_untracked() { "configuration.txt" } else { "configuration.json" };
        failed.set(!text.with_untracked(|text| browser::download(name, text)));
    };
    view! {
        <Dialog open=true title="Export values" on_close>
            <p>"Every value as it stands in the editor, with what is not applied yet."</p>
            <Checkbox label="As name=value lines" hint="To paste elsewhere. JSON keeps everything exactly." checked=as_lines
                on_change=move |on| as_lines.set(on)/>
            <pre class="exchange" tabindex="0">{move || text.get()}</pre>
            {move || failed.get().then_some("This browser does not let files be saved from here: copy the text.")}
            <div class="actions">
                <span class="apart"><CopyButton text=text>"Copy"</CopyButton></span>
                <Button on_click=on_close>"Close"</Button>
                <Button kind=ButtonKind::Primary icon=icon::DOWNLOAD on_click=save>"Save as a file"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
