//! The preview of many passes: those to be added, those already in the list, and the refused ones with line number and reason.

use jetstream_api::credentials::Pass;
use jetstream_fleet::passes::{PassCheck, PassParseError, Preview, PreviewRow, TableLayout};
use leptos::prelude::*;

use crate::{features::passes::text::passes, shared::pass_number::PassNumber};
use jetstream_ui::{Disclosure, Notice, NoticeKind};

/// The largest number of lines that are listed per group, so that a thousand refused lines do not fill the page.
const LISTED: usize = 50;

/// The counts of the preview, as one sentence.
pub fn summary(preview: &Preview) -> String {
    let [add, listed, repeated, refused] = preview.counts();
    if preview.entries.is_empty() {
        return "No pass in it.".to_owned();
    }
    let mut parts = vec![format!("{} to add", passes(add))];
    let mut part = |number: usize, words: &str| {
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    };
    part(listed, "in the list already");
    part(repeated, "typed twice");
    part(refused, "refused");
    format!("{}.", parts.join(", "))
}

/// Notes on how the text was parsed, if a header was skipped or a column was selected.
fn layout(preview: &Preview) -> Option<String> {
    let header = preview.header.map(|line| format!("Line {line} was taken for a header."));
    let column = match &preview.layout {
        TableLayout::List => None,
        TableLayout::Column { number, of, name } => {
            let name = name.as_ref().map(|name| format!(" (\u{201c}{name}\u{201d})")).unwrap_or_default();
            Some(format!("Column {number} of {of}{name} was read, and the others were left alone."))
        }
    };
    let parts: Vec<_> = header.into_iter().chain(column).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The preview with its summary, the refused lines, and the groups.
#[component]
pub fn PreviewView(preview: Preview) -> AnyView {
    let refused = preview.counts()[3];
    let item = |entry: &PreviewRow, why: &PassParseError| {
        let typed = (!entry.typed.is_empty()).then(|| view! { <PassNumber number=entry.typed.clone()/> });
        view! { <li><strong>{format!("Line {}", entry.line)}</strong> " " {typed} <p>{why.to_string()}</p></li> }
    };
    let items = preview.refused().take(LISTED).map(|(entry, why)| item(entry, why)).collect_view();
    let list = (refused > 0).then(|| {
        let title = if refused == 1 { "1 entry is refused".to_owned() } else { format!("{refused} entries are refused") };
        view! {
            <Notice kind=NoticeKind::Warn title><ul class="refused" aria-label="Refused">{items}</ul>{more(refused)}</Notice>
        }
    });
    let (mut add, mut left_out) = (Vec::new(), Vec::new());
    for entry in &preview.entries {
        match &entry.check {
            PassCheck::Add(pass) => add.push((pass.clone(), String::new())),
            PassCheck::Listed(pass) => left_out.push((pass.clone(), "in the list already".to_owned())),
            PassCheck::Repeated { pass, first } => {
                left_out.push((pass.clone(), format!("typed in line {first} already")));
            }
            PassCheck::Refused(_) => {}
        }
    }
    view! {
        <div class="stack">
            <p role="status" aria-label="Preview">{summary(&preview)}</p>
            {layout(&preview).map(|words| view! { <p class="soft">{words}</p> })}
            {list}
            {group("To add", &add)}
            {group("Left out", &left_out)}
        </div>
    }
    .into_any()
}

fn group(title: &str, numbers: &[(Pass, String)]) -> Option<AnyView> {
    let count = numbers.len();
    let item = |(pass, why): &(Pass, String)| {
        let number = pass.reveal().to_owned();
        view! { <li><PassNumber number/> " " <span class="soft small">{why.clone()}</span></li> }
    };
    let items = numbers.iter().take(LISTED).map(item).collect_view();
    (count > 0).then(|| {
        view! {
            <Disclosure summary=format!("{title} ({count})")>
                <ul class="pass-numbers">{items}</ul>
                {more(count)}
            </Disclosure>
        }
        .into_any()
    })
}

fn more(count: usize) -> Option<AnyView> {
    let more = count.saturating_sub(LISTED);
    (more > 0).then(|| view! { <p class="soft small">{format!("and {more} more")}</p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_told_in_one_sentence() {
        let listed = ["00A1B2C3D4".to_owned()];
        let said = |text: &str| summary(&Preview::of(text, &listed));
        assert_eq!(said("00A1B2C3D5"), "1 pass to add.");
        assert_eq!(
            said("00A1B2C3D5\n00A1B2C3D6\n00A1B2C3D4\n00A1B2C3D5\n123456"),
            "2 passes to add, 1 in the list already, 1 typed twice, 1 refused."
        );
        assert_eq!(said(" \n"), "No pass in it.");
    }

    #[test]
    fn what_was_left_alone_is_said() {
        let preview = Preview::of("Name;Pass\nMaria;00A1B2C3D5", &[]);
        assert_eq!(
            layout(&preview).unwrap(),
            "Line 1 was taken for a header. Column 2 of 2 (\u{201c}Pass\u{201d}) was read, and the others were left alone."
        );
        assert_eq!(layout(&Preview::of("00A1B2C3D5", &[])), None);
    }
}
