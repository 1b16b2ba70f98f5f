//! The editor itself: search, groups, and a row for each parameter.

use leptos::prelude::*;

use super::Draft;

/// Edits the values of a draft.
#[component]
pub fn ParameterEditor(
    /// What is edited.
    draft: Draft,
) -> AnyView {
    let rows = draft.schema().fields().iter().map(|field| view! { <p>{field.name.clone()}</p> }).collect_view();
    view! { <div class="parameters">{rows}</div> }.into_any()
}
