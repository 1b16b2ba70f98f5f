//! A notice on a restored draft, and a question before a page with unsaved values is left.

use leptos::prelude::*;

use crate::{features::parameter_editor::draft::Draft, shared::unsaved_changes::UnsavedChangesGuard, text};
use jetstream_ui::{Button, Notice, NoticeKind};

/// The notice and the question.
#[component]
pub fn Unsaved(draft: Draft) -> AnyView {
    let changed = move || text::plural(draft.count_changed(), "value");
    let what = move || {
        let fate = match draft.is_saved() {
            Some(true) => "They can be kept in this tab until you come back.",
            Some(false) => "This browser does not let them be kept: they last until the page is reloaded.",
            None => "They will be gone.",
        };
        let (changed, are) = (changed(), if draft.count_changed() == 1 { "is" } else { "are" });
        format!("{changed} {are} changed here and not applied. {fate}")
    };
    let came_back =
        move || {
            (draft.was_restored() && draft.is_modified()).then(|| view! {
            <Notice kind=NoticeKind::Info title="What was typed before is here again" announce=true
                action=move || view! { <Button on_click=move |()| draft.discard()>"Discard the draft"</Button> }>
                <p>{move || format!("{} not applied yet.", changed())}</p>
            </Notice>
        })
        };
    view! {
        {came_back}
        <UnsavedChangesGuard
            unsaved=Signal::derive(move || draft.is_modified() && !draft.is_submitted())
            what=Signal::derive(what)
            is_saved=Signal::derive(move || draft.is_saved().is_some())
            on_discard=Callback::new(move |()| draft.discard())
        />
    }
    .into_any()
}
