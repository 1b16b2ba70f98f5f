//! A section for values of parameters that are not in the definition, for example imported ones. They stay until the user removes
//! them.

use leptos::prelude::*;

use crate::features::parameter_editor::{draft::Draft, findings::finding_text};
use jetstream_ui::{Button, unique_id};

/// The section; empty where there are none.
#[component]
pub fn UnknownKeys(draft: Draft) -> AnyView {
    let unknown = Memo::new(move |_| draft.unknown_keys());
    let line = move |(key, value): (String, String)| {
        let found = draft.findings_of(&key);
        let (taken, label) = (key.clone(), format!("Take out {key}"));
        view! {
            <li class="stack">
                <div class="line">
                    <span class="mono">{key}" = "{value}</span>
                    <Button label=label on_click=move |()| draft.remove(&taken)>"Take out"</Button>
                </div>
                {found.iter().map(finding_text).collect_view()}
            </li>
        }
    };
    let section = move || {
        let unknown = unknown.get();
        let id = unique_id("group");
        let heading = id.clone();
        (!unknown.is_empty()).then(|| {
            view! {
                <section class="panel" aria-labelledby=heading>
                    <h2 id=id>"Not in the definition"</h2>
                    <ul class="stack">{unknown.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    };
    section.into_any()
}
