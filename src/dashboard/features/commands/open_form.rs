//! The dialog for one command on a device.

use jetstream_api::{catalogue::Command, names::DeviceName};
use leptos::prelude::*;

use crate::{
    features::commands::{
        command_dialog::CommandForm, configuration_values::ConfigurationForm, lockdown::LockdownForm,
        plain::ConfirmCommandForm, unlock::UnlockForm,
    },
    state::directory::device_entry::DeviceEntry,
};

/// The dialog for a command on a device, while one is open. Reads have none.
#[component]
pub fn OpenForm(
    /// What is known of the device.
    entry: DeviceEntry,
    /// Its name, for calls.
    device: DeviceName,
    /// What is to be done.
    command: Command,
    /// Called when the dialog is done with.
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
