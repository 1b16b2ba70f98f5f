//! The form of the commands that need no other input than the device.

use jetstream_api::{
    catalogue::Command,
    commands::{GetTags, Restart},
    credentials::SyncCredentials,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
    names::DeviceName,
};
use leptos::prelude::*;

use crate::{
    features::commands::{
        command_dialog::{CommandDialog, CommandForm},
        effect::CommandContext,
    },
    state::commands::CommandIntent,
};

/// The form: the expected effect, and a button.
#[component]
pub fn ConfirmCommandForm(form: CommandForm, command: Command) -> AnyView {
    let intent = StoredValue::new(intent(command, form.device.clone()));
    let entry = form.entry;
    let circumstances = Memo::new(move |_| entry.with_value(CommandContext::of));
    view! {
        <CommandDialog
            title=format!("{} of {}", command.label(), form.device).replace("Restart of", "Restart")
            form
            effect=Signal::derive(move || circumstances.get().expected_effect(command))
            read=move |()| intent.get_value()
            preview=Signal::derive(move || intent.with_value(|intent| intent.as_ref().map(CommandIntent::call)))
            submit=command.label().to_owned()
        />
    }
    .into_any()
}

fn intent(command: Command, device: DeviceName) -> Option<CommandIntent> {
    Some(match command {
        Command::Restart => CommandIntent::Restart(Restart(device)),
        Command::SyncCredentials => CommandIntent::SyncCredentials(SyncCredentials(device)),
        Command::GetTags => CommandIntent::GetTags(GetTags(device)),
        Command::GetPolicyParameters => CommandIntent::GetPolicyParameters(GetPolicyParameters(device)),
        Command::SetPolicyParameters => CommandIntent::SetPolicyParameters(SetPolicyParameters(device)),
        Command::Status
        | Command::LastCredentialsSync
        | Command::Lockdown
        | Command::UnlockDoor
        | Command::SetConfigurationValues => return None,
    })
}
