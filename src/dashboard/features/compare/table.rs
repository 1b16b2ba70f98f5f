//! The table of a comparison.

use leptos::prelude::*;

use crate::{
    features::compare::{
        lines::{ComparisonRow, DisplayedValue, RowResult},
        side::{ComparedSet, ComparedValues},
    },
    shared::time_ago::TimeAgo,
};
use jetstream_ui::{Badge, Notice, NoticeKind};

/// The table for two sides that have values.
#[component]
pub fn CompareTable(sides: [ComparedSet; 2], contents: [ComparedValues; 2], lines: Vec<ComparisonRow>) -> AnyView {
    let [left, right] = &contents;
    let other = (left.definition != right.definition).then(|| {
        let said = format!(
            "The left side is for {}, the right side for {}. What only one of them has is no difference of settings.",
            left.definition, right.definition
        );
        view! { <Notice kind=NoticeKind::Warn title="Two device definitions"><p>{said}</p></Notice> }
    });
    let guessed = (left.schema.assumed || right.schema.assumed).then(|| {
        view! {
            <Notice title="A definition lists no parameters">
                <p>"The parameters of its type are taken from the reference: there may be more or fewer."</p>
            </Notice>
        }
    });
    let head = sides.iter().zip(&contents).map(|(side, content)| {
        let at = content.reported_at.map(|at| view! { "Reported " <TimeAgo time=at/> ". " });
        view! { <th scope="col">{side.title()}<span class="soft small">{at}{content.origin.clone()}</span></th> }
    });
    let body = lines.into_iter().map(|line| {
        let ComparisonRow { name, left, right, result } = line;
        view! {
            <tr class:same=result == RowResult::Same>
                <th scope="row">{name}<Badge tone=result.tone() word=result.word()/></th>
                <td>{value(left)}</td>
                <td>{value(right)}</td>
            </tr>
        }
    });
    view! {
        {other}
        {guessed}
        <div class="compare" tabindex="0" role="region" aria-label="Comparison">
            <table>
                <thead><tr><th scope="col">"Parameter"</th>{head.collect_view()}</tr></thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn value(shown: DisplayedValue) -> AnyView {
    let DisplayedValue { words, raw, note } = shown;
    let note = note.map(|note| view! { <span class="soft small">{note}</span> });
    view! { <span title=raw>{words}</span> " " {note} }.into_any()
}
