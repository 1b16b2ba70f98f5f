//! A placeholder component for content that is loading, so that the page does not jump when it arrives.

use leptos::prelude::*;

/// Grey lines of the height of text. Draw it only while the content is loading.
#[component]
pub fn Skeleton(
    /// The text for screen readers: "Loading devices".
    #[prop(into)]
    what: String,
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
) -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{what}</span>
            {(0..lines).map(|_| view! { <span class="skeleton-line"></span> }).collect_view()}
        </div>
    }
    .into_any()
}
