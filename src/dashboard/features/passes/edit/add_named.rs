//! The form that adds a user with a password, or an id with a PIN. It adds one at a time, because their format is not documented.

use jetstream_api::credentials::{CredentialType, Credentials};
use leptos::prelude::*;

use crate::features::passes::{
    edit::{
        call_preview::MaskedCall,
        outcome::{EditOutcome, is_done},
        pass_edit::{PassEdit, PassListChange, SubmissionState, send_edit},
    },
    named_text::NamedText,
    store::CredentialStore,
};
use jetstream_ui::{Button, ButtonKind, SecretField, TextField};

/// The text typed into the form, and the state of the last submission. It lives as long as the owner that it was made under.
#[derive(Clone, Copy)]
pub struct NewNamedCredential {
    name: RwSignal<String>,
    secret: RwSignal<String>,
    sent: RwSignal<Option<ArcRwSignal<SubmissionState>>>,
}

impl NewNamedCredential {
    /// An empty form. The fields are cleared when the submission succeeds, also while another list is shown.
    pub fn empty() -> Self {
        let new = Self {
            name: RwSignal::new(String::new()),
            secret: RwSignal::new(String::new()),
            sent: RwSignal::new(None::<ArcRwSignal<SubmissionState>>),
        };
        let sent = new.sent;
        let done = Memo::new(move |_| sent.with(|sent| sent.as_ref().is_some_and(|progress| progress.with(is_done))));
        Effect::new(move || {
            if done.get() {
                new.clear();
            }
        });
        new
    }

    /// True if a field is not empty. Reactive.
    pub fn is_dirty(&self) -> bool {
        let name = self.name.with(|name| !name.trim().is_empty());
        let secret = self.secret.with(|secret| !secret.is_empty());
        name || secret
    }

    /// Clears both fields.
    pub fn clear(&self) {
        self.name.set(String::new());
        self.secret.set(String::new());
    }
}

/// The form.
#[component]
pub fn AddNamed(
    /// The device's lists.
    book: CredentialStore,
    /// Users or PINs.
    kind: CredentialType,
    /// The text typed so far.
    new: NewNamedCredential,
) -> AnyView {
    let words = NamedText::of(kind);
    let NewNamedCredential { name, secret, sent } = new;
    let (name_error, secret_error) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let edit = Memo::new(move |_| {
        let pair = (name.with(|name| name.trim().to_owned()), secret.get());
        (!pair.0.is_empty() && !pair.1.is_empty()).then(|| {
            let credentials =
                if kind == CredentialType::Pin { Credentials::Pin(vec![pair]) } else { Credentials::User(vec![pair]) };
            PassEdit { device: book.device(), deed: PassListChange::Add(credentials) }
        })
    });
    let pending = move || {
        sent.with(|sent| sent.as_ref().is_some_and(|progress| progress.with(|one| *one == SubmissionState::Sending)))
    };
    let submit = move |()| {
        let typed = name.with_untracked(|name| name.trim().to_owned());
        let listed = untrack(|| book.stored(kind)).value().cloned().unwrap_or_default();
        let problem = if typed.is_empty() {
            Some("Give a name.".to_owned())
        } else {
            // It is not documented what happens when a name is added twice.
            listed.contains(&typed).then(|| "This name is listed already. Remove it first.".to_owned())
        };
        let empty = secret.with_untracked(String::is_empty);
        name_error.set(problem.clone());
        secret_error.set(empty.then(|| format!("Give the {}.", words.secret)));
        if let (None, Some(edit), false) = (problem, edit.get_untracked(), untrack(pending)) {
            sent.set(Some(send_edit(edit, book)));
        }
    };
    let outcome = move || sent.get().map(|progress| view! { <EditOutcome progress/> });
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit(());
            }
        >
            <TextField label=words.name value=name error=name_error on_input=move |typed| name.set(typed)/>
            <SecretField label=words.label noun=words.secret value=secret error=secret_error on_input=move |typed| secret.set(typed)/>
            <MaskedCall call=Signal::derive(move || edit.get().map(|edit| edit.call()))/>
            <div class="actions">
                <Button kind=ButtonKind::Primary submit=true pending=Signal::derive(pending)
                    refused=Signal::derive(move || book.edit_refusal())>
                    {format!("Add {}", words.one)}
                </Button>
            </div>
            {outcome}
        </form>
    }
    .into_any()
}
