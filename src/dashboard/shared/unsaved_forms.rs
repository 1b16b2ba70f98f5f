//! The forms of a page in which something can be typed: whoever leaves is asked once about all of them.

use leptos::prelude::*;

use crate::shared::unsaved_changes::UnsavedChangesGuard;

/// What is typed in them and not taken over yet. Copied freely.
#[derive(Clone, Copy)]
pub struct UnsavedForms(RwSignal<Vec<Signal<bool>>>);

impl UnsavedForms {
    /// Puts itself into the context of a page: there is one question on it.
    pub fn provide() -> Self {
        let forms = Self(RwSignal::new(Vec::new()));
        provide_context(forms);
        forms
    }

    /// A form says whether anything would be lost with it, for as long as it is there.
    pub fn track(unsaved: Signal<bool>) {
        let Some(Self(forms)) = use_context::<Self>() else { return };
        forms.update(|forms| forms.push(unsaved));
        on_cleanup(move || {
            forms.try_update(|forms| forms.retain(|form| *form != unsaved));
        });
    }

    /// Would anything be lost? Reactive.
    fn any(self) -> bool {
        self.0.with(|forms| forms.iter().any(|form| form.try_get() == Some(true)))
    }
}

/// The question, once on a page with such forms.
#[component]
pub fn UnsavedFormsGuard(
    /// What would be left behind, in a sentence.
    what: &'static str,
) -> AnyView {
    let forms = use_context::<UnsavedForms>();
    let unsaved = Signal::derive(move || forms.is_some_and(UnsavedForms::any));
    // What is typed goes with the page.
    view! { <UnsavedChangesGuard unsaved what is_kept=Signal::stored(false) on_discard=|()| {}/> }.into_any()
}
