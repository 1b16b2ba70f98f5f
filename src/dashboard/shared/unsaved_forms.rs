//! A context that collects the forms of a page, so that one guard asks about all their unsaved changes.

use leptos::prelude::*;

use crate::shared::unsaved_changes::UnsavedChangesGuard;

/// The "has unsaved changes" signals of the forms.
#[derive(Clone, Copy)]
pub struct UnsavedForms(RwSignal<Vec<Signal<bool>>>);

impl UnsavedForms {
    /// Provides the context for a page. The page needs one [`UnsavedFormsGuard`].
    pub fn provide() -> Self {
        let forms = Self(RwSignal::new(Vec::new()));
        provide_context(forms);
        forms
    }

    /// Registers the signal of a form until its owner is disposed.
    pub fn track(unsaved: Signal<bool>) {
        let Some(Self(forms)) = use_context::<Self>() else { return };
        forms.update(|forms| forms.push(unsaved));
        on_cleanup(move || {
            forms.try_update(|forms| forms.retain(|form| *form != unsaved));
        });
    }

    /// True if a form has unsaved changes. Reactive.
    fn any(self) -> bool {
        self.0.with(|forms| forms.iter().any(|form| form.try_get() == Some(true)))
    }
}

/// The guard, used once on a page with such forms.
#[component]
pub fn UnsavedFormsGuard(
    /// The loss, in one sentence.
    what: &'static str,
) -> AnyView {
    let forms = use_context::<UnsavedForms>();
    let unsaved = Signal::derive(move || forms.is_some_and(UnsavedForms::any));
    // The page disposes of its forms, so there is nothing else to discard.
    view! { <UnsavedChangesGuard unsaved what is_saved=Signal::stored(false) on_discard=|()| {}/> }.into_any()
}
