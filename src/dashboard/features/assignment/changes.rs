//! The table of differences between the policy that devices have and the one that they would get.

use jetstream_fleet::configuration::ValueChange;
use leptos::prelude::*;

use crate::features::parameter_editor::{changes_table::changes_table, draft::Draft, value::value_text_full};

/// The table of changed values, each with its old and new value.
#[component]
pub fn ChangedValues(draft: Draft) -> AnyView {
    let schema = draft.schema();
    let rows = move || {
        let changes = draft.changes();
        if changes.is_empty() {
            return view! { <p class="soft">"No value is changed yet."</p> }.into_any();
        }
        let text = |key: &str, value: &Option<String>| match value {
            Some(value) => value_text_full(schema.field(key), value),
            None => "no value".to_owned(),
        };
        let row = |change: &ValueChange| {
            let (from, to) = (text(&change.key, &change.from), text(&change.key, &change.to));
            view! { <tr><th scope="row">{change.name.clone()}</th><td>{from}</td><td>{to}</td></tr> }.into_any()
        };
        changes_table("Changed values", ["Parameter", "Now", "Then"], changes.iter().map(row).collect())
    };
    rows.into_any()
}
