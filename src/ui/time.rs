//! A component for a point in time.

use leptos::prelude::*;

/// A point in time, with the exact time on hover. The caller formats it, so that it is written in the same way everywhere.
#[component]
pub fn Time(
    /// The time for programs, RFC 3339.
    #[prop(into)]
    at: Signal<String>,
    /// The time for people: "4 min ago".
    #[prop(into)]
    text: Signal<String>,
    /// The exact time: "21 Nov 2026, 22:04:11 (21:04:11 UTC)".
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
