//! The commands that need nothing but the device.

use jetstream_api::{
    catalogue::Command,
    commands::{GetTags, Restart},
    credentials::SyncCredentials,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
    names::DeviceName,
};
use leptos::prelude::*;

use super::{Circumstances, CommandDialog, Form, Intent};

/// What it will do, and a button.
#[component]
pub fn PlainForm(form: Form, command: Command) -> AnyView {
    let intent = StoredValue::new(intent(command, form.device.clone()));
    let entry = form.entry;
    let circumstances = Memo::new(move |_| entry.with_value(Circumstances::of));
    view! {
        <CommandDialog
            title=format!("{} of {}", command.label(), form.device).replace("Restart of", "Restart")
            form
            effect=Signal::derive(move || circumstances.get().deed(command))
            read=move |()| intent.get_value()
            preview=Signal::derive(move || intent.with_value(|intent| intent.as_ref().map(Intent::call)))
            submit=command.label().to_owned()
        />
    }
    .into_any()
}

fn intent(command: Command, device: DeviceName) -> Option<Intent> {
    Some(match command {
        Command::Restart => Intent::Restart(Restart(device)),
        Command::SyncCredentials => Intent::SyncCredentials(SyncCredentials(device)),
        Command::GetTags => Intent::GetTags(GetTags(device)),
        Command::GetPolicyParameters => Intent::GetPolicyParameters(GetPolicyParameters(device)),
        Command::SetPolicyParameters => Intent::SetPolicyParameters(SetPolicyParameters(device)),
        Command::Status
        | Command::LastCredentialsSync
        | Command::Lockdown
        | Command::UnlockDoor
        | Command::SetConfigurationValues => return None,
    })
}
