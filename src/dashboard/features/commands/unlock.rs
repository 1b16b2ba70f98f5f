//! The form that unlocks a door remotely.

use jetstream_api::{
    call::Endpoint,
    catalogue::Command,
    commands::{AccessToken, TokenError, UnlockDoor},
};
use leptos::prelude::*;

use crate::{
    features::commands::{
        command_dialog::{CommandDialog, CommandForm},
        effect::CommandContext,
    },
    state::{commands::CommandIntent, guid::new_guid},
};
use jetstream_ui::SecretField;

/// The form. The token starts as a new GUID, which identifies this click in the event that follows.
#[component]
pub fn UnlockForm(form: CommandForm) -> AnyView {
    let text = RwSignal::new(new_guid().to_string());
    let error = RwSignal::new(None::<String>);
    let token = Memo::new(move |_| text.with(|text| AccessToken::parse(text)));
    let device = StoredValue::new(form.device.clone());
    let intent = move |token| UnlockDoor { device: device.get_value(), token };
    let read = move |()| {
        let token = token.get_untracked();
        error.set(token.as_ref().err().map(TokenError::to_string));
        token.ok().map(|token| CommandIntent::UnlockDoor(intent(token)))
    };
    let entry = form.entry;
    let circumstances = Memo::new(move |_| entry.with_value(CommandContext::of));
    let fields = move || {
        view! {
            <SecretField label="Token" noun="token" value=text error=error on_input=move |typed| text.set(typed)
                hint="A fresh GUID that identifies this click in the events, or a pass on the device's list: 10 to 40 hexadecimal digits."/>
        }
    };
    view! {
        <CommandDialog
            title=format!("Unlock door of {}", form.device)
            form
            effect=Signal::derive(move || circumstances.get().expected_effect(Command::UnlockDoor))
            read
            preview=Signal::derive(move || token.get().ok().map(|token| intent(token).call()))
            secret=Signal::derive(move || token.get().ok().map(|token| token.reveal().to_owned()))
            submit="Unlock door"
            confirm=true
            fields
        />
    }
    .into_any()
}
