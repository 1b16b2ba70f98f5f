//! What is wrong with values, and what they would do: beside the field, and for the whole set.

use jetstream_fleet::configuration::{Finding, Gravity};
use leptos::prelude::*;

use super::Draft;
use crate::{
    ui::{Button, ButtonKind, Disclosure, Icon, Tone},
    words,
};

fn tone(gravity: Gravity) -> Tone {
    match gravity {
        Gravity::Error => Tone::Bad,
        Gravity::CutsOff | Gravity::WeakensAccess | Gravity::Blinds => Tone::Warn,
        Gravity::Note => Tone::Plain,
    }
}

/// One finding: its gravity in a word, and what it says.
pub(super) fn finding_line(finding: &Finding) -> AnyView {
    let tone = tone(finding.gravity);
    view! {
        <p class=format!("finding {}", tone.class())>
            <Icon icon=tone.icon()/>
            <span><strong>{finding.gravity.title()}": "</strong>{finding.text.clone()}</span>
        </p>
    }
    .into_any()
}

/// How many errors and warnings there are, and each of them with a way to its field. Heard by who does not see it, and not with
/// every keystroke: only the numbers are announced.
#[component]
pub fn DraftFindings(draft: Draft) -> AnyView {
    let graver = Memo::new(move |_| {
        let grave = |finding: &&Finding| finding.gravity != Gravity::Note;
        let mut findings: Vec<_> = draft.findings().iter().filter(grave).cloned().collect();
        findings.sort_by_key(|finding| finding.gravity);
        findings
    });
    let counted = Memo::new(move |_| graver.with(|findings| counted(findings)));
    let none = Memo::new(move |_| graver.with(Vec::is_empty));
    let line = move |finding: Finding| {
        let key = finding.keys.first().cloned().unwrap_or_default();
        let name = draft.schema().field(&key).map_or_else(|| key.clone(), |field| field.name.clone());
        view! {
            <li>
                {finding_line(&finding)}
                <Button kind=ButtonKind::Quiet on_click=move |()| draft.show(&key)>{format!("Go to {name}")}</Button>
            </li>
        }
    };
    view! {
        <p class="visually-hidden" role="status" aria-label="Findings">{move || counted.get()}</p>
        {move || (!none.get()).then(|| view! {
            <Disclosure summary=counted>
                <ul class="findings" aria-label="Findings">{move || graver.get().into_iter().map(line).collect_view()}</ul>
            </Disclosure>
        })}
    }
    .into_any()
}

fn counted(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.gravity == Gravity::Error).count();
    let (errors, warnings) = (words::count(errors, "error"), words::count(findings.len() - errors, "warning"));
    match (errors.starts_with("0 "), warnings.starts_with("0 ")) {
        (true, true) => "Nothing is wrong with these values, as far as is known".to_owned(),
        (true, false) => warnings,
        (false, true) => errors,
        (false, false) => format!("{errors}, {warnings}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_none_of_is_not_counted() {
        let finding = |gravity| Finding { keys: Vec::new(), gravity, text: String::new() };
        let (error, warning) = (finding(Gravity::Error), finding(Gravity::Blinds));
        assert_eq!(counted(&[error.clone(), warning.clone(), warning.clone()]), "1 error, 2 warnings");
        assert_eq!(counted(&[warning]), "1 warning");
        assert_eq!(counted(&[error]), "1 error");
        assert!(counted(&[]).starts_with("Nothing is wrong"));
    }
}
