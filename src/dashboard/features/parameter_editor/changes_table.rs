//! The frame of a table of changed values: a region that scrolls, three titles, and the rows.

use leptos::prelude::*;

/// The table. `label` names the region for screen readers; the first cell of a row is the name of the parameter.
pub fn changes_table(label: &str, titles: [&'static str; 3], rows: Vec<AnyView>) -> AnyView {
    let head = titles.map(|title| view! { <th scope="col">{title}</th> });
    view! {
        <div class="output" tabindex="0" role="region" aria-label=label.to_owned()>
            <table><thead><tr>{head.collect_view()}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}
