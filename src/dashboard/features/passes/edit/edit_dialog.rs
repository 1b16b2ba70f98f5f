//! The confirmation dialog of an edit that removes passes: the effect, the device's name to be typed where much would be lost, the call,
//! and then the outcome. One click sends one call.

use std::time::Duration;

use jetstream_api::credentials::CredentialType;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::passes::{
        edit::{
            call_preview::MaskedCall,
            outcome::EditOutcome,
            pass_edit::{PassEdit, PassListChange},
            submission::{EditSubmission, SubmittedEdit, is_done},
        },
        store::CredentialStore,
        text::passes,
    },
    shared::pass_number::PassNumber,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Dialog, TextField};

/// The time for which no button is shown where the submit button was, so that the second click of a double click hits nothing.
const DOUBLE_CLICK: Duration = Duration::from_millis(500);
/// The largest number of affected passes that are listed.
const LISTED: usize = 12;

/// The texts of the dialog for one edit.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DialogText {
    title: String,
    effect: String,
    submit: String,
    /// True if all entries are removed or replaced: the device's name must then be typed.
    confirm: bool,
}

/// The texts for an edit. `listed` is the current content of the list.
fn dialog_text(edit: &PassEdit, listed: &[String]) -> DialogText {
    let device = &edit.device;
    let until = "On the device nothing changes until a sync.";
    match &edit.change {
        PassListChange::Replace(all) if all.is_empty() => DialogText {
            title: format!("Remove all passes of {device}"),
            effect: format!(
                "The list in Jetstream becomes empty: {} taken out. {until} Sync right afterwards: until then they open the door.",
                were(listed.len())
            ),
            submit: "Remove all passes".to_owned(),
            confirm: true,
        },
        PassListChange::Replace(all) => {
            let kept =
                all.iter().filter(|pass| listed.iter().any(|one| one.eq_ignore_ascii_case(pass.reveal()))).count();
            DialogText {
                title: format!("Replace all passes of {device}"),
                effect: format!(
                    "The list in Jetstream becomes exactly these {}: {} added, {} taken out. {until}",
                    passes(all.len()),
                    were(all.len() - kept),
                    were(listed.len().saturating_sub(kept))
                ),
                submit: "Replace all".to_owned(),
                confirm: true,
            }
        }
        PassListChange::Remove(CredentialType::Basic, names) => DialogText {
            title: format!("Remove {} from {device}", passes(names.len())),
            effect: format!(
                "{} taken out of the list in Jetstream. {until} Until then the door still opens.",
                were(names.len())
            ),
            submit: "Remove".to_owned(),
            confirm: names.len() >= listed.len() && names.len() > 1,
        },
        PassListChange::Remove(_, names) => DialogText {
            title: format!("Remove {} from {device}", names.join(", ")),
            effect: format!("Taken out of the list in Jetstream. {until}"),
            submit: "Remove".to_owned(),
            confirm: false,
        },
        PassListChange::Add(_) => DialogText {
            title: format!("Add to {device}"),
            effect: format!("Appended to the list in Jetstream. {until}"),
            submit: "Add".to_owned(),
            confirm: false,
        },
    }
}

fn were(number: usize) -> String {
    format!("{} {}", passes(number), if number == 1 { "is" } else { "are" })
}

/// The dialog.
#[component]
pub fn EditDialog(
    /// The device's lists.
    store: CredentialStore,
    /// The edit to be sent.
    edit: PassEdit,
    /// Closes the dialog.
    on_close: Callback<()>,
    /// Closes the dialog and opens the one of a sync.
    on_sync: Callback<()>,
) -> AnyView {
    let DialogText { title, effect, submit, confirm } =
        dialog_text(&edit, &untrack(|| store.stored(edit.kind())).value().cloned().unwrap_or_default());
    let device = StoredValue::new(edit.device.as_str().to_owned());
    let call = Signal::stored(Some(edit.call()));
    let affected = StoredValue::new(match (&edit.change, edit.kind()) {
        (PassListChange::Remove(..) | PassListChange::Replace(_), CredentialType::Basic) => edit.names(),
        _ => Vec::new(),
    });
    let edit = StoredValue::new(edit);
    // One dialog sends one call, whatever comes of it.
    let submission = EditSubmission::new(|_| false);
    let settled = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let on_submit = move |()| {
        if untrack(|| submission.is_sent()) {
            return;
        }
        let wrong = confirm && device.with_value(|device| *device != typed.get_untracked());
        error.set(wrong.then(|| format!("This is not the device's name. Type exactly: {}", device.get_value())));
        if !wrong {
            submission.send(SubmittedEdit::new(edit.get_value(), store));
            spawn_local(async move {
                browser::sleep(DOUBLE_CLICK).await;
                settled.try_set(true);
            });
        }
    };
    let (effect, submit) = (StoredValue::new(effect), StoredValue::new(submit));
    let form = move || {
        view! {
            <p class="effect">{effect.get_value()}</p>
            {affected.with_value(|affected| numbers(affected))}
            {confirm.then(|| view! {
                <TextField label="Type the device's name to confirm" value=typed error=error
                    hint=device.get_value() on_input=move |text| typed.set(text)/>
            })}
            <MaskedCall call/>
            <div class="actions">
                <Button on_click=on_close>"Cancel"</Button>
                <Button kind=ButtonKind::Danger submit=true>{submit.get_value()}</Button>
            </div>
        }
        .into_any()
    };
    let outcome = move || {
        let done = Memo::new(move |_| submission.with(|state| state.is_some_and(is_done)));
        let buttons = move || {
            settled.get().then(|| {
                view! {
                    <Button on_click=on_close>"Close"</Button>
                    {done.get().then(|| view! { <Button kind=ButtonKind::Primary on_click=on_sync>"Sync to device"</Button> })}
                }
            })
        };
        view! {
            <EditOutcome submission/>
            <div class="actions settling">{buttons}</div>
        }
        .into_any()
    };
    let is_sent = Memo::new(move |_| submission.is_sent());
    view! {
        <Dialog open=true title on_close on_submit>
            {move || if is_sent.get() { outcome() } else { form() }}
        </Dialog>
    }
    .into_any()
}

fn numbers(affected: &[String]) -> Option<AnyView> {
    let number = |number: &String| view! { <li><PassNumber number=number.clone()/></li> };
    let more = affected.len().saturating_sub(LISTED);
    (!affected.is_empty()).then(|| {
        view! {
            <ul class="pass-numbers" aria-label="Passes">{affected.iter().take(LISTED).map(number).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="soft">{format!("and {more} more")}</p> })}
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use jetstream_api::{credentials::Pass, names::DeviceName};

    use super::*;

    fn listed(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("00A1B2C3D{number}")).collect()
    }

    fn of(change: PassListChange, list: &[String]) -> DialogText {
        dialog_text(&PassEdit { device: DeviceName::parse("Cabinet 7").unwrap(), change }, list)
    }

    #[test]
    fn the_device_name_is_asked_for_when_the_list_loses_everything() {
        let remove = |count| of(PassListChange::Remove(CredentialType::Basic, listed(count)), &listed(3)).confirm;
        assert!(!remove(1) && !remove(2) && remove(3));
        assert!(of(PassListChange::Replace(Vec::new()), &listed(3)).confirm);
        let one = of(PassListChange::Remove(CredentialType::Basic, listed(1)), &listed(1));
        assert!(!one.confirm, "one pass is one pass");
    }

    #[test]
    fn a_replacement_says_what_is_lost() {
        let new = ["00A1B2C3D0", "FFFFFFFFFF"].map(|pass| Pass::parse(pass).unwrap());
        let text = of(PassListChange::Replace(new.to_vec()), &listed(3));
        assert_eq!(
            text.effect,
            "The list in Jetstream becomes exactly these 2 passes: 1 pass is added, 2 passes are taken out. On the device nothing \
             changes until a sync."
        );
    }
}
