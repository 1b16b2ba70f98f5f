//! The form that adds a user with a password, or an id with a PIN. It adds one at a time, because their format is not documented.

use jetstream_api::credentials::{CredentialType, Credentials};
use leptos::prelude::*;

use crate::features::passes::{
    edit::{
        call_preview::MaskedCall,
        outcome::EditOutcome,
        pass_edit::{PassEdit, PassListChange},
        submission::{EditSubmission, SubmittedEdit, is_done, may_add_more},
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
    submission: EditSubmission,
}

impl NewNamedCredential {
    /// An empty form. The fields are cleared when the submission succeeds, also while another list is shown.
    pub fn empty() -> Self {
        let new = Self {
            name: RwSignal::new(String::new()),
            secret: RwSignal::new(String::new()),
            submission: EditSubmission::new(may_add_more),
        };
        let submission = new.submission;
        let done = Memo::new(move |_| submission.with(|state| state.is_some_and(is_done)));
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
    store: CredentialStore,
    /// Users or PINs.
    kind: CredentialType,
    /// The text typed so far.
    new: NewNamedCredential,
) -> AnyView {
    let words = NamedText::of(kind);
    let NewNamedCredential { name, secret, submission } = new;
    let (name_error, secret_error) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let edit = Memo::new(move |_| {
        let pair = (name.with(|name| name.trim().to_owned()), secret.get());
        (!pair.0.is_empty() && !pair.1.is_empty()).then(|| {
            let credentials =
                if kind == CredentialType::Pin { Credentials::Pin(vec![pair]) } else { Credentials::User(vec![pair]) };
            PassEdit { device: store.device(), change: PassListChange::Add(credentials) }
        })
    });
    let pending = Memo::new(move |_| !submission.is_open());
    let submit = move |()| {
        let typed = name.with_untracked(|name| name.trim().to_owned());
        let listed = untrack(|| store.stored(kind)).value().cloned().unwrap_or_default();
        let problem = if typed.is_empty() {
            Some("Give a name.".to_owned())
        } else {
            // It is not documented what happens when a name is added twice.
            listed.contains(&typed).then(|| "This name is listed already. Remove it first.".to_owned())
        };
        let empty = secret.with_untracked(String::is_empty);
        name_error.set(problem.clone());
        secret_error.set(empty.then(|| format!("Give the {}.", words.secret)));
        if let (None, Some(edit)) = (problem, edit.get_untracked()) {
            submission.send(SubmittedEdit::new(edit, store));
        }
    };
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
                <Button kind=ButtonKind::Primary submit=true pending
                    refused=Signal::derive(move || store.edit_refusal())>
                    {format!("Add {}", words.one)}
                </Button>
            </div>
            <EditOutcome submission/>
        </form>
    }
    .into_any()
}
