//! Moments.

use leptos::prelude::*;

/// A moment. How to say it is the caller's business: the same words everywhere, the exact time on hover.
#[component]
pub fn Time(
    /// The moment for programs, RFC 3339.
    #[prop(into)]
    at: Signal<String>,
    /// The moment for people: "4 min ago".
    #[prop(into)]
    text: Signal<String>,
    /// The exact moment: "21 Nov 2026, 22:04:11 (21:04:11 UTC)".
    #[prop(into)]
    title: Signal<String>,
) -> AnyView {
    view! {
        <time datetime=move || at.get() title=move || title.get()>
            {move || text.get()}
        </time>
    }
    .into_any()
}
