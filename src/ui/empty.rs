//! Empty places: what would be here, and how to get it.

use leptos::prelude::*;

use crate::icon::{self, Glyph, Icon};

/// Stands where a list or a page has nothing to show yet.
#[component]
pub fn EmptyState(
    /// What would be here.
    #[prop(into)]
    title: Signal<String>,
    /// An icon of the things that would be here.
    #[prop(default = icon::INBOX)]
    icon: Glyph,
    /// A button or a link that gets it.
    #[prop(optional, into)]
    action: ViewFnOnce,
    /// How to get it, in a sentence or two.
    children: Children,
) -> AnyView {
    view! {
        <div class="empty">
            <Icon icon />
            <p class="empty-title">{move || title.get()}</p>
            <div class="empty-text">{children()}</div>
            {action.run()}
        </div>
    }
    .into_any()
}
