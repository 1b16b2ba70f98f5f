//! A list of the errors, warnings and notes on the values, and the view of one of them beside its field.

use jetstream_fleet::configuration::{Finding, Severity, ValueChange};
use leptos::prelude::*;

use crate::{features::parameter_editor::draft::Draft, text};
use jetstream_ui::{BadgeTone, Button, ButtonKind, Disclosure, Icon};

fn tone(severity: Severity) -> BadgeTone {
    match severity {
        Severity::Error => BadgeTone::Bad,
        Severity::CutsOff | Severity::WeakensAccess | Severity::Blinds => BadgeTone::Warn,
        Severity::Note => BadgeTone::Plain,
    }
}

/// One finding: the label of its severity, and its text.
pub(super) fn finding_text(finding: &Finding) -> AnyView {
    let tone = tone(finding.severity);
    view! {
        <p class=format!("finding {}", tone.class())>
            <Icon icon=tone.icon()/>
            <span><strong>{finding.severity.title()}": "</strong>{finding.text.clone()}</span>
        </p>
    }
    .into_any()
}

/// The number of findings, and a list of them with a button that leads to each field. Notes are listed only for changed values. The
/// live region announces only the numbers, so that a screen reader does not speak on every keystroke.
#[component]
pub fn DraftFindings(draft: Draft) -> AnyView {
    let listed = Memo::new(move |_| {
        let changes = draft.changes();
        let listed = |finding: &&Finding| is_listed(finding, &changes);
        let mut findings: Vec<_> = draft.findings().iter().filter(listed).cloned().collect();
        findings.sort_by_key(|finding| finding.severity);
        findings
    });
    let counted = Memo::new(move |_| listed.with(|findings| counted(findings)));
    let none = Memo::new(move |_| listed.with(Vec::is_empty));
    let line = move |finding: Finding| {
        let key = finding.keys.first().cloned().unwrap_or_default();
        let name = draft.schema().field(&key).map_or_else(|| key.clone(), |field| field.name.clone());
        view! {
            <li>
                {finding_text(&finding)}
                <Button kind=ButtonKind::Quiet on_click=move |()| draft.show(&key)>{format!("Go to {name}")}</Button>
            </li>
        }
    };
    view! {
        <p class="visually-hidden" role="status" aria-label="Findings">{move || counted.get()}</p>
        {move || (!none.get()).then(|| view! {
            <Disclosure summary=counted>
                <ul class="findings" aria-label="Findings">{move || listed.get().into_iter().map(line).collect_view()}</ul>
            </Disclosure>
        })}
    }
    .into_any()
}

/// Whether a finding is listed for the whole set. A note is shown beside its field anyway, and is listed only where the value was
/// changed: then the change may do less than expected.
fn is_listed(finding: &Finding, changes: &[ValueChange]) -> bool {
    let is_changed = |key: &String| changes.iter().any(|change| change.key == *key);
    finding.severity != Severity::Note || finding.keys.first().is_some_and(is_changed)
}

fn counted(findings: &[Finding]) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, notes) = (of(Severity::Error), of(Severity::Note));
    let warnings = findings.len() - errors - notes;
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    let said: Vec<_> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| text::plural(*n, what)).collect();
    match said.is_empty() {
        true => "Nothing is wrong with these values, as far as is known".to_owned(),
        false => said.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_none_of_is_not_counted() {
        let finding = |severity| Finding { keys: Vec::new(), severity, text: String::new() };
        let (error, warning, note) = (finding(Severity::Error), finding(Severity::Blinds), finding(Severity::Note));
        assert_eq!(counted(&[error.clone(), warning.clone(), warning.clone()]), "1 error, 2 warnings");
        assert_eq!(counted(std::slice::from_ref(&warning)), "1 warning");
        assert_eq!(counted(std::slice::from_ref(&error)), "1 error");
        assert_eq!(counted(&[error, warning, note.clone()]), "1 error, 1 warning, 1 note");
        assert_eq!(counted(&[note]), "1 note");
        assert!(counted(&[]).starts_with("Nothing is wrong"));
    }

    #[test]
    fn a_note_is_listed_where_its_value_was_changed_and_what_is_graver_always() {
        let about = |keys: &[&str], severity| {
            let keys = keys.iter().map(|key| (*key).to_owned()).collect();
            Finding { keys, severity, text: String::new() }
        };
        let (key, name) = ("userbypass".to_owned(), "UserBypass".to_owned());
        let changes = [ValueChange { key, name, from: Some("0".to_owned()), to: Some("1".to_owned()) }];
        assert!(is_listed(&about(&["userbypass"], Severity::Note), &changes));
        assert!(!is_listed(&about(&["userbypass"], Severity::Note), &[]));
        assert!(!is_listed(&about(&["ip", "userbypass"], Severity::Note), &changes));
        assert!(is_listed(&about(&["ip"], Severity::Error), &[]));
        assert!(is_listed(&about(&["ip"], Severity::Blinds), &[]));
    }
}
