//! The confirmation dialog of an edit that removes passes: the effect, the device's name to be typed where much would be lost, the call,
//! and then the outcome. One click sends one call.

use std::time::Duration;

use jetstream_api::credentials::CredentialType;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::passes::{
        edit::{
            call_preview::MaskedCall,
            outcome::{EditOutcome, is_done},
            pass_edit::{PassEdit, PassListChange, SubmissionState, send_edit},
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
fn words(edit: &PassEdit, listed: &[String]) -> DialogText {
    let device = &edit.device;
    let until = "On the device nothing changes until a sync.";
    match &edit.deed {
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
    book: CredentialStore,
    /// The edit to be sent.
    edit: PassEdit,
    /// Closes the dialog.
    on_close: Callback<()>,
    /// Closes the dialog and opens the one of a sync.
    on_sync: Callback<()>,
) -> AnyView {
    let DialogText { title, effect, submit, confirm } =
        words(&edit, &untrack(|| book.stored(edit.kind())).value().cloned().unwrap_or_default());
    let device = StoredValue::new(edit.device.as_str().to_owned());
    let call = Signal::stored(Some(edit.call()));
    let about = StoredValue::new(match (&edit.deed, edit.kind()) {
        (PassListChange::Remove(..) | PassListChange::Replace(_), CredentialType::Basic) => edit.names(),
        _ => Vec::new(),
    });
    let edit = StoredValue::new(edit);
    let sent = RwSignal::new(None::<ArcRwSignal<SubmissionState>>);
    let settled = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let on_submit = move |()| {
        if sent.get_untracked().is_some() {
            return;
        }
        let wrong = confirm && device.with_value(|device| *device != typed.get_untracked());
        error.set(wrong.then(|| format!("This is not the device's name. Type exactly: {}", device.get_value())));
        if !wrong {
            sent.set(Some(send_edit(edit.get_value(), book)));
            spawn_local(async move {
                browser::sleep(DOUBLE_CLICK).await;
                settled.try_set(true);
            });
        }
    };
    let (effect, submit) = (StoredValue::new(effect), StoredValue::new(submit));
    let ask = move || {
        view! {
            <p class="effect">{effect.get_value()}</p>
            {about.with_value(|about| numbers(about))}
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
    let follow = move |progress: ArcRwSignal<SubmissionState>| {
        let watched = progress.clone();
        let done = Memo::new(move |_| watched.with(is_done));
        let buttons = move || {
            settled.get().then(|| {
                view! {
                    <Button on_click=on_close>"Close"</Button>
                    {done.get().then(|| view! { <Button kind=ButtonKind::Primary on_click=on_sync>"Sync to device"</Button> })}
                }
            })
        };
        view! {
            <EditOutcome progress/>
            <div class="actions settling">{buttons}</div>
        }
        .into_any()
    };
    view! {
        <Dialog open=true title on_close on_submit>
            {move || sent.get().map_or_else(ask, follow)}
        </Dialog>
    }
    .into_any()
}

fn numbers(about: &[String]) -> Option<AnyView> {
    let number = |number: &String| view! { <li><PassNumber number=number.clone()/></li> };
    let more = about.len().saturating_sub(LISTED);
    (!about.is_empty()).then(|| {
        view! {
            <ul class="pass-numbers" aria-label="Passes">{about.iter().take(LISTED).map(number).collect_view()}</ul>
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

    fn of(deed: PassListChange, list: &[String]) -> DialogText {
        words(&PassEdit { device: DeviceName::parse("Cabinet 7").unwrap(), deed }, list)
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
        let words = of(PassListChange::Replace(new.to_vec()), &listed(3));
        assert_eq!(
            words.effect,
            "The list in Jetstream becomes exactly these 2 passes: 1 pass is added, 2 passes are taken out. On the device nothing \
             changes until a sync."
        );
    }
}
