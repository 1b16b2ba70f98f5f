//! Skeletons: the place of something that is on its way, so that nothing jumps when it comes.

use leptos::prelude::*;

/// Lines of the height of text. Draw it only while waiting.
#[component]
pub fn Skeleton(
    /// What is on its way, for who cannot see the lines: "Loading devices".
    #[prop(into)]
    what: String,
    /// How many.
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
