//! A cell of a row of a grid.

use leptos::prelude::*;

/// A cell of a row. The classes of `style/table.css` say where it goes in a card of two lines: `lead` and `mark` into the first, `sub`
/// into the second; the rest is for assistive technology only.
#[component]
pub fn Cell(
    /// `lead`, `mark`, `sub`, `number`, …
    #[prop(optional)]
    class: &'static str,
    /// Its content.
    children: Children,
) -> AnyView {
    view! {
        <div class=format!("cell {class}") role="gridcell">
            {children()}
        </div>
    }
    .into_any()
}
