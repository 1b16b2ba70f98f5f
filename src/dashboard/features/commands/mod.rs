//! One form for each command, over one dialog that sends, shows the call and follows what comes of it.

pub mod command_dialog;
pub mod effect;
pub mod lockdown;
pub mod outcome;
pub mod page;
pub mod plain;
pub mod timeline;
pub mod unlock;

use jetstream_api::{catalogue::Command, names::DeviceName};
use leptos::prelude::*;

use crate::{
    features::{
        commands::{
            command_dialog::CommandForm, lockdown::LockdownForm, plain::ConfirmCommandForm, unlock::UnlockForm,
        },
        configuration::form::ConfigurationForm,
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
