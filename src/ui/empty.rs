//! An empty-state component: names the missing content, and how to get it.

use leptos::prelude::*;

use crate::icon::{self, Glyph, Icon};

/// Shown where a list or a page has no content yet.
#[component]
pub fn EmptyState(
    /// The missing content, in one line.
    #[prop(into)]
    title: Signal<String>,
    /// An icon of the missing content.
    #[prop(default = icon::INBOX)]
    icon: Glyph,
    /// A button or a link that creates it or leads to it.
    #[prop(optional, into)]
    action: ViewFnOnce,
    /// How to get it, in one or two sentences.
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
