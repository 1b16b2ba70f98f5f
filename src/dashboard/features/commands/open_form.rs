//! The dialog of one command on a device.

use jetstream_api::{catalogue::Command, names::DeviceName};
use leptos::prelude::*;

use crate::{
    features::commands::{
        command_dialog::CommandForm, configuration_values::ConfigurationForm, lockdown::LockdownForm,
        plain::ConfirmCommandForm, unlock::UnlockForm,
    },
    state::directory::device_entry::DeviceEntry,
};

/// The dialog for a command on a device, while it is open. Commands that only read have none.
#[component]
pub fn OpenForm(
    /// The device as the directory lists it.
    entry: DeviceEntry,
    /// The device name, for calls.
    device: DeviceName,
    /// The command.
    command: Command,
    /// Called when the dialog closes.
    on_close: Callback<()>,
) -> AnyView {
    let form = CommandForm { device, entry: StoredValue::new(entry), on_close };
    match command {
        Command::Lockdown => view! { <LockdownForm form/> }.into_any(),
        Command::UnlockDoor => view! { <UnlockForm form/> }.into_any(),
        Command::SetConfigurationValues => view! { <ConfigurationForm form/> }.into_any(),
        Command::Restart
        | Command::SyncCredentials
        | Command::GetTags
        | Command::GetPolicyParameters
        | Command::SetPolicyParameters => view! { <ConfirmCommandForm form command/> }.into_any(),
        Command::Status | Command::LastCredentialsSync => ().into_any(),
    }
}
