//! The table of differences between the policy that devices have and the one that they would get.

use leptos::prelude::*;

use crate::features::parameter_editor::{draft::Draft, value::value_text_full};

/// The table of changed values, each with its old and new value.
#[component]
pub fn ChangedValues(draft: Draft) -> AnyView {
    let schema = draft.schema();
    let rows = move || {
        let changes = draft.changes();
        if changes.is_empty() {
            return view! { <p class="soft">"No value is changed yet."</p> }.into_any();
        }
        let said = |key: &str, value: &Option<String>| match value {
            Some(value) => value_text_full(schema.field(key), value),
            None => "no value".to_owned(),
        };
        let row = |change: &jetstream_fleet::configuration::ValueChange| {
            let (from, to) = (said(&change.key, &change.from), said(&change.key, &change.to));
            view! { <tr><th scope="row">{change.name.clone()}</th><td>{from}</td><td>{to}</td></tr> }
        };
        let rows = changes.iter().map(row).collect_view();
        view! {
            <div class="output" tabindex="0" role="region" aria-label="Changed values">
                <table>
                    <thead><tr><th scope="col">"Parameter"</th><th scope="col">"Now"</th><th scope="col">"Then"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    rows.into_any()
}
